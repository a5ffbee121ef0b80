import { generateKeyPairSync } from "node:crypto"
import { describe, expect, it } from "vitest"
import { checkpointKeyOf } from "../../../server/ledger/checkpoint-key.ts"
import { KeptFolds } from "../../../server/relay/kept-folds.ts"
import type { FoldRow, Journal } from "../../../server/store/store.ts"
import { openEntry } from "../../../shared/model/entry.ts"
import { fold, noPromises } from "../../../shared/promises/fold.ts"
import { eventually, type Harness, setTitle, startRelay } from "./harness.ts"

const checkpointKey = checkpointKeyOf(generateKeyPairSync("ed25519").privateKey)
const other = checkpointKeyOf(generateKeyPairSync("ed25519").privateKey)
const start = () =>
  startRelay({
    checkpointKey,
    foldVersion: "one",
    limits: { foldEntries: 10, foldEntriesWhenLeft: 10, recentEntries: 2 },
  })

/** A board of some entries and promises whose fold is kept. */
async function withKeptFold() {
  const harness = await start()
  const anna = await harness.client("anna")
  anna.command({ id: "command-1", kind: "card.take", card: "card-1" })
  for (let edit = 0; edit < 10; edit++) {
    setTitle(anna.doc, `title ${edit}`)
    await anna.allSaved()
  }
  await eventually(async () => (await harness.store.journal.loadFold(harness.board)) !== undefined)
  anna.command({ id: "command-2", kind: "comment.add", card: "card-1", text: "after the fold" })
  await anna.until(() => anna.frames.filter(({ type }) => type === "answer").length === 2)
  anna.close()
  return harness
}

async function folded({ store, board }: Harness) {
  const promises = noPromises()
  for (const entry of await store.journal.readEntries(board, { limit: 5_000 })) fold(promises, openEntry(entry))
  return promises
}

/** What a relay that opens the board anew believes, and from which entry on it read. */
async function openedAnew(harness: Harness, foldVersion = "one") {
  const since: number[] = []
  const journal: Journal = {
    ...harness.store.journal,
    readEntries(board, query) {
      if (query.limit > 1) since.push(query.since ?? 0)
      return harness.store.journal.readEntries(board, query)
    },
  }
  const later = await harness.restart({ foldVersion, store: { ...harness.store, journal } })
  const snapshot = await later.relay.snapshot(harness.board)
  return { promises: snapshot?.promises, since: since[0] }
}

describe("the kept fold of a ledger", () => {
  it("with what came after it is the fold of the whole ledger, and the older entries are not read", async () => {
    const harness = await withKeptFold()
    const kept = await harness.store.journal.loadFold(harness.board)
    const { promises, since } = await openedAnew(harness)
    expect(promises).toEqual(await folded(harness))
    expect(promises?.cards["card-1"]).toMatchObject({ accountable: "user:anna" })
    expect(since).toBeGreaterThan(5)
    expect(since).toBeLessThanOrEqual(kept!.seq)
  })

  const faults: readonly (readonly [string, (row: FoldRow, journal: Journal, board: never) => unknown])[] = [
    ["somebody wrote into it", (row, journal, board) => journal.keepFold(board, forged(row))],
    [
      "somebody signed it with another key",
      (row, journal, board) => new KeptFolds(journal, other, "one").keep(board, JSON.parse(forged(row).body)),
    ],
    [
      "the ledger has another entry there",
      (row, journal, board) =>
        new KeptFolds(journal, checkpointKey, "one").keep(board, { ...JSON.parse(forged(row).body), hash: "0" }),
    ],
    [
      "the ledger ends before it, as after a restore",
      (row, journal, board) =>
        new KeptFolds(journal, checkpointKey, "one").keep(board, { ...JSON.parse(forged(row).body), seq: 9_999 }),
    ],
  ]

  it.each(faults)("is passed over when %s", async (_, tamper) => {
    const harness = await withKeptFold()
    const { journal } = harness.store
    await tamper((await journal.loadFold(harness.board))!, journal, harness.board as never)
    const { promises, since } = await openedAnew(harness)
    expect(promises).toEqual(await folded(harness))
    expect(since).toBe(0)
  })

  it("is passed over by another version of the program, which keeps its own", async () => {
    const harness = await withKeptFold()
    const { promises, since } = await openedAnew(harness, "two")
    expect(promises).toEqual(await folded(harness))
    expect(since).toBe(0)
    await eventually(async () => (await harness.store.journal.loadFold(harness.board))?.version === "two")
  })

  it("goes when anybody's words are erased, because it may hold some", async () => {
    const harness = await withKeptFold()
    await harness.store.journal.eraseWords(harness.board, { entries: [] })
    expect(await harness.store.journal.loadFold(harness.board)).toBeUndefined()
  })
})

/** Ben has the card, says the database. */
const forged = (row: FoldRow): FoldRow => ({ ...row, body: row.body.replaceAll("user:anna", "user:ben") })
