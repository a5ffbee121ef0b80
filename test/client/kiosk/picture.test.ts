import { describe, expect, it } from "vitest"
import { alarmsOf, pictureOf } from "../../../client/kiosk/picture.ts"
import { needsReload, withEntry, withRows } from "../../../client/kiosk/screen-board.ts"
import { ageWords, clockOf, offerWords, sentencesOf, whoWords } from "../../../client/kiosk/sentences.ts"
import type { BoardStatus, CardStatus, HandoffStatus } from "../../../shared/wire/http.ts"
import { NOTHING_TODAY } from "../../../shared/wire/today.ts"
import { cardStatus } from "../../support/card-status.ts"

const NOW = new Date(2026, 5, 5, 10, 42, 7).getTime()
const card = (id: string, more: Partial<CardStatus> = {}) => cardStatus(id, NOW, more)
const ago = (minutes: number) => ({ enteredLaneAt: NOW - minutes * 60_000 })
const lane = (id: string, kind: string, ...cards: CardStatus[]) => ({
  ...{ id, name: `Lane ${id}`, kind, wip: null, targetMinutes: 10, cards, total: cards.length },
})
const board = (...lanes: BoardStatus["lanes"]): BoardStatus => ({
  ...{ id: "b", name: "Board", seq: 5, at: NOW, lanes, kinds: [] },
})

it("stands in the kitchen's order: waiting, in work, at the pass, done", () => {
  const { sections } = pictureOf(
    board(
      lane("d", "done", card("4")),
      lane("p", "pass", card("3")),
      lane("a", "active", card("2")),
      lane("w", "waiting", card("1")),
    ),
    NOW,
  )
  expect(sections.map(({ lane }) => lane.id)).toEqual(["w", "a", "p", "d"])
})

it("puts at risk what is late, then critical, then blocked, the longest wait first; nothing that is done", () => {
  const { atRisk, counts } = pictureOf(
    board(
      lane(
        "w",
        "waiting",
        card("blocked", { blocked: "" }),
        card("late", ago(11)),
        card("later", ago(30)),
        card("fine", ago(2)),
      ),
      lane("a", "active", card("critical", { severity: "critical" }), card("overdue", { due: "2026-06-01" })),
      lane("d", "done", card("old", { ...ago(900), severity: "critical" })),
    ),
    NOW,
  )
  expect(atRisk.map((row) => row.card.id)).toEqual(["later", "late", "overdue", "critical", "blocked"])
  expect(counts).toEqual({ waiting: 4, active: 2, pass: 0, late: 2, offered: 0 })
})

it("alarms for what is late or critical, not for what is blocked", () => {
  const picture = pictureOf(
    board(lane("w", "waiting", card("b", { blocked: "" }), card("l", ago(11)), card("c", { severity: "critical" }))),
    NOW,
  )
  expect([...alarmsOf(picture)].sort()).toEqual(["c", "l"])
})

describe("what the feed says", () => {
  const before = board(lane("w", "waiting", card("a"), card("c")), lane("d", "done"))

  it("moves a card to its lane, in its place", () => {
    const moved = withRows(before, {
      ...{ seq: 6, totals: { w: 2, d: 31 } },
      cards: { c: { ...card("c", { rank: "0" }), laneId: "d" }, b: { ...card("b"), laneId: "w" } },
    })
    expect(moved.lanes.map(({ cards }) => cards.map(({ id }) => id))).toEqual([["a", "b"], ["c"]])
    expect(moved.seq).toBe(6)
    expect(moved.lanes.map(({ total }) => total)).toEqual([2, 31])
  })

  it("takes a card away, and leaves lanes alone that it does not speak of", () => {
    const gone = withRows(before, { seq: 6, cards: { a: null }, totals: {} })
    expect(gone.lanes[0]!.cards.map(({ id }) => id)).toEqual(["c"])
    expect(gone.lanes[1]).toBe(before.lanes[1])
  })

  it("counts the day by where a card went", () => {
    const today = NOTHING_TODAY
    const facts = [
      { seq: 6, at: NOW, kind: "card.created", card: "n", lane: "w" },
      { seq: 7, at: NOW, kind: "card.moved", card: "a", lane: "d", fromLane: "w" },
      { seq: 8, at: NOW, kind: "card.moved", card: "c", lane: "w", fromLane: "d" },
      { seq: 9, at: NOW, kind: "card.taken", card: "c" },
      { seq: 10, at: NOW, kind: "card.edited", card: "c", key: "title" },
      { seq: 11, at: NOW, kind: "handoff.accepted", card: "c" },
      { seq: 12, at: NOW, kind: "handoff.verified", card: "c" },
      { seq: 13, at: NOW, kind: "handoff.recalled", card: "c" },
    ]
    const after = facts.reduce(withEntry, { ...before, today, recent: [] })
    expect(after.today).toEqual({
      ...{ came: 1, moved: 1, finished: 1, reworked: 1, taken: 1 },
      ...{ accepted: 1, returned: 0, verified: 1, recalled: 1 },
    })
    expect(after.recent?.map(({ seq }) => seq)).toEqual([13, 12, 11, 9, 8, 7, 6])
  })

  it.each([
    ["lane.edited", true],
    ["board.edited", true],
    ["card.moved", false],
    ["comment.added", false],
  ])("%s: loads the board anew: %s", (kind, reloads) => {
    expect(needsReload({ seq: 1, at: 0, kind })).toBe(reloads)
  })
})

