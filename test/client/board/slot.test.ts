import { describe, expect, it } from "vitest"
import { indexOfSlot, isSameSlot, moveTo, slotAt, slotOf } from "../../../client/board/drag/slot.ts"
import type { Change } from "../../../shared/change/change.ts"
import { fakeSession } from "../support/fake-session.ts"

const IDS = ["a", "b", "c", "d"]
const board = (ranks: Readonly<Record<string, string>>) =>
  fakeSession({
    lanes: { todo: { name: "To do", rank: "a0" }, done: { name: "Done", rank: "a1" } },
    cards: Object.fromEntries(Object.entries(ranks).map(([id, rank]) => [id, { title: id, place: ["todo", rank] }])),
  })
const order = (session: ReturnType<typeof board>, lane = "todo") => session.model.cardIds(lane).join("")
const keys = (changes: readonly Change[]) => changes.map((change) => ("id" in change ? change.id : ""))

describe("a slot", () => {
  it.each([
    [0, undefined, "a"],
    [1, "a", "c"],
    [3, "d", undefined],
    [99, "d", undefined],
    [-1, undefined, "a"],
  ])("at index %i of the others lies between %s and %s", (index, above, below) => {
    expect(slotAt("todo", IDS, index, "b")).toEqual({ lane: "todo", above, below })
  })

  it("of a card is where it lies", () => {
    expect(slotOf("todo", IDS, "c")).toEqual({ lane: "todo", above: "b", below: "d" })
  })

  it("stays the same gap when others add cards above it", () => {
    const slot = slotAt("todo", IDS, 2, "d")
    expect(indexOfSlot(slot, ["new", "newer", ...IDS], "d")).toBe(4)
  })

  it.each([
    ["the card above", ["b", "c"], 1],
    ["the card below", ["a", "c"], 1],
    ["both of them", ["c"], 1],
  ])("finds its place when %s has gone", (_, left, index) => {
    const slot = { lane: "todo", above: "a", below: "b" }
    const ids = left.includes("b") ? ["b", "c"] : left
    expect(indexOfSlot(slot, ids, "x")).toBe(left.includes("b") ? 0 : index)
  })

  it("at the top stays at the top when its neighbour has gone", () => {
    expect(indexOfSlot({ lane: "todo", above: undefined, below: "z" }, IDS, "x")).toBe(0)
  })

  it("knows itself by its neighbours", () => {
    expect(isSameSlot(slotAt("todo", IDS, 1, "d"), slotAt("todo", IDS, 1, "d"))).toBe(true)
    expect(isSameSlot(slotAt("todo", IDS, 1, "d"), slotAt("done", [], 0, "d"))).toBe(false)
  })
})

describe("dropping a card", () => {
  it("writes one register", () => {
    const session = board({ a: "a1", b: "a2", c: "a3" })
    const changes = moveTo(session.model, "c", slotAt("todo", ["a", "b", "c"], 1, "c"), () => 7)
    expect(keys(changes)).toEqual(["c"])
    session.edit(changes)
    expect(order(session)).toBe("acb")
  })

  it("changes nothing where the card lies already", () => {
    const session = board({ a: "a1", b: "a2", c: "a3" })
    expect(moveTo(session.model, "b", slotOf("todo", ["a", "b", "c"], "b"), () => 7)).toEqual([])
  })

  it("goes into another lane, and into an empty one", () => {
    const session = board({ a: "a1", b: "a2" })
    session.edit(moveTo(session.model, "a", { lane: "done", above: undefined, below: undefined }, () => 7))
    expect([order(session), order(session, "done")]).toEqual(["b", "a"])
  })

  it("counts the cards that a filter hides: right under the one that it was dropped under", () => {
    const session = board({ a: "a1", hidden: "a2", b: "a3", x: "a4" })
    session.edit(moveTo(session.model, "x", slotAt("todo", ["a", "b", "x"], 1, "x"), () => 7))
    expect(session.model.cardIds("todo")).toEqual(["a", "x", "hidden", "b"])
  })

  it("makes room between two cards of the same rank, and keeps the order of the others", () => {
    const session = board({ a: "a1", b: "a1", c: "a1", d: "a2", x: "a9" })
    const changes = moveTo(session.model, "x", { lane: "todo", above: "a", below: "b" }, () => 7)
    expect(keys(changes)).toEqual(["x", "b", "c"])
    session.edit(changes)
    expect(order(session)).toBe("axbcd")
  })

  it("never makes equal ranks out of different jitter", () => {
    const session = board({ a: "a1", b: "a2", x: "a9" })
    const place = (jitter: number) => moveTo(session.model, "x", { lane: "todo", above: "a", below: "b" }, () => jitter)
    expect(place(1)).not.toEqual(place(2))
  })
})
