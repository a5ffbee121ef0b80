/**
 * The promises in the crash test: cards are taken, put down, offered to a person and to a role, accepted by somebody else,
 * withdrawn, finished and checked. Often two want what only one can have, at the same moment. One step at a time per card, so
 * that from the answers alone it is known where each card stands: whatever else the relay says is a surprise.
 */
import type { Target } from "../../shared/handoff/handoff.ts"
import { type Ask, accept } from "../server/relay/handoff-stage.ts"
import { CREW_ROLE } from "./door.ts"
import type { Writer } from "./writer.ts"

type Standing =
  | { readonly at: "free" }
  | { readonly at: "held"; readonly holder: Writer }
  | {
      readonly at: "offered"
      readonly handoff: string
      readonly sender: Writer
      readonly takers: readonly Writer[]
    }
  | { readonly at: "accepted" | "done"; readonly handoff: string; readonly sender: Writer; readonly holder: Writer }
type At<A extends Standing["at"]> = Extract<Standing, { readonly at: A }>

/** Who asks for what, at the same moment as the others. */
type Bid = readonly [who: Writer, ask: Ask]

const REASON = "Plans have changed"

export class Work {
  readonly surprises: string[] = []
  /** How often two wanted what one could have. */
  races = 0
  readonly #writers: readonly Writer[]
  readonly #random: () => number
  readonly #standings = new Map<string, Standing>()
  readonly #busy = new Set<string>()

  constructor(writers: readonly Writer[], random: () => number) {
    this.#writers = writers
    this.#random = random
  }

  /** The next thing that people do about a card; nothing while something is being asked about it. */
  async step(card: string): Promise<void> {
    if (this.#busy.has(card)) return
    this.#busy.add(card)
    this.#standings.set(card, await this.#next(card, this.#standings.get(card) ?? { at: "free" }))
    this.#busy.delete(card)
  }

  #next(card: string, standing: Standing): Standing | Promise<Standing> {
    switch (standing.at) {
      case "free":
        return this.#chance(0.3) ? this.#take(card) : this.#offer(card, this.#any(this.#writers), standing)
      case "held":
        return this.#chance(0.3) ? this.#release(card, standing) : this.#offer(card, standing.holder, standing)
      case "offered":
        return this.#chance(0.25) ? standing : this.#goOn(standing)
      case "accepted":
        return this.#chance(0.5) ? this.#finish(standing) : this.#offer(card, standing.holder, standing)
      case "done":
        return this.#chance(0.5) ? this.#verify(standing) : this.#offer(card, standing.holder, standing)
    }
  }

  async #take(card: string): Promise<Standing> {
    const first = this.#any(this.#writers)
    const rivals = [first, this.#any(this.#others(first))]
    const holder = await this.#race(rivals.map((rival) => [rival, { kind: "card.take", card }]))
    return holder ? { at: "held", holder } : { at: "free" }
  }

  async #release(card: string, { holder }: At<"held">): Promise<Standing> {
    await this.#one(holder, { kind: "card.release", card })
    return { at: "free" }
  }

  async #offer(card: string, sender: Writer, before: Standing): Promise<Standing> {
    const person = this.#any(this.#others(sender))
    const isToRole = this.#chance(0.5)
    const to: Target = isToRole ? { kind: "role", id: CREW_ROLE } : { kind: "person", id: person.actor }
    const takers = isToRole ? this.#others(sender).filter(({ isOnCrew }) => isOnCrew) : [person]
    const handoff = sender.draft(card, to)
    // Not one after the other: between the two there would be a moment in which nothing is on its way.
    const [, isOffered] = await Promise.all([
      this.#one(sender, { kind: "handoff.create", handoff, card, template: "four-w" }),
      this.#one(sender, { kind: "handoff.offer", handoff }),
    ])
    return isOffered ? { at: "offered", handoff, sender, takers } : before
  }

  /** Accepted by one, by one of two, withdrawn, or either of both. */
  async #goOn({ handoff, sender, takers }: At<"offered">): Promise<Standing> {
    const taker = this.#any(takers)
    const rivals = takers.filter((other) => other !== taker)
    const taking: Bid = [taker, accept(handoff)]
    const withdrawing: Bid = [sender, { kind: "handoff.withdraw", handoff, reason: REASON }]
    const two: readonly Bid[] = rivals.length > 0 ? [taking, [this.#any(rivals), accept(handoff)]] : [taking]
    const bids = this.#any<readonly Bid[]>([[taking], [withdrawing], [taking, withdrawing], [withdrawing, taking], two])
    const winner = await this.#race(bids)
    return winner === undefined || winner === sender
      ? { at: "held", holder: sender }
      : { at: "accepted", handoff, sender, holder: winner }
  }

  async #finish({ handoff, sender, holder }: At<"accepted" | "done">): Promise<Standing> {
    await this.#one(holder, { kind: "handoff.finish", handoff })
    return { at: "done", handoff, sender, holder }
  }

  async #verify({ handoff, sender }: At<"accepted" | "done">): Promise<Standing> {
    await this.#one(sender, { kind: "handoff.verify", handoff })
    return { at: "free" }
  }

  async #one(who: Writer, ask: Ask): Promise<boolean> {
    return (await this.#race([[who, ask]])) !== undefined
  }

  /** Exactly one of them gets a yes. */
  async #race(bids: readonly Bid[]): Promise<Writer | undefined> {
    if (bids.length > 1) this.races++
    const answers = await Promise.all(bids.map(([who, ask]) => who.ask(ask)))
    const winners = bids.filter((_, i) => answers[i]?.ok)
    if (winners.length !== 1) this.surprises.push(`${winners.length} of ${JSON.stringify(bids.map(([, ask]) => ask))}`)
    return winners[0]?.[0]
  }

  #chance(share: number): boolean {
    return this.#random() < share
  }

  #others(writer: Writer): readonly Writer[] {
    return this.#writers.filter((other) => other !== writer)
  }

  #any<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)]!
  }
}
