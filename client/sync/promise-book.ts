/**
 * All promises of the board as this client knows them: the fold over the ledger, continued from the copy that was kept,
 * entry by entry. A gap means that the fold is asked for again.
 */
import type { Entry } from "../../shared/model/entry.ts"
import { type CardPromise, fold, noPromises, type Promises } from "../../shared/promises/fold.ts"

export interface PromiseListener {
  /** `cardIds` undefined: all of them may differ. */
  changed(cardIds: readonly string[] | undefined): void
  entries(entries: readonly Entry[]): void
  /** The fold cannot go on: ask for it whole. */
  lost(): void
}

export class PromiseBook {
  readonly #listener: PromiseListener
  #promises: Promises = noPromises()
  #isWaitingForState = false

  constructor(listener: PromiseListener) {
    this.#listener = listener
  }

  get seq(): number {
    return this.#promises.seq
  }
  card(id: string): CardPromise | undefined {
    return Object.hasOwn(this.#promises.cards, id) ? this.#promises.cards[id] : undefined
  }
  whole(): Promises {
    return this.#promises
  }

  /** The relay's fold, or the kept one. */
  replace(promises: Promises): void {
    this.#promises = promises
    this.#isWaitingForState = false
    this.#listener.changed(undefined)
  }

  take(entries: readonly Entry[]): void {
    const fresh = entries.filter((entry) => entry.seq > this.#promises.seq)
    if (fresh.length === 0 || this.#isWaitingForState) return
    if (fresh[0]!.seq !== this.#promises.seq + 1) {
      this.#isWaitingForState = true
      this.#listener.lost()
      return
    }
    const cards = new Set<string>()
    for (const entry of fresh) {
      fold(this.#promises, entry)
      if (entry.card !== undefined) cards.add(entry.card)
    }
    this.#listener.changed([...cards])
    this.#listener.entries(fresh)
  }
}
