/**
 * All promises of the board as this client knows them: the fold over the ledger, continued from the copy that was kept,
 * entry by entry. A gap means that the fold is asked for again.
 */
import type { Handoff } from "../../shared/handoff/handoff.ts"
import type { HuddleState } from "../../shared/huddle/fold-huddle.ts"
import type { HuddleAction } from "../../shared/huddle/huddle.ts"
import type { Entry } from "../../shared/model/entry.ts"
import { type CardPromise, fold, isOfHuddles, noPromises, type Promises } from "../../shared/promises/fold.ts"

export interface PromiseListener {
  /** Undefined: everything may differ. */
  changed(what: PromisesChanged | undefined): void
  entries(entries: readonly Entry[]): void
  /** The fold cannot go on: ask for it whole. */
  lost(): void
}

export interface PromisesChanged {
  readonly cards: readonly string[]
  readonly handoffs: readonly string[]
  /** The huddle, or an action of one. */
  readonly huddle: boolean
}

export class PromiseBook {
  readonly #listener: PromiseListener
  #promises: Promises = noPromises()
  #byCard = new Map<string, string[]>()
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
  handoff(id: string): Handoff | undefined {
    return Object.hasOwn(this.#promises.handoffs, id) ? this.#promises.handoffs[id] : undefined
  }
  /** The handoffs of a card, oldest first. */
  handoffsOf(card: string): readonly string[] {
    return this.#byCard.get(card) ?? []
  }
  handoffIds(): readonly string[] {
    return Object.keys(this.#promises.handoffs)
  }
  huddle(): HuddleState {
    return this.#promises.huddle
  }
  actions(): readonly HuddleAction[] {
    return this.#promises.actions
  }
  whole(): Promises {
    return this.#promises
  }

  /** The relay's fold, or the kept one. */
  replace(promises: Promises): void {
    this.#promises = promises
    this.#byCard = new Map()
    for (const handoff of Object.values(promises.handoffs)) this.#list(handoff)
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
    const handoffs = new Set<string>()
    let huddle = false
    for (const entry of fresh) {
      fold(this.#promises, entry)
      if (entry.card !== undefined) cards.add(entry.card)
      if (typeof entry.data?.handoff === "string") handoffs.add(entry.data.handoff)
      if (isOfHuddles(entry)) huddle = true
    }
    for (const id of handoffs) {
      const handoff = this.handoff(id)
      if (!handoff) continue
      cards.add(handoff.card)
      this.#list(handoff)
    }
    this.#listener.changed({ cards: [...cards], handoffs: [...handoffs], huddle })
    this.#listener.entries(fresh)
  }

  #list({ id, card }: Handoff): void {
    const known = this.#byCard.get(card) ?? []
    if (!known.includes(id)) this.#byCard.set(card, [...known, id])
  }
}
