/** Rule E8: two people move one card to different lanes. Whoever reaches the relay first moved it. */
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { watch } from "../../../shared/doc/watch.ts"
import type { Json } from "../../../shared/json.ts"
import { openEntry } from "../../../shared/model/entry.ts"
import type { RawClient } from "../../support/raw-client.ts"
import { cardsOf, type Harness, setTitle, startRelay, titleOf } from "./harness.ts"
import { writeBoardParts } from "./seed.ts"

const SEED = [
  ...writeBoardParts(),
  {
    ...{ kind: "created" as const, root: "lanes" as const, id: "test" },
    value: { name: "Test", rank: "c", kind: "active" as const },
  },
]

const docOf = (clientID: number): Y.Doc => Object.assign(new Y.Doc(), { clientID })
const move = (doc: Y.Doc, lane: string, rank = "a") => cardsOf(doc).get("card-1")?.set("place", [lane, rank])
const placeOn = (doc: Y.Doc) => cardsOf(doc).get("card-1")?.get("place")
const refusals = ({ frames }: RawClient) => frames.filter(({ type }) => type === "refused").map(({ body }) => body)

async function leave(client: RawClient): Promise<void> {
  client.close()
  await client.until(() => client.closed !== undefined)
}

async function comeBack(client: RawClient): Promise<void> {
  await client.connect()
  await client.allSaved()
}

async function ledger({ store, board }: Harness, kinds: readonly string[]) {
  const entries = (await store.journal.readEntries(board, { kinds, limit: 100 })).map(openEntry)
  return entries.map(({ kind, actor, from, to }): readonly Json[] => [kind, actor, from ?? null, to ?? null])
}

