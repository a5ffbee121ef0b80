import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { readBoard } from "../../../shared/doc/read.ts"
import { watch } from "../../../shared/doc/watch.ts"
import { openEntry } from "../../../shared/model/entry.ts"
import { cardsOf, eventually, setTitle, startRelay, titleOf } from "./harness.ts"

const refusedOf = (frames: readonly { type: string; body: unknown }[]) =>
  frames.filter(({ type }) => type === "refused").map(({ body }) => body)

describe("a refused edit", () => {
  it("is taken back everywhere, and nobody else ever sees it", async () => {
    const { client, relay, board } = await startRelay()
    const [anna, ben] = [await client("anna"), await client("ben")]
    const seen: unknown[] = []
    watch(ben.doc, (changes) => void seen.push(...changes))
    setTitle(anna.doc, "x".repeat(501))
    await anna.allSaved()
    await anna.until(() => titleOf(anna.doc) === "First")
    setTitle(anna.doc, "Fine")
    await ben.until(() => titleOf(ben.doc) === "Fine")
    expect(seen).toEqual([{ kind: "set", root: "cards", id: "card-1", key: "title", from: "First", to: "Fine" }])
    expect(refusedOf(anna.frames)).toEqual([
      expect.objectContaining({ rule: "E1", root: "cards", thing: "card-1", key: "title", value: "x".repeat(501) }),
    ])
    expect(refusedOf(ben.frames)).toEqual([])
    expect((await relay.snapshot(board))?.view).toEqual(readBoard(anna.doc))
  })

  it("leaves the rest of the same update standing", async () => {
    const { client } = await startRelay()
    const [anna, ben] = [await client("anna"), await client("ben")]
    anna.doc.transact(() => {
      setTitle(anna.doc, "Good")
      cardsOf(anna.doc).get("card-1")?.set("nonsense", 1)
      cardsOf(anna.doc).set("card-9", new Y.Map(Object.entries({ title: 5 })))
    })
    await ben.until(() => titleOf(ben.doc) === "Good")
    await anna.allSaved()
    await anna.until(() => !cardsOf(anna.doc).has("card-9"))
    expect(readBoard(anna.doc)).toEqual(readBoard(ben.doc))
    expect(refusedOf(anna.frames)).toHaveLength(2)
  })

  it("keeps what the author wrote after it", async () => {
    const { client } = await startRelay()
    const [anna, ben] = [await client("anna"), await client("ben")]
    setTitle(anna.doc, 5)
    setTitle(anna.doc, "Written right after")
    await ben.until(() => titleOf(ben.doc) === "Written right after")
    await anna.allSaved()
    expect(titleOf(anna.doc)).toBe("Written right after")
  })

  it("[E3] puts a deleted card back with all it had", async () => {
    const { client, relay, board } = await startRelay()
    const [anna, ben] = [await client("anna"), await client("ben")]
    const before = readBoard(ben.doc)
    cardsOf(anna.doc).delete("card-1")
    await anna.allSaved()
    await anna.until(() => cardsOf(anna.doc).has("card-1"))
    expect(readBoard(anna.doc)).toEqual(before)
    await ben.until(() => JSON.stringify(ben.doc.toJSON()) === JSON.stringify(anna.doc.toJSON()))
    expect(refusedOf(anna.frames)).toEqual([expect.objectContaining({ rule: "E3", thing: "card-1" })])
    expect((await relay.snapshot(board))?.view).toEqual(before)
  })

  it("[E3] puts a card back that was exchanged for another", async () => {
    const { client, relay, board } = await startRelay()
    const anna = await client("anna")
    const before = readBoard(anna.doc)
    cardsOf(anna.doc).set("card-1", new Y.Map([["title", "Impostor"]]))
    await anna.allSaved()
    await anna.until(() => titleOf(anna.doc) === "First")
    expect((await relay.snapshot(board))?.view).toEqual(before)
  })

  it("[E5] counts lanes as they come, within one update too", async () => {
    const { client } = await startRelay()
    const anna = await client("anna")
    const lanes = anna.doc.getMap<Y.Map<unknown>>("lanes")
    anna.doc.transact(() => {
      for (let lane = 0; lane < 70; lane++)
        lanes.set(`lane-${lane}`, new Y.Map(Object.entries({ name: "x", rank: "c", kind: "active" })))
    })
    await anna.allSaved()
    await anna.until(() => lanes.size === 64)
    expect(refusedOf(anna.frames)).toHaveLength(8)
  })
})

