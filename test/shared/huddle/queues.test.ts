import { describe, expect, it } from "vitest"
import { nextHuddleAt } from "../../../shared/huddle/agenda.ts"
import { atRisk } from "../../../shared/huddle/at-risk.ts"
import { p85 } from "../../../shared/huddle/dwell.ts"
import { lookAhead } from "../../../shared/huddle/look-ahead.ts"
import { lookBack } from "../../../shared/huddle/look-back.ts"
import { walk } from "../../../shared/huddle/walk.ts"
import type { BoardView, Registers } from "../../../shared/model/board-view.ts"
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../shared/time.ts"
import { TESTERS, to } from "../handoff/desk.ts"
import { ACTION, HUDDLE, HuddleDesk } from "./huddle-desk.ts"

const NOON = Date.UTC(2026, 10, 24, 12)
const LANES: readonly (readonly [string, Registers])[] = [
  ["in", { name: "In", rank: "a", kind: "waiting" }],
  ["test", { name: "Test", rank: "b", kind: "active", wip: 1, target: 60 }],
  ["out", { name: "Out", rank: "c", kind: "done" }],
]

/** A board with these cards, each in a lane, all of it since `NOON`. */
function boardOf(cards: Readonly<Record<string, readonly [lane: string, more?: Registers]>>) {
  const desk = new HuddleDesk(...Object.keys(cards))
  desk.now = NOON
  for (const card of Object.keys(cards)) desk.card(card).enteredLaneAt = NOON
  const view: BoardView = {
    meta: {},
    lanes: new Map(LANES),
    cards: new Map(
      Object.entries(cards).map(([id, [lane, more]]) => [id, { title: id, next: "x", place: [lane, "a"], ...more }]),
    ),
    sheets: new Map(),
  }
  const risks = (board = view) =>
    atRisk(board, desk.promises, { now: desk.now }).map(({ card, kind }) => `${card} ${kind}`)
  return { desk, view, risks }
}

describe("the cards at risk", () => {
  it("come by kind: expired by level, late, critical, loop open, blocked, older than usual, due before the next huddle", () => {
    const { desk, view, risks } = boardOf({
      due: ["in", { due: "2026-11-25T08:00Z" }],
      old: ["in"],
      blocked: ["in", { blocked: { reason: "no key" } }],
      loop: ["in"],
      critical: ["in", { severity: "critical" }],
      late: ["test"],
      exp2: ["in"],
      exp1: ["in"],
      fine: ["in"],
    })
    for (const card of ["exp1", "exp2"]) desk.offer("ana", TESTERS, { id: `h-${card}`, card })
    desk.offer("ana", TESTERS, { id: "h-loop", card: "loop", severity: "critical" })
    desk.accept("bo", "h-loop")
    desk.promises.dwells.in = Array.from({ length: 20 }, () => 12 * HOUR_MS)
    for (const card of ["exp1", "exp2", "critical", "blocked", "loop", "due", "fine"])
      desk.card(card).enteredLaneAt = NOON + 6 * HOUR_MS
    const expire = (card: string, level: number) =>
      desk.must("system", { kind: "handoff.expire", handoff: `h-${card}`, level })
    desk.now = NOON + 4 * HOUR_MS
    expire("exp1", 1)
    desk.now = NOON + 13 * HOUR_MS
    expire("exp2", 1)
    expire("exp2", 2)
    expect(risks()).toEqual([
      ...["exp2 expired", "exp1 expired", "late late", "critical critical", "loop loop-open"],
      ...["blocked blocked", "old old", "due due"],
    ])
    expect(atRisk(view, desk.promises, { now: desk.now })[0]).toMatchObject({ level: 2, laneId: "in" })
  })

  it("stand once each, where the most pressing of their reasons puts them, and keep the others", () => {
    const { desk, view } = boardOf({ c1: ["test", { severity: "critical", blocked: { reason: "no key" } }] })
    desk.now += 2 * HOUR_MS
    const [risk, ...more] = atRisk(view, desk.promises, { now: desk.now })
    expect(more).toEqual([])
    expect(risk).toMatchObject({ kind: "late", kinds: ["late", "critical", "blocked"], ms: HOUR_MS })
  })

  it("leave out what is done or put away, but not a promise that still hangs on it", () => {
    const { desk, risks } = boardOf({
      done: ["out", { severity: "critical", blocked: { reason: "no key" }, due: "2020-01-01" }],
      gone: ["in", { severity: "critical", archived: true }],
      hangs: ["out"],
    })
    desk.offer("ana", TESTERS, { card: "hangs" })
    desk.now += 4 * HOUR_MS
    desk.must("system", { kind: "handoff.expire", handoff: "h1", level: 1 })
    expect(risks()).toEqual(["hangs expired"])
  })

  it("are marked when they were in the spotlight or parked in this huddle", () => {
    const { desk, view } = boardOf({ a: ["in", { severity: "critical" }], b: ["in", { severity: "critical" }] })
    desk.start("ana")
    desk.must("ana", { kind: "huddle.spotlight", huddle: HUDDLE, card: "a" })
    desk.must("ana", { kind: "huddle.park", huddle: HUDDLE, card: "a", with: [] })
    expect(
      atRisk(view, desk.promises, { now: desk.now }).map(({ isCovered, isParked }) => [isCovered, isParked]),
    ).toEqual([
      ...[
        [true, true],
        [false, false],
      ],
    ])
  })

  it.each([
    ["2026-11-24", NOON, "due"],
    ["2026-11-24", Date.UTC(2026, 10, 25, 0, 1), "late"],
    ["2026-11-24T11:59Z", NOON, "late"],
    ["2026-11-25T11:59Z", NOON, "due"],
    ["2026-11-25T12:00Z", NOON, undefined],
    ["nonsense", NOON, undefined],
  ])("a card due %s is at %i: %s", (due, now, kind) => {
    const { desk, view } = boardOf({ c1: ["in", { due }] })
    expect(atRisk(view, desk.promises, { now })[0]?.kind).toBe(kind)
  })

  it("a day ends where whoever reads it says it ends, and the next huddle is when the board says", () => {
    const { desk, view } = boardOf({ c1: ["in", { due: "2026-11-24" }] })
    const kinds = (board: BoardView, endOf: () => number) =>
      atRisk(board, desk.promises, { now: NOON, endOf }).map(({ kind }) => kind)
    expect(kinds(view, () => NOON - 1)).toEqual(["late"])
    expect(kinds({ ...view, meta: { nextHuddle: "2026-11-24T13:00Z" } }, () => NOON + 2 * HOUR_MS)).toEqual([])
  })
})

