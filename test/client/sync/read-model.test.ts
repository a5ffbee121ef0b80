import fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { BoardModel } from "../../../client/sync/read-model.ts"
import type { Change } from "../../../shared/change/change.ts"
import { readBoard } from "../../../shared/doc/read.ts"
import { write } from "../../../shared/doc/write.ts"
import { cardsByLane } from "../../../shared/model/card.ts"
import { liveLanes } from "../../../shared/model/lane.ts"

const LANES = ["l1", "l2", "l3", "gone"]
const CARDS = ["a", "b", "c", "d", "e", "f"]
const place = fc.tuple(fc.constantFrom(...LANES), fc.constantFrom("a0", "a1", "a2", "a3"))
const flag = fc.constantFrom(true, null)

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant("created" as const),
    root: fc.constant("cards" as const),
    id: fc.constantFrom(...CARDS),
    value: fc.record({ place, title: fc.string({ maxLength: 4 }) }),
  }),
  fc.record({
    kind: fc.constant("created" as const),
    root: fc.constant("lanes" as const),
    id: fc.constantFrom("l1", "l2", "l3"),
    value: fc.record({ name: fc.string({ maxLength: 4 }), rank: fc.constantFrom("a0", "a1", "a2") }),
  }),
  set("cards", fc.constantFrom(...CARDS), "place", place),
  set("cards", fc.constantFrom(...CARDS), "archived", flag),
  set("cards", fc.constantFrom(...CARDS), "title", fc.string({ maxLength: 4 })),
  set("lanes", fc.constantFrom("l1", "l2", "l3"), "archived", flag),
  set("lanes", fc.constantFrom("l1", "l2", "l3"), "rank", fc.constantFrom("a0", "a1", "a2")),
  fc.record({
    kind: fc.constant("set-meta" as const),
    key: fc.constantFrom("name", "s:wall"),
    from: fc.constant(null),
    to: fc.string({ maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant("removed" as const),
    root: fc.constantFrom("cards" as const, "lanes" as const),
    id: fc.constantFrom("a", "b", "l1"),
    value: fc.constant({}),
  }),
)

function set(root: "cards" | "lanes", id: fc.Arbitrary<string>, key: string, to: fc.Arbitrary<unknown>) {
  return fc.record({
    kind: fc.constant("set" as const),
    root: fc.constant(root),
    id,
    key: fc.constant(key),
    from: fc.constant(null),
    to,
  }) as fc.Arbitrary<Change>
}

const expectSame = (model: BoardModel, doc: Y.Doc) => {
  const view = readBoard(doc)
  expect(model.view()).toEqual(view)
  expect(model.laneIds()).toEqual(liveLanes(view).map((lane) => lane.id))
  for (const [lane, cards] of cardsByLane(view)) expect([lane, model.cardIds(lane)]).toEqual([lane, cards])
  expect(model.liveCards).toBe([...view.cards.values()].filter((card) => card.archived !== true).length)
}

describe("the read model", () => {
  it("equals the board read as a whole after any edits, in any batches", () => {
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 25 }), (batches) => {
        const doc = new Y.Doc()
        const model = new BoardModel(doc, () => {})
        for (const [index, batch] of batches.entries()) {
          write(doc, batch, "remote")
          if (index % 3 !== 2) continue
          model.flush()
          expectSame(model, doc)
        }
        model.flush()
        expectSame(model, doc)
      }),
      { numRuns: 300 },
    )
  })

  it("leaves out what cannot be read, says what that is, and forgets it when it is written again", () => {
    const doc = new Y.Doc()
    const cards = doc.getMap<unknown>("cards")
    const torn = new Y.Map(Object.entries({ place: ["l1", "a1"], title: "Torn", severity: { no: "such" }, next: 7 }))
    doc.transact(() => {
      doc.getMap("lanes").set("l1", new Y.Map(Object.entries({ name: "One", rank: "a1", wip: "many", later: [1] })))
      cards.set("a", torn)
      cards.set("b", "no registers at all")
      cards.set("c", new Y.Map(Object.entries({ place: ["l1", "a2"], title: "Whole" })))
      doc.getMap("meta").set("name", "x".repeat(5_000))
    })
    const model = new BoardModel(doc, (flush) => flush())
    expect(model.unreadable()).toEqual([
      { root: "lanes", id: "l1", keys: ["wip"] },
      { root: "cards", id: "a", keys: ["severity", "next"] },
      { root: "cards", id: "b", keys: [] },
    ])
    expect(model.card("a")).toEqual({ place: ["l1", "a1"], title: "Torn" })
    expect(model.lane("l1")).toEqual({ name: "One", rank: "a1", later: [1] })
    expect(model.cardIds("l1")).toEqual(["a", "c"])
    expect(model.meta().name).toHaveLength(5_000)

    let told = 0
    model.subscribe("unreadable", () => told++)
    torn.set("severity", "watch")
    torn.set("next", null)
    expect(model.unreadable().map(({ id }) => id)).toEqual(["l1", "b"])
    cards.delete("b")
    expect(model.unreadable().map(({ id }) => id)).toEqual(["l1"])
    cards.set("d", 7)
    expect(model.unreadable()).toContainEqual({ root: "cards", id: "d", keys: [] })
    expect(told).toBe(4)
    torn.set("title", "Mended")
    expect(told, "nobody is told while nothing of it changes").toBe(4)
    model.close()
  })

  it("puts many cards of one batch in order", () => {
    const doc = new Y.Doc()
    const model = new BoardModel(doc, () => {})
    const ranks = Array.from({ length: 200 }, (_, i) => `a${String((i * 37) % 200).padStart(3, "0")}`)
    write(doc, [{ kind: "created", root: "lanes", id: "l1", value: { name: "L", rank: "a0" } }])
    write(
      doc,
      ranks.map((rank, i) => ({
        kind: "created",
        root: "cards",
        id: `c${i}`,
        value: { title: "", place: ["l1", rank] },
      })),
    )
    model.flush()
    expectSame(model, doc)
  })

  it("tells only those who listen to what was touched, and keeps every other snapshot", () => {
    const { doc, model } = twoCards()
    const told: string[] = []
    for (const key of ["card:a", "card:b", "cards-of:l1", "cards-of:l2", "lanes", "meta", "view", "lane:l1"])
      model.subscribe(key, () => told.push(key))
    const before = { b: model.card("b"), lane: model.cardIds("l1"), lanes: model.laneIds() }
    write(doc, [{ kind: "set", root: "cards", id: "a", key: "title", from: null, to: "new" }], "remote")
    expect(told).toEqual([])
    model.flush()
    expect(told.sort()).toEqual(["card:a", "view"])
    expect(model.card("b")).toBe(before.b)
    expect(model.cardIds("l1")).toBe(before.lane)
    expect(model.laneIds()).toBe(before.lanes)
  })

  it("gives a new list only to the lanes that a card left and entered", () => {
    const { doc, model } = twoCards()
    const told: string[] = []
    for (const key of ["cards-of:l1", "cards-of:l2", "cards-of:l3"]) model.subscribe(key, () => told.push(key))
    write(doc, [{ kind: "set", root: "cards", id: "a", key: "place", from: null, to: ["l2", "a5"] }], "remote")
    model.flush()
    expect(told.sort()).toEqual(["cards-of:l1", "cards-of:l2"])
    expect(model.cardIds("l2")).toEqual(["a"])
  })

  it("gathers a storm of remote edits into one flush", () => {
    const { doc } = twoCards()
    const scheduled: (() => void)[] = []
    const model = new BoardModel(doc, (work) => scheduled.push(work))
    let told = 0
    model.subscribe("card:a", () => told++)
    for (let i = 0; i < 50; i++)
      write(doc, [{ kind: "set", root: "cards", id: "a", key: "title", from: null, to: `${i}` }], "remote")
    for (const work of scheduled) work()
    expect(told).toBe(1)
    expect(model.card("a")?.title).toBe("49")
  })

  it("renews one card of ten thousand in well under a frame", () => {
    const doc = new Y.Doc()
    const cards = Array.from({ length: 10_000 }, (_, i): Change => {
      const rank = `a${String(i).padStart(5, "0")}`
      return { kind: "created", root: "cards", id: `c${i}`, value: { title: `${i}`, place: ["l1", rank] } }
    })
    write(doc, [{ kind: "created", root: "lanes", id: "l1", value: { name: "L", rank: "a0" } }, ...cards])
    const model = new BoardModel(doc, () => {})
    const times = Array.from({ length: 100 }, (_, i) => {
      write(
        doc,
        [{ kind: "set", root: "cards", id: `c${i * 90}`, key: "place", from: null, to: ["l1", `a0${i}5`] }],
        "r",
      )
      const start = performance.now()
      model.flush()
      return performance.now() - start
    })
    expect(times.sort((a, b) => a - b)[50]).toBeLessThan(8)
    expectSame(model, doc)
  })
})

function twoCards() {
  const doc = new Y.Doc()
  write(doc, [
    { kind: "created", root: "lanes", id: "l1", value: { name: "One", rank: "a0" } },
    { kind: "created", root: "lanes", id: "l2", value: { name: "Two", rank: "a1" } },
    { kind: "created", root: "lanes", id: "l3", value: { name: "Three", rank: "a2" } },
    { kind: "created", root: "cards", id: "a", value: { title: "A", place: ["l1", "a0"] } },
    { kind: "created", root: "cards", id: "b", value: { title: "B", place: ["l1", "a1"] } },
  ])
  return { doc, model: new BoardModel(doc, () => {}) }
}