describe("what the ledger knows of edits", () => {
  it("has an entry for every observed change, by its author", async () => {
    const { client, store, board } = await startRelay()
    const anna = await client("anna")
    cardsOf(anna.doc).get("card-1")?.set("place", ["done", "a"])
    cardsOf(anna.doc).get("card-1")?.set("place", ["done", "b"])
    cardsOf(anna.doc).get("card-2")?.set("archived", true)
    await anna.allSaved()
    const entries = (await store.journal.readEntries(board, { since: 5, limit: 100 })).map(openEntry)
    expect(entries.map(({ kind, actor, card }) => [kind, actor, card])).toEqual([
      ["card.moved", "user:anna", "card-1"],
      ["card.reordered", "user:anna", "card-1"],
      ["card.archived", "user:anna", "card-2"],
    ])
  })

  it("remembers a write that lost against another one", async () => {
    const { client, store, board } = await startRelay()
    const winner = new Y.Doc()
    const loser = new Y.Doc()
    winner.clientID = 4_000_000_000
    loser.clientID = 70_000
    const [anna, ben] = [await client("anna", "member", { doc: winner }), await client("ben", "member", { doc: loser })]
    ben.close()
    await ben.until(() => ben.closed !== undefined)
    setTitle(anna.doc, "Wins")
    setTitle(ben.doc, "Loses")
    await anna.allSaved()
    await ben.connect()
    await ben.allSaved()
    await ben.until(() => titleOf(ben.doc) === "Wins")
    const entries = await store.journal.readEntries(board, { kinds: ["card.edit-lost"], limit: 10 })
    expect(entries.map(openEntry)).toEqual([
      expect.objectContaining({ actor: "user:ben", card: "card-1", key: "title", from: "Wins", to: "Loses" }),
    ])
  })

  it("has one entry for a text, a person and a while", async () => {
    const { client, store, board } = await startRelay()
    const anna = await client("anna", "member", { text: "card-1" })
    const fragment = anna.doc.getXmlFragment("text")
    for (let edit = 0; edit < 5; edit++) {
      fragment.insert(0, [new Y.XmlElement("paragraph")])
      await anna.allSaved()
    }
    const entries = await store.journal.readEntries(board, { kinds: ["text.edited"], limit: 10 })
    expect(entries.map(openEntry)).toEqual([expect.objectContaining({ card: "card-1", data: { text: "card-1" } })])
  })
})

describe("an edit over HTTP", () => {
  it("is judged like any other, stands or falls as a whole, and goes out to everybody", async () => {
    const { client, relay, board } = await startRelay()
    const anna = await client("anna")
    const asker = { actor: "user:zoe" as never, role: "member" as const }
    const set = (to: unknown, id = "card-1") =>
      ({ kind: "set", root: "cards", id, key: "title", from: null, to }) as never
    expect(await relay.edit(board, asker, [set("Good"), set(5)])).toMatchObject({ ok: false, error: { rule: "E1" } })
    expect(await relay.edit(board, asker, [set("Good", "nowhere")])).toMatchObject({ ok: false, error: { rule: "C3" } })
    expect(await relay.edit(board, { ...asker, role: "viewer" }, [set("Good")])).toMatchObject({
      error: { rule: "P1" },
    })
    expect(await relay.edit(board, asker, [set("Over HTTP")])).toMatchObject({ ok: true, value: { seq: 6 } })
    await anna.until(() => titleOf(anna.doc) === "Over HTTP")
    expect(await relay.snapshot(board)).toMatchObject({ seq: 6 })
  })

  it("writes 2,000 cards in pieces while others work", async () => {
    const { client, relay, board, faults } = await startRelay()
    const anna = await client("anna")
    const changes = Array.from({ length: 2_000 }, (_, card) => ({
      kind: "created" as const,
      root: "cards" as const,
      id: `import-${card}`,
      value: { title: `Card ${card}`, place: ["todo", "c"], "l:red": true, next: "x" },
    }))
    const before = faults.appends
    const writing = relay.edit(board, { actor: "user:zoe" as never, role: "lead" }, changes)
    setTitle(anna.doc, "Meanwhile")
    await anna.allSaved()
    expect((await relay.snapshot(board))?.view.cards.size).toBeLessThan(2_002)
    await writing
    expect((await relay.snapshot(board))?.view.cards.size).toBe(2_002)
    await eventually(() => cardsOf(anna.doc).size === 2_002)
    expect(faults.appends - before).toBeGreaterThanOrEqual(20)
  })
})
