/**
 * Words typed into a brief that was offered already. Each change sends its reader back to reading, but one entry per key
 * pressed would bury the history: the first is noted at once, what follows when somebody accepts or after a while. That
 * something waits is stored with the words themselves, so that it outlives a server that dies meanwhile.
 */
import type { ActorId } from "../../shared/ids.ts"
import type { Instant } from "../../shared/time.ts"
import type { Append } from "../store/store.ts"

export interface TypedWords {
  readonly textId: string
  readonly actor: ActorId
}

export class SheetWords {
  readonly #everyMs: number
  readonly #notedAt = new Map<string, Instant>()
  #waiting = new Map<string, ActorId>()
  /** Taken into the batch that is on its way; it may fail. */
  #taken = new Map<string, ActorId>()
  /** What the store knows to wait. */
  #known = new Map<string, ActorId>()

  constructor(everyMs: number) {
    this.#everyMs = everyMs
  }

  /** Whether to note an edit now; otherwise it waits. */
  isDue(textId: string, actor: ActorId, now: Instant): boolean {
    this.#waiting.set(textId, actor)
    return this.take(now, (id) => id === textId && this.#isOver(id, now)).length > 0
  }

  /** Whether something has waited long enough. */
  hasDue(now: Instant): boolean {
    return [...this.#waiting.keys()].some((id) => this.#isOver(id, now))
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0
  }

  takeDue(now: Instant): readonly TypedWords[] {
    return this.take(now, (id) => this.#isOver(id, now))
  }

  /** What waits and is asked for; it is noted now. */
  take(now: Instant, isAsked: (textId: string) => boolean): readonly TypedWords[] {
    const asked = [...this.#waiting].filter(([textId]) => isAsked(textId))
    for (const [textId, actor] of asked) {
      this.#waiting.delete(textId)
      this.#taken.set(textId, actor)
      this.#notedAt.set(textId, now)
    }
    return asked.map(([textId, actor]) => ({ textId, actor }))
  }

  /** What a store must learn with the batch that is on its way. */
  unstored(): NonNullable<Append["typed"]> {
    const news = [...this.#waiting].filter(([text, actor]) => this.#known.get(text) !== actor)
    const gone = [...this.#known.keys()].filter((text) => !this.#waiting.has(text))
    return [...news.map(([text, actor]) => ({ text, actor })), ...gone.map((text) => ({ text, actor: null }))]
  }

  /** `isWritten`: the store was told. */
  stored(isWritten: boolean): void {
    this.#taken.clear()
    if (isWritten) this.#known = new Map(this.#waiting)
  }

  /** What the store knows, after a load. */
  recall(typed: readonly { readonly text: string; readonly actor: ActorId }[]): void {
    this.#known = new Map(typed.map(({ text, actor }) => [text, actor]))
    this.#waiting = new Map([...this.#known, ...this.#waiting])
  }

  /** The batch was not stored: what it took waits again. */
  putBack(): void {
    this.#waiting = new Map([...this.#taken, ...this.#waiting])
    for (const textId of this.#taken.keys()) this.#notedAt.delete(textId)
    this.#taken = new Map()
  }

  #isOver(textId: string, now: Instant): boolean {
    return now - (this.#notedAt.get(textId) ?? Number.NEGATIVE_INFINITY) >= this.#everyMs
  }
}
