/**
 * The documents of long texts that are open. Each is loaded when somebody looks at it and let go when nobody has for a while.
 * Any name of the right form opens one, so what one person can hold open is bounded, and so is the board as a whole.
 */
import type { ActorId, BoardId } from "../../shared/ids.ts"
import { BOARD_DOC, type Store } from "../store/store.ts"
import { Channel } from "./channel.ts"
import { loggedDamage } from "./damage.ts"
import type { RelayLimits } from "./limits.ts"
import type { RelayLog } from "./notices.ts"
import type { Pipeline } from "./pipeline.ts"

export interface TextsParts {
  readonly board: BoardId
  readonly store: Store
  readonly limits: RelayLimits
  readonly log: RelayLog
}

export class Texts {
  readonly #pipeline: Pipeline
  readonly #parts: TextsParts
  readonly #opening = new Map<string, Promise<Channel>>()
  /** Open texts → who opened them; null for the relay itself. */
  readonly #openers = new Map<string, ActorId | null>()

  constructor(pipeline: Pipeline, parts: TextsParts) {
    this.#pipeline = pipeline
    this.#parts = parts
  }

  get isOpening(): boolean {
    return this.#opening.size > 0
  }

  /** Undefined when it would be one more than `opener` may hold open. */
  async openFor(name: string, opener: ActorId): Promise<Channel | undefined> {
    const isOpen = this.#pipeline.channels.has(name) || this.#opening.has(name)
    return isOpen || this.#hasRoom(opener) ? this.open(name, opener) : undefined
  }

  async open(name: string, opener: ActorId | null = null): Promise<Channel> {
    const known = this.#pipeline.channels.get(name)
    // What could not be read may have been brought back: whoever comes next looks again.
    if (known?.damage && name !== BOARD_DOC && known.connections.size === 0) this.#close(known)
    else if (known) {
      known.lastUsedMs = performance.now()
      return known
    }
    const opening = this.#opening.get(name)
    if (opening) return opening
    this.#openers.set(name, opener)
    const loading = this.#load(name)
      .catch((error: unknown) => {
        this.#openers.delete(name)
        throw error
      })
      .finally(() => this.#opening.delete(name))
    this.#opening.set(name, loading)
    return loading
  }

  /** Only between two batches: work that waits may be about any of them. */
  sweep(nowMs: number): void {
    const { idleTextMs, idleUnwrittenTextMs } = this.#parts.limits
    for (const channel of this.#pipeline.channels.values()) {
      if (channel.name === BOARD_DOC || channel.connections.size > 0) continue
      const keptMs = channel.isUnwritten ? Math.min(idleUnwrittenTextMs, idleTextMs) : idleTextMs
      if (nowMs - channel.lastUsedMs > keptMs) this.#close(channel)
    }
  }

  /** Everything, the board itself too. */
  closeAll(): void {
    for (const channel of this.#pipeline.channels.values()) this.#close(channel)
  }

  #hasRoom(opener: ActorId): boolean {
    const { openTexts, openTextsPerPerson } = this.#parts.limits
    if (this.#openers.size >= openTexts) return false
    let own = 0
    for (const one of this.#openers.values()) if (one === opener) own++
    return own < openTextsPerPerson
  }

  #close(channel: Channel): void {
    channel.presence.close()
    channel.doc.destroy()
    this.#pipeline.channels.delete(channel.name)
    this.#openers.delete(channel.name)
  }

  async #load(name: string): Promise<Channel> {
    const { store, board, limits, log } = this.#parts
    const stored = await store.journal.loadDoc(board, name)
    const channel = new Channel(name, stored, limits, this.#pipeline.boundTo)
    loggedDamage(log, { board, text: name }, channel.found)
    if (channel.isUnwritten) this.#pipeline.textCount.count ??= await this.#count()
    this.#pipeline.channels.set(name, channel)
    return channel
  }

  async #count(): Promise<number> {
    const docs = await this.#parts.store.journal.listDocs(this.#parts.board)
    return docs.filter((name) => name !== BOARD_DOC).length
  }
}
