import { describe, expect, it } from "vitest"
import { catchUpOf, linesIn } from "../../../client/history/catch-up.ts"
import { whyHere } from "../../../client/history/why-here.ts"
import type { ActorId } from "../../../shared/ids.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { kindGroupOf } from "../../../shared/model/kind-groups.ts"
import { entry } from "../card/support/board.ts"

const catchUp = (entries: readonly Entry[], mine: readonly number[] = []) =>
  catchUpOf(entries, { me: "user:me", isMine: ({ seq }) => mine.includes(seq), cardOf: ({ card }) => card })

describe("catching up", () => {
  it("puts what asks for me first, then blocks, then moves, then edits, then the board", () => {
    const groups = catchUp(
      [
        entry(1, { kind: "lane.edited", card: undefined, lane: "todo", key: "name", from: "A", to: "B" }),
        entry(2, { kind: "card.edited", card: "edited", key: "title", from: "A", to: "B" }),
        entry(3, { kind: "card.moved", card: "moved", key: "place", from: ["a", "a1"], to: ["b", "a1"] }),
        entry(4, { kind: "card.blocked", card: "blocked", key: "blocked", from: null, to: { reason: "rain" } }),
        entry(5, { kind: "handoff.offered", card: "offered" }),
      ],
      [5],
    )
    expect(groups.map(({ card, urgency }) => [card, urgency])).toEqual([
      ["offered", "mine"],
      ["blocked", "blocked"],
      ["moved", "moved"],
      ["edited", "edited"],
      [undefined, "board"],
    ])
  })

  it("leaves out what I did myself, and what only follows from something else", () => {
    const groups = catchUp([
      entry(1, { kind: "card.edited", key: "title", from: "A", to: "B", actor: "user:me" as ActorId }),
      entry(2, { kind: "card.edited", key: "excerpt", from: "a", to: "b" }),
      entry(3, { kind: "handoff.seen" }),
    ])
    expect(groups).toEqual([])
  })

  it("tells what came of a huddle, and not how it went", () => {
    const told = ["huddle.parked", "huddle.decided", "action.added", "huddle.closed"]
    const course = [
      "huddle.started",
      "huddle.stepped",
      "huddle.spotlit",
      "huddle.joined",
      "huddle.taken",
      "huddle.freed",
    ]
    const groups = catchUp([...told, ...course].map((kind, i) => entry(i + 1, { kind })))
    expect(linesIn(groups)).toBe(told.length)
  })

  it("shows repeated edits of one thing as one step from what it was to what it is", () => {
    const groups = catchUp([
      entry(1, { kind: "card.edited", key: "title", from: "Door", to: "Gate" }),
      entry(2, { kind: "card.edited", key: "next", from: null, to: "Call" }),
      entry(3, { kind: "card.edited", key: "title", from: "Gate", to: "Window" }),
    ])
    expect(linesIn(groups)).toBe(2)
    const [title] = groups[0]!.lines
    expect(title).toMatchObject({ count: 2, entry: { from: "Door", to: "Window" } })
  })

  it("keeps comments apart", () => {
    const groups = catchUp([
      entry(1, { kind: "comment.added", text: "One" }),
      entry(2, { kind: "comment.added", text: "Two" }),
    ])
    expect(linesIn(groups)).toBe(2)
  })
})

describe("why a card is where it is", () => {
  const move = (seq: number) => entry(seq, { kind: "card.moved", key: "place", from: ["a", "a1"], to: ["b", "a1"] })

  it("is its last move and the last word of its handoff", () => {
    const { entries, isWhole } = whyHere([
      entry(1, { kind: "card.created" }),
      entry(2, { kind: "handoff.offered" }),
      entry(3, { kind: "handoff.accepted" }),
      move(4),
      entry(5, { kind: "card.edited", key: "title" }),
    ])
    expect([entries.map(({ seq }) => seq), isWhole]).toEqual([[4, 3], true])
  })

  it("names who let it past the gate, for this move only", () => {
    const pass = (seq: number) => entry(seq, { kind: "gate.overridden", lane: "b", reason: "It cannot wait" })
    expect(whyHere([pass(1), move(2)]).entries.map(({ seq }) => seq)).toEqual([2, 1])
    expect(whyHere([pass(1), move(2), move(3)]).entries.map(({ seq }) => seq)).toEqual([3])
  })

  it("says when it does not reach back far enough", () => {
    expect(whyHere([entry(9, { kind: "card.edited", key: "title" })]).isWhole).toBe(false)
  })
})

describe("kinds of facts", () => {
  it.each([
    ["handoff.accepted", "promises"],
    ["sheet.edited", "promises"],
    ["promise.superseded", "promises"],
    ["card.taken", "promises"],
    ["card.moved", "moves"],
    ["card.blocked", "moves"],
    ["card.ticked", "checks"],
    ["check.signed", "checks"],
    ["gate.overridden", "checks"],
    ["card.edited", "words"],
    ["comment.added", "words"],
    ["text.edited", "words"],
    ["huddle.closed", "promises"],
    ["action.added", "promises"],
    ["lane.created", "board"],
    ["member.added", "board"],
    ["something.new", "board"],
  ])("%s is among %s", (kind, group) => expect(kindGroupOf(kind)).toBe(group))
})
