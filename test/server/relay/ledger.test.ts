import { generateKeyPairSync } from "node:crypto"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { checkpointKeyOf } from "../../../server/ledger/checkpoint-key.ts"
import { findChainFault } from "../../../server/ledger/verify-chain.ts"
import { openEntry } from "../../../shared/model/entry.ts"
import { fold, noPromises } from "../../../shared/promises/fold.ts"
import { replayed } from "../../support/replay.ts"
import { cardsOf, eventually, type Harness, LEAD, setTitle, startRelay } from "./harness.ts"

const key = checkpointKeyOf(generateKeyPairSync("ed25519").privateKey)
const ledgerOf = ({ store, board }: Harness) => store.journal.readEntries(board, { limit: 5_000 })

/** Five people write all over the board, also what is refused, also offline. */
async function storm(harness: Harness): Promise<void> {
  const people = await Promise.all(["ann", "ben", "cem", "dan", "eva"].map((name) => harness.client(name)))
  for (let round = 0; round < 12; round++) {
    for (const [index, { doc }] of people.entries()) {
      const cards = cardsOf(doc)
      const ids = [...cards.keys()]
      const card = cards.get(ids[(round * 7 + index) % ids.length] as string)
      card?.set("title", `${round}-${index}`)
      card?.set("place", [round % 2 ? "todo" : "done", `m${index}`])
      card?.set("d:check-1", round % 3 === 0 ? true : null)
      if (round % 4 === index % 4) card?.set("title", 7)
      if (round === 3) cards.set(`own-${index}`, new Y.Map(Object.entries({ title: `${index}`, place: ["todo", "z"] })))
      if (round === 5 && index === 2) cards.delete("card-1")
      if (round === 6 && index === 3) card?.set("archived", true)
    }
    const [first] = people
    if (round === 4) {
      first?.close()
      await first?.until(() => first.closed !== undefined)
    }
    if (round === 7) await first?.connect()
  }
  for (const person of people) await person.allSaved()
}

describe("the ledger of a board", () => {
  it("explains the board: replayed it gives the same view, folded the same promises", async () => {
    const harness = await startRelay({ checkpointKey: key, limits: { checkpointEntries: 20 } })
    await storm(harness)
    await harness.relay.execute(harness.board, LEAD, { id: "command-1", kind: "card.take", card: "card-2" })
    const sealed = await ledgerOf(harness)
    const entries = sealed.map(openEntry)
    const snapshot = await harness.relay.snapshot(harness.board)
    expect(replayed(entries)).toEqual(snapshot?.view)
    expect(entries.reduce(fold, noPromises())).toEqual(snapshot?.promises)
    expect(entries.length).toBeGreaterThan(50)
    const checkpoints = await harness.store.journal.readCheckpoints(harness.board)
    expect(checkpoints.length).toBeGreaterThan(1)
    expect(findChainFault(harness.board, sealed, { checkpoints, publicKey: key.publicKey })).toBeUndefined()
  })

  it("is the same after a restart, and goes on from there", async () => {
    const first = await startRelay({ checkpointKey: key })
    await storm(first)
    const before = await first.relay.snapshot(first.board)
    const second = await first.restart()
    expect(await second.relay.snapshot(second.board)).toEqual(before)
    const anna = await second.client("anna")
    setTitle(anna.doc, "After the restart", "card-2")
    await anna.allSaved()
    const sealed = await ledgerOf(second)
    expect(findChainFault(second.board, sealed)).toBeUndefined()
    expect(replayed(sealed.map(openEntry))).toEqual((await second.relay.snapshot(second.board))?.view)
  })

  it("is signed after a while, when it has anything new", async () => {
    const { store, board, relay } = await startRelay({ checkpointKey: key, limits: { checkpointMs: 10 } })
    const signed = async () => (await store.journal.readCheckpoints(board)).map(({ seq }) => seq)
    await eventually(async () => (await signed()).at(-1) === 5)
    await relay.execute(board, LEAD, { id: "command-1", kind: "card.take", card: "card-1" })
    await eventually(async () => (await signed()).at(-1) === 6)
    expect(await signed()).toEqual([5, 6])
  })

  it("tells every author how far it goes: seq and hash of the head with each acknowledgement", async () => {
    const harness = await startRelay()
    const anna = await harness.client("anna")
    setTitle(anna.doc, "Witness")
    await anna.allSaved()
    const saved = anna.frames.findLast((frame) => frame.type === "saved")?.body
    const [entry] = await harness.store.journal.readEntries(harness.board, { since: 5, limit: 1 })
    expect(saved).toMatchObject({ seq: 6, hash: entry?.hash, at: entry?.at })
  })
})
