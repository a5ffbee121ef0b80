import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { hydrate } from "../../../server/relay/hydrate.ts"
import { seededBelow } from "../../support/seeded.ts"

/** Two people who build on each other, an update for each change. */
function history(changes = 12): Uint8Array[] {
  const docs = [new Y.Doc(), new Y.Doc()] as const
  for (const [index, doc] of docs.entries()) doc.clientID = 70_000 + index
  const updates: Uint8Array[] = []
  for (let n = 0; n < changes; n++) {
    const [from, to] = n % 2 ? [docs[0], docs[1]] : [docs[1], docs[0]]
    const before = Y.encodeStateVector(from)
    const cards = from.getMap<Y.Map<unknown>>("cards")
    const card = cards.get("card") ?? new Y.Map()
    from.transact(() => {
      if (!cards.has("card")) cards.set("card", card)
      card.set("title", `Title ${n}`)
    })
    updates.push(Y.encodeStateAsUpdate(from, before))
    Y.applyUpdate(to, updates.at(-1)!)
  }
  return updates
}

const stored = (updates: readonly Uint8Array[], snapshot?: Uint8Array) => ({ snapshot, updates, position: 1 })
const titleIn = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>("cards").get("card")?.get("title")

describe("stored records of a document", () => {
  it("that all can be read make the whole document", () => {
    const { doc, unreadable, waiting } = hydrate(stored(history()), "board")
    expect([titleIn(doc), unreadable, waiting]).toEqual(["Title 11", [], 0])
  })

  it("of which one is cut short are left out from there on, and counted", () => {
    const updates = history()
    updates[6] = updates[6]!.subarray(0, 5)
    const { doc, unreadable, waiting } = hydrate(stored(updates), "board")
    expect(titleIn(doc)).toBe("Title 5")
    expect(unreadable).toEqual([{ kind: "update", position: 7 }])
    expect(waiting).toBe(5)
  })

  it("of which one is gone altogether say how many wait behind it", () => {
    const { doc, unreadable, waiting } = hydrate(stored(history().toSpliced(9, 1)), "board")
    expect([titleIn(doc), unreadable, waiting]).toEqual(["Title 8", [], 2])
  })

  it("make a document in which nothing waits: nobody is sent what they could not use, and its state is what it has", () => {
    const { doc } = hydrate(stored(history().toSpliced(3, 1)), "board")
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    expect([copy.store.pendingStructs, copy.store.pendingDs]).toEqual([null, null])
    expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc))
  })

  it("after a snapshot that cannot be read all wait", () => {
    const all = new Y.Doc()
    const updates = history()
    for (const update of updates.slice(0, 8)) Y.applyUpdate(all, update)
    const snapshot = Y.encodeStateAsUpdateV2(all)
    const { unreadable, waiting } = hydrate(stored(updates.slice(8), snapshot.subarray(0, 30)), "board")
    expect([unreadable, waiting]).toEqual([[{ kind: "snapshot", position: 1 }], 4])
  })

  it("never make it throw or hold something back, whatever bits are turned (seeds 1 to 150)", () => {
    const updates = history()
    for (let seed = 1; seed <= 150; seed++) {
      const below = seededBelow(seed)
      const torn = updates.map((update) => update.slice())
      for (let hits = below(3); hits >= 0; hits--) {
        const bytes = torn[below(torn.length)]!
        bytes[below(bytes.length)]! ^= 1 << below(8)
      }
      const { doc } = hydrate(stored(torn), "board")
      expect([seed, doc.store.pendingStructs, doc.store.pendingDs]).toEqual([seed, null, null])
    }
  })
})
