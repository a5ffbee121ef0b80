import { describe, expect, it } from "vitest"
import { initialsOf } from "../../../server/feed/initials.ts"
import { shownEntry, statusOf } from "../../../server/feed/status.ts"
import type { ActorId, BoardId } from "../../../shared/ids.ts"
import type { BoardView } from "../../../shared/model/board-view.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { noPromises } from "../../../shared/promises/fold.ts"
import { cardPromise } from "../../support/card-promise.ts"

const view: BoardView = {
  meta: { name: "Ward" },
  lanes: new Map([
    ["later", { name: "Later", rank: "b", kind: "waiting", wip: 3 }],
    ["now", { name: "Now", rank: "a", kind: "active", target: 60 }],
    ["gone", { name: "Gone", rank: "c", archived: true }],
  ]),
  cards: new Map([
    ["second", { title: "Second", place: ["now", "b"] }],
    [
      "first",
      {
        ...{ title: "First", next: "Call the lab", place: ["now", "a"], severity: "critical" },
        ...{
          blocked: { reason: "No bed for Ms. K" },
          "c:1": { list: "l", text: "x", rank: "a", roles: [] },
          "d:1": true,
        },
      },
    ],
    ["old", { title: "Old", place: ["now", "c"], archived: true }],
  ]),
  sheets: new Map(),
}
const promises = {
  ...noPromises(),
  ...{ seq: 7, hash: "h", at: 50 },
  cards: {
    first: cardPromise(1, "user:a", {
      enteredLaneAt: 40,
      touchedAt: 41,
      accountable: "user:a" as ActorId,
      accountableSince: 42,
    }),
  },
}
const status = (isPrivate: boolean) =>
  statusOf({ id: "board", view, promises, isPrivate, at: 100, nameOf: () => "Ana María Ruiz" })

it("shows live lanes and cards in their order, at the ledger's head", () => {
  const { lanes, ...rest } = status(false)
  expect(rest).toEqual({ id: "board", name: "Ward", seq: 7, at: 100, kinds: [] })
  expect(
    lanes.map(({ name, wip, targetMinutes, cards }) => [name, wip, targetMinutes, cards.map(({ id }) => id)]),
  ).toEqual([
    ["Now", null, 60, ["first", "second"]],
    ["Later", 3, null, []],
  ])
  expect(lanes[0]!.cards[0]).toEqual({
    ...{ id: "first", rank: "a", title: "First", next: "Call the lab", severity: "critical", due: null },
    handoff: null,
    ...{ blocked: "No bed for Ms. K", accountable: "Ana María Ruiz", enteredLaneAt: 40 },
    ...{ cameAt: promises.cards.first.createdAt, quantity: 1, ticket: null },
    ...{ checksDone: 1, checksTotal: 1, startedAt: null, labels: [] },
  })
  expect(lanes[0]!.cards[1]).toMatchObject({ accountable: null, blocked: null, enteredLaneAt: 100 })
})