it.each([
  ["card.created", "Card a came into Lane w"],
  ["card.moved", "Card a moved to Lane w"],
  ["card.taken", "Card a is with AR"],
  ["card.released", "Card a is with nobody now"],
  ["card.blocked", "Card a is blocked"],
  ["card.ticked", "A check of Card a is done"],
  ["comment.added", "A comment on Card a"],
  ["handoff.expired", "Nobody accepted Card a in time"],
  ["handoff.accepted", "AR accepted Card a"],
  ["handoff.returned", "Card a was given back"],
  ["handoff.questioned", "A question about Card a"],
  ["handoff.withdrawn", "Card a is no longer offered"],
  ["handoff.taken-over", "AR took over Card a"],
  ["handoff.finished", "Card a is done, to be verified"],
  ["handoff.recalled", "Card a is to be done again"],
  ["something.new", "Card a changed"],
])("says %s as “%s”", (kind, text) => {
  const status = board(lane("w", "waiting", card("a", { accountable: "AR" })))
  const recent = [{ seq: 9, at: NOW, kind, card: "a", lane: "w" }]
  expect(sentencesOf({ ...status, recent }, 5)).toEqual([{ seq: 9, clock: "10:42", text }])
})

it("names nobody for what was before somebody else had the card", () => {
  const status = board(lane("w", "waiting", card("a", { accountable: "BK" }), card("b", { accountable: "CL" })))
  const facts = [
    ["handoff.accepted", "a"],
    ["handoff.offered", "a"],
    ["card.moved", "b"],
    ["card.taken", "b"],
    ["card.taken", "a"],
  ] as const
  const recent = facts.map(([kind, id], at) => ({ seq: 9 - at, at: NOW, kind, card: id, lane: "w" }))
  expect(sentencesOf({ ...status, recent }, 5).map(({ text }) => text)).toEqual([
    ...["BK accepted Card a", "Card a was offered", "Card b moved to Lane w", "Card b is with CL"],
    "Card a was taken",
  ])
})

it.each([
  ["huddle.started", ["A huddle has begun"]],
  ["huddle.closed", ["The huddle is over"]],
  ["huddle.stepped", []],
  ["huddle.decided", []],
  ["action.added", []],
  ["handoff.created", []],
  ["handoff.seen", []],
])(
  "the wall tells that a huddle began and ended, not what was said in it, nor who looked at an offer: %s",
  (kind, texts) => {
    const told = withEntry({ ...board(lane("w", "waiting")), recent: [] }, { seq: 9, at: NOW, kind })
    expect(sentencesOf(told, 5).map(({ text }) => text)).toEqual(texts)
  },
)

it.each([
  [0, false, "just now"],
  [59, false, "59 min"],
  [60, false, "1 h"],
  [135, false, "2 h 15 min"],
  [26 * 60, false, "1 d 2 h"],
  [47 * 60 + 59, false, "1 d 23 h"],
  [48 * 60, false, "2 d"],
  [95 * 60, true, "at least 3 d"],
  [12, true, "at least 12 min"],
])("writes an age of %i min (at least: %s) as “%s”", (minutes, isAtLeast, words) => {
  expect(ageWords(minutes * 60_000, isAtLeast)).toBe(words)
})

