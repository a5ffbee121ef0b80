/**
 * Keeps the list of boards and people in step: a board's name and last change, and the name of everybody who came. It is a
 * convenience for lists, so it is written behind and now and then; the truth is in the journal.
 */
import type { BoardId } from "../../shared/ids.ts"
import type { Entry } from "../../shared/model/entry.ts"
import { type Instant, MINUTE_MS } from "../../shared/time.ts"
import type { Principal } from "../auth/principal.ts"
import type { Store } from "../store/store.ts"
import type { RelayLog } from "./notices.ts"

const EVERY_MS = MINUTE_MS / 4

export class BoardRows {
  readonly #store: Store
  readonly #now: () => Instant
  readonly #log: RelayLog
  readonly #changedAt = new Map<BoardId, Instant>()
  readonly #known = new Map<string, string>()

  constructor(store: Store, now: () => Instant, log: RelayLog) {
    this.#store = store
    this.#now = now
    this.#log = log
  }

  changed(board: BoardId, entries: readonly Entry[]): void {
    const now = this.#now()
    const renamed = entries.findLast((entry) => entry.kind === "board.edited" && entry.key === "name")
    const isDue = now - (this.#changedAt.get(board) ?? 0) >= EVERY_MS
    if (!isDue && !renamed) return
    this.#changedAt.set(board, now)
    const name = typeof renamed?.to === "string" ? { name: renamed.to } : {}
    this.#write(this.#store.boards.updateBoard(board, { changedAt: now, ...name }))
  }

  came(board: BoardId, { actor, name }: Principal): void {
    const key = `${board} ${actor}`
    if (this.#known.get(key) === name) return
    if (this.#known.size > 10_000) this.#known.clear()
    this.#known.set(key, name)
    this.#write(this.#store.boards.putPerson({ board, actor, name, seenAt: this.#now() }))
  }

  #write(writing: Promise<void>): void {
    writing.catch((error: unknown) =>
      this.#log.warn("list not updated", { code: "store", why: error instanceof Error ? error.name : undefined }),
    )
  }
}
