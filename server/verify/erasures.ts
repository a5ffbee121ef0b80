/**
 * Words that are gone, held against the entries of the ledger that say who erased whose words: what none of them covers was
 * erased by somebody who did not go through the product. It is told, not judged.
 */
import type { Body } from "./check-ledger.ts"

const WORDS_ERASED = "words.erased"

export class Erasures {
  /** Entries without their words → who wrote them, as long as no entry covers them. */
  readonly #uncovered = new Map<number, unknown>()
  erased = 0

  get offRecord(): number {
    return this.#uncovered.size
  }

  /** Every entry in its order. */
  take(seq: number, body: Body, hasWords: boolean): void {
    if (body.kind === WORDS_ERASED) this.#cover(body.data as Body | undefined)
    if (typeof body.words !== "string" || hasWords) return
    this.erased++
    this.#uncovered.set(seq, body.actor)
  }

  /** An erasure covers only what stands before it, which is what has come by. */
  #cover({ person, entries }: Body = {}): void {
    if (Array.isArray(entries)) for (const seq of entries) this.#uncovered.delete(seq)
    if (typeof person !== "string") return
    for (const [seq, actor] of this.#uncovered) if (actor === person) this.#uncovered.delete(seq)
  }
}