describe("how long cards usually stay", () => {
  it("is what 85 of 100 of the last ones did not exceed, and unknown of a few", () => {
    const stays = Array.from({ length: 20 }, (_, i) => (20 - i) * MINUTE_MS)
    expect(p85({ in: stays }, "in")).toBe(17 * MINUTE_MS)
    expect(p85({ in: stays.slice(0, 7) }, "in")).toBeUndefined()
    expect(p85({}, "constructor")).toBeUndefined()
  })

  it("is learnt from every move out of a lane, of the last fifty", () => {
    const desk = new HuddleDesk("c1")
    const move = (from: string, to: string, ms: number) => {
      desk.now += ms
      desk.write({
        actor: desk.card().createdBy,
        kind: "card.moved",
        card: "c1",
        key: "place",
        from: [from, "a"],
        to: [to, "a"],
      })
    }
    for (let i = 1; i <= 60; i++) {
      move("in", "test", i * 1_000)
      move("test", "in", 5)
    }
    expect(desk.promises.dwells.in).toEqual(Array.from({ length: 50 }, (_, i) => (i + 11) * 1_000))
    expect(desk.promises.dwells.test).toHaveLength(50)
  })
})

describe("looking back", () => {
  it("shows open actions, the overdue first, and what came back, expired or was recalled since the last huddle", () => {
    const { desk } = boardOf({ a: ["in"], b: ["in"], c: ["in"] })
    desk.offer("ana", to("bo"), { id: "before", card: "a" })
    desk.must("bo", { kind: "handoff.return", handoff: "before", reason: "no account" })
    desk.start("ana")
    const [later] = desk.must("ana", { kind: "huddle.act", huddle: HUDDLE, ...ACTION, due: "2026-12-01" })
    const [overdue] = desk.must("ana", { kind: "huddle.act", huddle: HUDDLE, ...ACTION, due: "2026-11-24T12:30Z" })
    desk.minutes(10)
    desk.must("ana", { kind: "huddle.close", huddle: HUDDLE })
    const since = desk.now
    desk.minutes(60)
    desk.offer("ana", to("bo"), { id: "back", card: "b" })
    desk.must("bo", { kind: "handoff.return", handoff: "back", reason: "no account" })
    const returnedAt = desk.now
    desk.offer("ana", TESTERS, { id: "slow", card: "c" })
    desk.now += 4 * HOUR_MS
    desk.must("system", { kind: "handoff.expire", handoff: "slow", level: 1 })
    const expiredAt = desk.now
    desk.accept("bo", "slow")
    desk.finish("bo", "slow")
    desk.minutes(1)
    desk.must("ana", { kind: "handoff.recall", handoff: "slow", reason: "the label came off" })
    const back = lookBack(desk.promises, { now: desk.now })
    expect(back.since).toBe(since)
    expect(back.actions.map(({ action, isOverdue }) => [action.seq, isOverdue])).toEqual([
      ...[
        [overdue?.seq, true],
        [later?.seq, false],
      ],
    ])
    expect(back.setbacks).toEqual([
      { kind: "returned", handoff: "back", card: "b", at: returnedAt },
      { kind: "expired", handoff: "slow", card: "c", at: expiredAt },
      { kind: "recalled", handoff: "slow", card: "c", at: desk.now },
    ])
  })

  it("is a day where no huddle was held", () => {
    expect(lookBack(new HuddleDesk().promises, { now: NOON })).toEqual({
      since: NOON - DAY_MS,
      actions: [],
      setbacks: [],
    })
  })
})

