import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { splitUpdate } from "../../../client/sync/split-update.ts"
import { seeded } from "../../support/seeded.ts"

const MOST = 4_000

function makeCard(doc: Y.Doc, id: string, letters: number): void {
  const title = id.padEnd(letters, ".")
  doc.getMap("cards").set(id, new Y.Map(Object.entries({ place: ["lane", id], title, next: "x", due: 5 })))
}
const cards = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>("cards")

/** What a browser wrote in some visits, each under an id of its own, and what the relay has of it. */
function written(seed: number) {
  const random = seeded(seed)
  const relay = new Y.Doc()
  makeCard(relay, "old", 10)
  let own = new Y.Doc()
  Y.applyUpdate(own, Y.encodeStateAsUpdate(relay))
  for (let visit = 0; visit < 3; visit++) {
    const next = new Y.Doc()
    Y.applyUpdate(next, Y.encodeStateAsUpdate(own))
    own = next
    for (let edit = 0; edit < 40; edit++) {
      const ids = [...cards(own).keys()]
      const id = ids[Math.floor(random() * ids.length)] ?? "old"
      if (random() < 0.5) makeCard(own, `card-${visit}-${edit}`, 50 + Math.floor(random() * 300))
      else if (random() < 0.1) cards(own).delete(id)
      else
        cards(own)
          .get(id)
          ?.set(random() < 0.5 ? "title" : `f:${edit}`, `${visit}-${edit}`)
    }
  }
  return { relay, own }
}

describe("an update that is too large for one message", () => {
  it("goes out in several, each of which can be applied behind the one before and brings new things whole", () => {
    for (let seed = 0; seed < 60; seed++) {
      const { relay, own } = written(seed)
      const update = Y.encodeStateAsUpdate(own, Y.encodeStateVector(relay))
      const parts = splitUpdate(update, MOST)
      expect(parts.length).toBeGreaterThan(2)
      for (const part of parts) {
        const before = new Set(cards(relay).keys())
        Y.applyUpdate(relay, part)
        expect([relay.store.pendingStructs, relay.store.pendingDs]).toEqual([null, null])
        const made = [...cards(relay)].filter(([id]) => !before.has(id))
        for (const [, card] of made) expect(["place", "next", "due"].every((key) => card.has(key))).toBe(true)
        expect(part.length).toBeLessThan(MOST + 1_000)
      }
      expect(relay.toJSON()).toEqual(own.toJSON())
      expect(Y.encodeStateVector(relay)).toEqual(Y.encodeStateVector(own))
    }
  })

  it("is left as it is when it is small, or is one value that cannot be cut", () => {
    const doc = new Y.Doc()
    makeCard(doc, "card", 100)
    const small = Y.encodeStateAsUpdate(doc)
    expect(splitUpdate(small, MOST)).toEqual([small])
    makeCard(doc, "large", 3 * MOST)
    const [first, ...rest] = splitUpdate(Y.encodeStateAsUpdate(doc), MOST)
    expect([first!.length < MOST, rest.length]).toEqual([true, 1])
  })

  it("takes the words of a long text along, one behind the other", () => {
    const doc = new Y.Doc()
    const text = doc.getText("t")
    for (let line = 0; line < 500; line++) text.insert(Math.floor(text.length / 2), `line ${line} `.repeat(5))
    text.delete(100, 2_000)
    const copy = new Y.Doc()
    const parts = splitUpdate(Y.encodeStateAsUpdate(doc), MOST)
    for (const part of parts) Y.applyUpdate(copy, part)
    expect(parts.length).toBeGreaterThan(2)
    expect(copy.getText("t").toString()).toBe(text.toString())
  })
})
