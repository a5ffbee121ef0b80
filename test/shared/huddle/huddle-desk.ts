/** A board on which a huddle is held, and short words for what people ask in it. */
import type { Huddle } from "../../../shared/huddle/huddle.ts"
import { type Ask, Desk, type Name } from "../handoff/desk.ts"

export const HUDDLE = "hud1"
export const ACTION = { text: "Ring the carrier", person: "bo", due: "2026-11-27" } as const

export class HuddleDesk extends Desk {
  constructor(...cards: readonly string[]) {
    super(...(cards.length > 0 ? cards : ["c1", "c2", "c3"]))
  }

  start(by: Name = "ana", huddle = HUDDLE): this {
    this.must(by, { kind: "huddle.start", huddle })
    return this
  }

  get open(): Huddle {
    const { open } = this.promises.huddle
    if (!open) throw new Error("no huddle runs")
    return open
  }

  seconds(count: number): void {
    this.now += count * 1_000
  }

  /** Goes on from wherever it is. */
  step(by: Name, to: number): string {
    return this.rule(by, { kind: "huddle.step", huddle: HUDDLE, from: this.open.step, to })
  }
}

/** One of each, as they are asked in a huddle that runs. */
export const EACH: readonly Ask[] = [
  { kind: "huddle.step", huddle: HUDDLE, from: 0, to: 1 },
  { kind: "huddle.spotlight", huddle: HUDDLE, card: "c1" },
  { kind: "huddle.park", huddle: HUDDLE, card: "c1", with: ["bo"] },
  { kind: "huddle.extend", huddle: HUDDLE },
  { kind: "huddle.hand-over", huddle: HUDDLE, to: "bo" },
  { kind: "huddle.free", huddle: HUDDLE, driver: "ana" },
  { kind: "huddle.close", huddle: HUDDLE },
  { kind: "huddle.roll", huddle: HUDDLE, role: "test", state: "present" },
  { kind: "huddle.join", huddle: HUDDLE },
  { kind: "huddle.leave", huddle: HUDDLE },
  { kind: "huddle.decide", huddle: HUDDLE, text: "We ship it" },
  { kind: "huddle.act", huddle: HUDDLE, ...ACTION },
  { kind: "huddle.take", huddle: HUDDLE, from: "ana" },
]