describe("work that is done, and kinds of work", () => {
  const promiseOf = (enteredLaneAt: number, firstIn: Record<string, number>) => ({
    ...promises.cards.first,
    ...{ enteredLaneAt, firstIn },
  })
  const kitchen = (done: number) => {
    const ids = Array.from({ length: done }, (_, at) => `eaten-${at}`)
    const card = (id: string, place: readonly string[]) =>
      [id, { title: id, place: [...place], "l:first": true }] as const
    return statusOf({
      ...{ id: "board", isPrivate: true, at: 5_000, nameOf: () => "" },
      view: {
        ...view,
        meta: {
          "l:first": { name: "Starter", color: "red", targetMinutes: 8, isCounted: true },
          "l:vegan": { name: "Vegan", color: "green" },
        },
        lanes: new Map([
          ["ticket", { name: "Tickets", rank: "a", kind: "waiting" }],
          ["fire", { name: "Fire", rank: "b", kind: "active" }],
          ["pass", { name: "Pass", rank: "c", kind: "pass" }],
          ["out", { name: "Out", rank: "d", kind: "done" }],
        ]),
        cards: new Map([
          card("waits", ["ticket", "a"]),
          card("recalled", ["fire", "a"]),
          ...ids.map((id, at) => card(id, ["out", `a${String(done - at).padStart(4, "0")}`])),
        ]),
      },
      promises: {
        ...promises,
        cards: {
          waits: promiseOf(10, { ticket: 10 }),
          recalled: promiseOf(90, { ticket: 5, fire: 20, pass: 70 }),
          ...Object.fromEntries(ids.map((id, at) => [id, promiseOf(100 + at, { out: 100 + at })])),
        },
      },
    })
  }
  const out = (done: number) => kitchen(done).lanes.find(({ id }) => id === "out")!

  it("lists the last twenty that are done, in the lane's order, and says how many there are", () => {
    const { cards, total } = out(500)
    expect([cards.length, total]).toEqual([20, 500])
    expect(cards.map(({ enteredLaneAt }) => enteredLaneAt)).toEqual(Array.from({ length: 20 }, (_, at) => 599 - at))
    expect([out(3).cards.length, out(3).total]).toEqual([3, 3])
  })

  it("tells since when a card is in work, from its first start on, and of which kinds it is", () => {
    const { lanes, kinds } = kitchen(0)
    const cards = lanes.flatMap((lane) => lane.cards)
    expect(cards.map(({ id, startedAt, labels }) => [id, startedAt, labels])).toEqual([
      ["waits", null, ["first"]],
      ["recalled", 20, ["first"]],
    ])
    expect(kinds).toEqual([{ id: "first", name: "Starter", targetMinutes: 8, isCounted: true }])
  })
})

it("tells of which ticket a card is and how much of its kind, from the fields that are set aside for it", () => {
  const fields = {
    "f:many": { name: "Quantity", type: "number", rank: "b", use: "quantity" },
    "f:table": { name: "Ticket", type: "text", rank: "a", use: "ticket" },
    "f:other": { name: "Seats", type: "number", rank: "c" },
  }
  const place = ["now", "a"]
  const { lanes } = statusOf({
    ...{ id: "board", promises, isPrivate: true, at: 100, nameOf: () => "" },
    view: {
      ...view,
      meta: { name: "Kitchen", ...fields },
      cards: new Map([
        ["a", { title: "Both", place, "f:table": " 9 ", "f:many": 3, "f:other": 7 }],
        ["b", { title: "Neither", place, "f:table": "  " }],
        ["c", { title: "No amount", place, "f:many": -2 }],
        ["d", { title: "Nothing is an amount", place, "f:many": 0 }],
      ]),
    },
  })
  expect(lanes[0]!.cards.map(({ ticket, quantity }) => [ticket, quantity])).toEqual([
    ["9", 3],
    ...[
      [null, 1],
      [null, 1],
      [null, 0],
    ],
  ])
})

it("gives a wall display initials for names and no reason for a block", () => {
  expect(status(true).lanes[0]!.cards[0]).toMatchObject({ accountable: "AR", blocked: "" })
})

it.each([
  ["Ana", "A"],
  ["ana maría ruiz", "AR"],
  ["  Ødegård  Åse ", "ØÅ"],
  ["👩‍⚕️ Nurse", "👩N"],
  ["", ""],
])("shortens %o to %o", (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

it("[T7] shows a wall display the fact of an entry and nothing that somebody wrote", () => {
  const entry: Entry = {
    ...{ v: 1, board: "b" as BoardId, seq: 3, at: 5, kind: "card.edited", card: "c", key: "title" },
    ...{ actor: "user:a" as ActorId, from: "old words", to: "new words", reason: "why", text: "said" },
    ...{ prevHash: "p", hash: "h" },
  }
  expect(shownEntry(entry, "viewer")).toBe(entry)
  expect(shownEntry(entry, "kiosk")).toEqual({
    seq: 3,
    at: 5,
    kind: "card.edited",
    card: "c",
    lane: undefined,
    key: "title",
  })
})
