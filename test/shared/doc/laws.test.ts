import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { apply } from "../../../shared/change/apply.ts"
import { type Change, reverse } from "../../../shared/change/change.ts"
import { readBoard } from "../../../shared/doc/read.ts"
import { watch } from "../../../shared/doc/watch.ts"
import { write } from "../../../shared/doc/write.ts"
import type { BoardView } from "../../../shared/model/board-view.ts"
import { type Draw, drawBoard, drawChange } from "../../support/arbitraries.ts"

const RUNS = { numRuns: 300 }

/** A document with this content, as another person wrote it. */
function docOf(view: BoardView): Y.Doc {
  const doc = new Y.Doc()
  const meta = Object.entries(view.meta).map(([key, to]): Change => ({ kind: "set-meta", key, from: null, to }))
  const things = (["lanes", "cards", "sheets"] as const).flatMap((root) =>
    [...view[root]].map(([id, value]): Change => ({ kind: "created", root, id, value })),
  )
  write(doc, [...meta, ...things])
  return doc
}

describe("the laws of document and change", () => {
  it("[L1] gives the same view whether a change is written to the document or applied to the view", () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const view = drawBoard(draw)
        const change = drawChange(draw, view)
        const doc = docOf(view)
        write(doc, [change])
        expect(readBoard(doc)).toEqual(apply(view, change))
      }),
      RUNS,
    )
  })

  it("[L2] observes exactly the change that was written", () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const view = drawBoard(draw)
        const change = drawChange(draw, view)
        const doc = docOf(view)
        const seen: Change[] = []
        const stop = watch(doc, (changes) => seen.push(...changes))
        write(doc, [change])
        stop()
        expect(seen).toEqual([change])
      }),
      RUNS,
    )
  })

  it("[L2] observes on another replica what was written here", () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const view = drawBoard(draw)
        const change = drawChange(draw, view)
        const [here, there] = [docOf(view), new Y.Doc()]
        Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
        const seen: Change[] = []
        watch(there, (changes) => seen.push(...changes))
        const before = Y.encodeStateVector(there)
        write(here, [change])
        Y.applyUpdate(there, Y.encodeStateAsUpdate(here, before))
        expect(seen).toEqual([change])
      }),
      RUNS,
    )
  })

  it("[L2] observes one change for two writes of the same register in one transaction", () => {
    const doc = docOf({ meta: { name: "a" }, lanes: new Map(), cards: new Map(), sheets: new Map() })
    const seen: Change[] = []
    watch(doc, (changes) => seen.push(...changes))
    write(doc, [
      { kind: "set-meta", key: "name", from: "a", to: "b" },
      { kind: "set-meta", key: "name", from: "b", to: "c" },
    ])
    expect(seen).toEqual([{ kind: "set-meta", key: "name", from: "a", to: "c" }])
  })

  it("[L2] stays silent when a register is written and put back in one transaction", () => {
    const doc = docOf({ meta: { name: "a" }, lanes: new Map(), cards: new Map(), sheets: new Map() })
    const seen: Change[] = []
    watch(doc, (changes) => seen.push(...changes))
    write(doc, [
      { kind: "set-meta", key: "name", from: "a", to: "b" },
      { kind: "set-meta", key: "name", from: "b", to: "a" },
    ])
    expect(seen).toEqual([])
  })

  it("[L2] stays silent when a card's register is written and put back in one transaction", () => {
    const cards = new Map([["a", { place: ["lane", "a0"], title: "x" }]])
    const doc = docOf({ meta: {}, lanes: new Map(), cards, sheets: new Map() })
    const seen: Change[] = []
    watch(doc, (changes) => seen.push(...changes))
    write(doc, [
      { kind: "set", root: "cards", id: "a", key: "place", from: ["lane", "a0"], to: ["other", "a0"] },
      { kind: "set", root: "cards", id: "a", key: "place", from: ["other", "a0"], to: ["lane", "a0"] },
    ])
    expect(seen).toEqual([])
  })

  it("[L3] leads back to the view before with the reverse of a change", () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const view = drawBoard(draw)
        const change = drawChange(draw, view)
        expect(apply(apply(view, change), reverse(change))).toEqual(view)
      }),
      RUNS,
    )
  })

  it("[L3] brings a removed thing back as it was before the transaction that also edited it", () => {
    const before: BoardView = {
      meta: {},
      lanes: new Map(),
      cards: new Map([["a", { title: "was" }]]),
      sheets: new Map(),
    }
    const doc = docOf(before)
    const seen: Change[] = []
    const stop = watch(doc, (changes) => seen.push(...changes))
    write(doc, [
      { kind: "set", root: "cards", id: "a", key: "title", from: "was", to: "is" },
      { kind: "set", root: "cards", id: "a", key: "next", from: null, to: "new" },
      { kind: "removed", root: "cards", id: "a", value: { title: "is", next: "new" } },
    ])
    stop()
    expect(seen).toEqual([{ kind: "removed", root: "cards", id: "a", value: { title: "was" } }])
    write(doc, seen.map(reverse))
    expect(readBoard(doc)).toEqual(before)
  })

  it("[L3] leads a document back with the reverses of everything that was observed in one transaction", () => {
    fc.assert(
      fc.property(fc.gen(), fc.integer({ min: 1, max: 5 }), (draw, count) => {
        const view = drawBoard(draw)
        const doc = docOf(view)
        const seen: Change[] = []
        const stop = watch(doc, (changes) => seen.push(...changes))
        write(doc, drawChanges(draw, view, count))
        stop()
        write(doc, seen.toReversed().map(reverse))
        expect(readBoard(doc)).toEqual(view)
      }),
      RUNS,
    )
  })

  it("[L4] gives every replica the same view, whatever the order of delivery and however often", () => {
    fc.assert(
      fc.property(fc.gen(), fc.integer({ min: 2, max: 4 }), (draw, count) => {
        const start = Y.encodeStateAsUpdate(docOf(drawBoard(draw)))
        const replicas = Array.from({ length: count }, () => new Y.Doc())
        for (const replica of replicas) Y.applyUpdate(replica, start)
        const updates = replicas.map(collectUpdates)
        const steps = draw(fc.nat, 12)
        for (let i = 0; i < steps; i++) {
          const replica = replicas[draw(fc.nat, count - 1)]!
          write(replica, [drawChange(draw, readBoard(replica))])
        }
        const sent = updates.flat()
        for (const replica of replicas) {
          const delivery = draw(fc.shuffledSubarray<Uint8Array>, sent) as Uint8Array[]
          for (const update of [...delivery, ...sent]) Y.applyUpdate(replica, update)
        }
        const [first, ...others] = replicas.map(readBoard)
        for (const other of others) expect(other).toEqual(first)
      }),
      { numRuns: 200 },
    )
  })
})

function drawChanges(draw: Draw, start: BoardView, count: number): readonly Change[] {
  const changes: Change[] = []
  let view = start
  for (let i = 0; i < count; i++) {
    const change = drawChange(draw, view)
    changes.push(change)
    view = apply(view, change)
  }
  return changes
}

function collectUpdates(replica: Y.Doc): readonly Uint8Array[] {
  const updates: Uint8Array[] = []
  replica.on("update", (update: Uint8Array) => updates.push(update))
  return updates
}