describe("walking the board", () => {
  it("goes from right to left, with the oldest exception of each lane first and nothing that is as it should be", () => {
    const { desk, view } = boardOf({
      young: ["test", { next: "" }],
      elder: ["test"],
      fine: ["test"],
      done: ["out", { next: "" }],
      waits: ["in", { next: "" }],
    })
    desk.offer("ana", { kind: "lane", id: "test" }, { card: "waits" })
    desk.must("bo", { kind: "card.take", card: "fine" })
    desk.card("elder").enteredLaneAt = NOON - 10 * MINUTE_MS
    const walked = walk(view, desk.promises, { now: NOON })
    expect(walked.map(({ lane, count, isOverLimit, incoming }) => [lane.id, count, isOverLimit, incoming])).toEqual([
      ...[
        ["out", 1, false, 0],
        ["test", 3, true, 1],
        ["in", 1, false, 0],
      ],
    ])
    expect(walked.map(({ exceptions }) => exceptions.map(({ card, kinds }) => [card, ...kinds]))).toEqual([
      ...[
        [],
        [
          ["elder", "unclaimed"],
          ["young", "unclaimed", "no-next"],
        ],
        [],
      ],
    ])
  })
})

describe("looking ahead", () => {
  it("shows what is on its way to whom, and what falls due before the next huddle", () => {
    const { desk, view } = boardOf({
      a: ["in", { due: "2026-11-24T15:00Z" }],
      b: ["in", { due: "2026-11-24T14:00Z" }],
      c: ["in", { due: "2026-11-27" }],
      d: ["out", { due: "2026-11-24T14:00Z" }],
    })
    desk.offer("ana", TESTERS, { id: "h-a", card: "a" })
    desk.draft("ana", TESTERS, { id: "h-b", card: "b" })
    desk.must("ana", { kind: "handoff.announce", handoff: "h-b" })
    desk.offer("ana", to("bo"), { id: "h-c", card: "c" })
    const ahead = lookAhead({ ...view, meta: { nextHuddle: "2026-11-20T07:15Z" } }, desk.promises, { now: NOON })
    expect(ahead.until).toBe(Date.UTC(2026, 10, 25, 7, 15))
    expect(ahead.incoming.map(({ to, handoffs }) => [to.id, ...handoffs.map(({ handoff }) => handoff)])).toEqual([
      ...[
        ["bo", "h-c"],
        ["test", "h-a", "h-b"],
      ],
    ])
    expect(ahead.due.map(({ card }) => card)).toEqual(["b", "a"])
  })

  it("knows when the next huddle is: as said, or at the same time of the next day", () => {
    const at = (nextHuddle: string) => nextHuddleAt({ nextHuddle }, NOON)
    expect(at("2026-11-26T07:15Z")).toBe(Date.UTC(2026, 10, 26, 7, 15))
    expect(at("2026-11-24T12:00Z")).toBe(Date.UTC(2026, 10, 25, 12))
    expect(at("2026-11-01T13:00Z")).toBe(Date.UTC(2026, 10, 24, 13))
    expect(nextHuddleAt({}, NOON)).toBeUndefined()
  })
})