const offer = (state: HandoffStatus["state"], to: string): HandoffStatus => ({
  ...{ state, to, severity: "routine", toKind: "role", offeredAt: 0, acceptBy: null, escalation: 0, loopOpen: false },
})

it.each([
  ["nobody yet", null, null],
  ["AR", "AR", null],
  ["AR → announced to Grill", "AR", offer("announced", "Grill")],
  ["AR → offered to Grill", "AR", offer("offered", "Grill")],
  ["nobody yet → offered to Grill", null, offer("questioned", "Grill")],
  ["AR, Grill did not accept", "AR", offer("expired", "Grill")],
  ["LH", "LH", offer("accepted", "LH")],
  ["LH, loop open", "LH", { ...offer("accepted", "LH"), loopOpen: true }],
])("says “%s”: who has it, and to whom it is on its way", (said, accountable, handoff) => {
  expect(whoWords(card("a", { accountable, handoff }))).toBe(said)
})

it.each([
  [150_000, "offered", ["AR → Grill,", "3 min to accept"]],
  [0, "questioned", ["AR → Grill,", "1 min to accept"]],
  [3_600_000, "offered", ["AR → Grill,", "1 h to accept"]],
  [150_000, "accepted", undefined],
  [-1, "expired", undefined],
] as const)("says of %i ms that are left of an offer that is %s: %o", (leftMs, state, said) => {
  const handoff = { ...offer(state, "Grill"), acceptBy: NOW + leftMs }
  const { sections } = pictureOf(board(lane("w", "waiting", card("a", { accountable: "AR", handoff }))), NOW)
  expect(offerWords(sections[0]!.rows[0]!)).toEqual(said)
})

it("counts for the board and for each lane what is late, and what waits for somebody to accept it", () => {
  const offered = card("o", { handoff: { ...offer("offered", "Grill"), acceptBy: NOW + 90_000 } })
  const accepted = card("x", { handoff: offer("accepted", "LH") })
  const { counts, sections } = pictureOf(
    board(
      lane("w", "waiting", offered, card("q", { ...ago(11), handoff: offer("questioned", "LH") })),
      lane("a", "active", accepted, card("late", ago(12))),
    ),
    NOW,
  )
  expect([counts.offered, counts.late]).toEqual([2, 2])
  expect(sections.map((section) => section.counts)).toEqual([
    { offered: 2, late: 1 },
    { offered: 0, late: 1 },
  ])
  expect(sections[0]?.rows[0]?.leftMs).toBe(90_000)
})

it("puts an offer that expired before everything else, and sounds for it", () => {
  const expired = card("e", { handoff: offer("expired", "Grill") })
  const picture = pictureOf(board(lane("w", "waiting", card("late", ago(30)), expired)), NOW)
  expect(picture.atRisk.map((row) => row.card.id)).toEqual(["e", "late"])
  expect(alarmsOf(picture)).toContain("e")
})

it("writes the clock with seconds", () => {
  expect(clockOf(NOW)).toBe("10:42:07")
})