/** In Yjs the higher client id wins, whoever came first: the rule must hold either way round. */
describe.each([
  ["the second would win in the document", 70_000, 4_000_000_000],
  ["the first would win in the document", 4_000_000_000, 70_000],
])("two people who move one card apart, and %s", (_, firstId, secondId) => {
  const two = async () => {
    const harness = await startRelay({ seed: SEED })
    const anna = await harness.client("anna", "member", { doc: docOf(firstId) })
    const ben = await harness.client("ben", "member", { doc: docOf(secondId) })
    return { harness, anna, ben }
  }

  it("[E8] leave it where the first one put it, and the second is told where that is and who did it", async () => {
    const { harness, anna, ben } = await two()
    const zoe = await harness.client("zoe")
    const seen: Json[] = []
    watch(zoe.doc, (changes) => {
      for (const change of changes) if (change.kind === "set" && change.key === "place") seen.push(change.to)
    })
    await leave(ben)
    move(anna.doc, "done")
    await anna.allSaved()
    move(ben.doc, "test")
    await comeBack(ben)
    await ben.until(() => refusals(ben).length > 0)
    await ben.until(() => JSON.stringify(placeOn(ben.doc)) === '["done","a"]')
    expect(refusals(ben)).toEqual([
      expect.objectContaining({
        ...{ rule: "E8", root: "cards", thing: "card-1", key: "place", value: ["test", "a"] },
        data: { lane: "done", person: "user:anna" },
      }),
    ])
    expect(refusals(anna)).toEqual([])
    expect((await harness.relay.snapshot(harness.board))?.view.cards.get("card-1")?.place).toEqual(["done", "a"])
    expect(seen).toEqual([["done", "a"]])
    expect(await ledger(harness, ["card.moved", "card.edit-lost"])).toEqual([
      ["card.moved", "user:anna", ["todo", "a"], ["done", "a"]],
      ["card.edit-lost", "user:ben", ["done", "a"], ["test", "a"]],
    ])
  })

  it("[E8] keep everything else that was done offline", async () => {
    const { anna, ben } = await two()
    await leave(ben)
    move(anna.doc, "done")
    await anna.allSaved()
    move(ben.doc, "test")
    setTitle(ben.doc, "Written on the train")
    move(ben.doc, "todo", "c")
    move(ben.doc, "test", "b")
    await comeBack(ben)
    await anna.until(() => titleOf(anna.doc) === "Written on the train")
    await ben.until(() => JSON.stringify(placeOn(ben.doc)) === '["done","a"]')
    expect(placeOn(anna.doc)).toEqual(["done", "a"])
    expect(refusals(ben)).toEqual([expect.objectContaining({ rule: "E8", value: ["test", "b"] })])
  })

  it("[E8] go on from there once they have seen it", async () => {
    const { anna, ben } = await two()
    await leave(ben)
    move(anna.doc, "done")
    await anna.allSaved()
    move(ben.doc, "test")
    await comeBack(ben)
    await ben.until(() => refusals(ben).length > 0 && JSON.stringify(placeOn(ben.doc)) === '["done","a"]')
    move(ben.doc, "test", "b")
    await anna.until(() => JSON.stringify(placeOn(anna.doc)) === '["test","b"]')
    expect(refusals(ben)).toHaveLength(1)
  })

  it("[E8] are judged the same by a relay that came up in between", async () => {
    const { harness, anna, ben } = await two()
    await leave(ben)
    move(anna.doc, "test")
    move(anna.doc, "done")
    move(anna.doc, "done", "b")
    await anna.allSaved()
    move(ben.doc, "test")
    const later = await harness.restart()
    const again = await later.client("ben", "member", { doc: ben.doc })
    await again.allSaved()
    await again.until(() => refusals(again).length > 0)
    await again.until(() => JSON.stringify(placeOn(ben.doc)) === '["done","b"]')
  })

  it("stand both when they chose the same lane", async () => {
    const { harness, anna, ben } = await two()
    await leave(ben)
    move(anna.doc, "done", "a")
    await anna.allSaved()
    move(ben.doc, "done", "b")
    await comeBack(ben)
    await anna.until(() => JSON.stringify(placeOn(anna.doc)) === JSON.stringify(placeOn(ben.doc)))
    expect(refusals(ben)).toEqual([])
    const place = (await harness.relay.snapshot(harness.board))?.view.cards.get("card-1")?.place
    expect(place).toEqual(["done", firstId > secondId ? "a" : "b"])
  })

  it("do not lose a move to somebody who only put the card higher in its lane", async () => {
    const { harness, anna, ben } = await two()
    await leave(ben)
    move(anna.doc, "todo", "Z")
    await anna.allSaved()
    move(ben.doc, "test", "m")
    await comeBack(ben)
    await anna.until(() => JSON.stringify(placeOn(anna.doc)) === '["test","m"]')
    expect(refusals(ben)).toEqual([])
    expect(await ledger(harness, ["card.moved", "card.edit-lost"])).toEqual([
      ["card.moved", "user:ben", ["todo", "Z"], ["test", "m"]],
    ])
  })
})

describe("somebody who moves a card", () => {
  it("several times in a row, faster than the relay answers, is not late against themselves", async () => {
    const { client } = await startRelay({ seed: SEED })
    const [anna, ben] = [await client("anna"), await client("ben")]
    for (const lane of ["done", "test", "todo", "test"]) move(anna.doc, lane, "q")
    await ben.until(() => JSON.stringify(placeOn(ben.doc)) === '["test","q"]')
    expect(refusals(anna)).toEqual([])
  })

  it("[E8] is late with a move that builds on one that was taken back", async () => {
    const { client } = await startRelay({ seed: SEED })
    const ana = await client("anna", "member", { doc: docOf(70_000) })
    const ben = await client("ben", "member", { doc: docOf(4_000_000_000) })
    await leave(ben)
    move(ana.doc, "done")
    await ana.allSaved()
    move(ben.doc, "test")
    // A client that never takes the answer in, and goes on from what it believes.
    const blind = docOf(4_000_000_000)
    Y.applyUpdate(blind, Y.encodeStateAsUpdate(ben.doc))
    await comeBack(ben)
    await ben.until(() => refusals(ben).length === 1)
    move(blind, "todo", "z")
    Y.applyUpdate(ben.doc, Y.encodeStateAsUpdate(blind, Y.encodeStateVector(ben.doc)))
    await ben.allSaved()
    await ben.until(() => JSON.stringify(placeOn(ben.doc)) === '["done","a"]')
    expect(placeOn(ana.doc)).toEqual(["done", "a"])
    expect(refusals(ben)).toHaveLength(2)
  })
})
