/** Typing in a long text is one ledger entry for a person and a while, not one for each key. */
import type { ActorId } from "../../shared/ids.ts"
import type { Instant } from "../../shared/time.ts"

const KEPT = 10_000

export class TextEntries {
  readonly #everyMs: number
  readonly #lastAt = new Map<string, Instant>()

  constructor(everyMs: number) {
    this.#everyMs = everyMs
  }

  /** Whether an entry is due; if so, the next is due a while later. */
  isDue(text: string, actor: ActorId, now: Instant): boolean {
    const key = `${text}\n${actor}`
    const last = this.#lastAt.get(key)
    if (last !== undefined && now - last < this.#everyMs) return false
    if (this.#lastAt.size > KEPT) this.#lastAt.clear()
    this.#lastAt.set(key, now)
    return true
  }

  /** Nothing that was said counts: it was not stored. */
  forget(): void {
    this.#lastAt.clear()
  }
}