describe("kinds of work", () => {
  const kinds = [
    { id: "first", name: "Starter", targetMinutes: 8, isCounted: true },
    { id: "main", name: "Main", targetMinutes: 15, isCounted: true },
    { id: "vegan", name: "Vegan", targetMinutes: null, isCounted: false },
    { id: "risotto", name: "Risotto", targetMinutes: null, isCounted: true },
  ]
  const fired = (minutes: number) => ({ ...ago(1), startedAt: NOW - minutes * 60_000 })
  const pictured = (...lanes: BoardStatus["lanes"]) => pictureOf({ ...board(...lanes), kinds }, NOW)
  const stepsOf = (...lanes: BoardStatus["lanes"]) =>
    pictured(...lanes).sections.flatMap(({ rows }) => rows.map((row) => [row.card.id, row.step, row.ageMs / 60_000]))

  it("age from their start by their own target, in whichever lane they are; the shortest target counts", () => {
    const cards = [
      card("starter", { labels: ["first"], ...fired(7) }),
      card("main", { labels: ["vegan", "main"], ...fired(7) }),
      card("both", { labels: ["main", "first"], ...fired(9) }),
      card("vegan", { labels: ["vegan"], ...fired(60) }),
    ]
    expect(stepsOf(lane("a", "active", ...cards))).toEqual([
      ["starter", "due-soon", 7],
      ["main", "fresh", 7],
      ["both", "late", 9],
      ["vegan", "fresh", 1],
    ])
    expect(stepsOf(lane("p", "pass", cards[0]!))).toEqual([["starter", "due-soon", 7]])
  })

  it("age as everything else until they have begun, and not once they are done", () => {
    const waits = card("waits", { labels: ["first"], ...ago(9) })
    expect(stepsOf(lane("w", "waiting", waits))).toEqual([["waits", "due-soon", 9]])
    expect(stepsOf(lane("d", "done", card("eaten", { labels: ["first"], ...fired(60) })))).toEqual([
      ["eaten", undefined, 1],
    ])
  })

  it("are counted over what is still to be made: not at the pass, not done; the most first", () => {
    const risotto = (id: string) => card(id, { labels: ["risotto", "main"] })
    const { allDay } = pictured(
      lane("w", "waiting", risotto("1"), risotto("2")),
      lane("a", "active", risotto("3"), card("4", { labels: ["main", "vegan"] })),
      lane("p", "pass", risotto("5")),
      lane("d", "done", risotto("6")),
    )
    expect(allDay.map(({ name, count }) => [name, count])).toEqual([
      ["Main", 4],
      ["Risotto", 3],
    ])
  })

  it("are summed by how much of it each card is", () => {
    const risotto = (id: string, quantity: number) => card(id, { labels: ["risotto"], quantity })
    const { allDay } = pictured(lane("a", "active", risotto("1", 2), risotto("2", 0.1), risotto("3", 0.2)))
    expect(allDay.map(({ name, count }) => [name, count])).toEqual([["Risotto", 2.3]])
  })
})

describe("what is added on to a ticket in work", () => {
  const minutesAgo = (minutes: number) => NOW - minutes * 60_000
  const dish = (id: string, ticket: string | null, came: number, started?: number) =>
    card(id, {
      ...{ ticket, cameAt: minutesAgo(came), enteredLaneAt: minutesAgo(came) },
      startedAt: started === undefined ? null : minutesAgo(started),
    })
  const rowsOf = (...lanes: BoardStatus["lanes"]) =>
    pictureOf(board(...lanes), NOW).sections.flatMap(({ rows }) =>
      rows.map(({ card, isAddedOn, isJoined }) => `${card.id}${isAddedOn ? " added" : ""}${isJoined ? " joined" : ""}`),
    )

  it("stands right after the last of its ticket, and is told apart", () => {
    const fire = [dish("lamb", "9", 20, 18), dish("trout", "9", 20, 18), dish("duck", "11", 15, 14)]
    expect(rowsOf(lane("f", "active", ...fire, dish("chips", "9", 5, 4)))).toEqual([
      ...["lamb", "trout", "chips added joined", "duck"],
    ])
  })

  it("stands in its own place while nothing of its ticket is in its lane", () => {
    expect(rowsOf(lane("w", "waiting", dish("chips", "9", 5)), lane("f", "active", dish("lamb", "9", 20, 18)))).toEqual(
      ["chips added", "lamb"],
    )
  })

  it("is not what came before anything of its ticket was in work, nor what has no ticket", () => {
    const cards = [dish("a", "9", 20, 10), dish("b", "9", 19), dish("c", null, 20, 10), dish("d", null, 5)]
    expect(rowsOf(lane("f", "active", ...cards))).toEqual(["a", "b", "c", "d"])
  })

  it("is not what the table’s next guests order", () => {
    const eaten = { ...dish("eaten", "9", 90, 85), enteredLaneAt: minutesAgo(40) }
    expect(rowsOf(lane("w", "waiting", dish("next", "9", 5)), lane("d", "done", eaten))).toEqual(["next", "eaten"])
  })
})

it("says how many more are done than are listed", () => {
  const done = { ...lane("d", "done", ...["1", "2", "3", "4"].map((id) => card(id))), total: 900 }
  expect(pictureOf(board(done), NOW).sections[0]).toMatchObject({ hidden: 897 })
})
