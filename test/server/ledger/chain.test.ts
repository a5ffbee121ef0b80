import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { Chain, entryHash, genesisHash } from "../../../server/ledger/chain.ts"
import { isCheckpointGenuine, signCheckpoint } from "../../../server/ledger/checkpoint.ts"
import { CHECKPOINT_KEY_FILE, loadCheckpointKey } from "../../../server/ledger/checkpoint-key.ts"
import { findChainFault } from "../../../server/ledger/verify-chain.ts"
import type { ActorId, BoardId } from "../../../shared/ids.ts"
import { type EntryDraft, openEntry, type SealedEntry } from "../../../shared/model/entry.ts"

const BOARD = "AAAAAAAAAAAAAAAAAAAAAA" as BoardId
const START = { seq: 0, hash: "", at: 0 }
const draft = (n: number): EntryDraft => ({
  actor: `user:${n % 3}` as ActorId,
  kind: "card.edited",
  card: `card-${n}`,
  key: "title",
  from: null,
  to: `Ünïcode ${n} "quoted"`,
})

function chainOf(count: number): SealedEntry[] {
  const chain = new Chain(BOARD, START)
  return Array.from({ length: count }, (_, index) => chain.seal(draft(index), index).stored)
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "key-test-"))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

describe("the ledger's chain", () => {
  it("numbers without a gap and ties each entry to the one before, from the board's own genesis", () => {
    const entries = chainOf(10)
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(entries[0]?.prevHash).toBe(genesisHash(BOARD))
    expect(genesisHash(BOARD)).not.toBe(genesisHash("B".padEnd(22, "A") as BoardId))
    expect(findChainFault(BOARD, entries)).toBeUndefined()
  })

  it("hashes as written down: 0x65, the previous hash, seq in eight bytes, the canonical body", () => {
    const hash = "459800444d31d7780a9bc739b7ae654516da7c9e36727c65d991e20c87697431"
    expect(entryHash("00".repeat(32), 1, "{}")).toBe(hash)
  })

  it("never goes back in time when the clock does", () => {
    const chain = new Chain(BOARD, START)
    const times = [5_000, 4_000, 6_000].map((now) => chain.seal(draft(1), now).stored.at)
    expect(times).toEqual([5_000, 5_000, 6_000])
  })

  it("goes on after a restart where it ended", () => {
    const entries = chainOf(3)
    const last = entries[2] as SealedEntry
    const chain = new Chain(BOARD, { seq: 3, hash: last.hash, at: last.at })
    expect(findChainFault(BOARD, [...entries, chain.seal(draft(4), 9).stored])).toBeUndefined()
  })

  it("gives back the entry that was sealed, also from what is stored", () => {
    const { stored, entry } = new Chain(BOARD, START).seal(draft(1), 7)
    expect(openEntry(stored)).toEqual(entry)
    expect(openEntry({ ...stored, words: null })).toMatchObject({ kind: "card.edited", erased: true })
    expect(findChainFault(BOARD, [{ ...stored, words: null }])).toBeUndefined()
  })

  it.each<[string, string, (entries: SealedEntry[]) => void]>([
    ["a changed body", "hash", (entries) => put(entries, { body: at(entries, 4).body.replace("card-4", "card-x") })],
    ["a missing entry", "gap", (entries) => void entries.splice(4, 1)],
    ["two that changed places", "gap", (entries) => void entries.splice(4, 2, at(entries, 5), at(entries, 4))],
    ["changed words", "words", (entries) => put(entries, { words: '{"to":"forged"}' })],
    ["another actor beside the body", "body", (entries) => put(entries, { actor: "user:evil" as ActorId })],
    ["a body that is not canonical", "body", (entries) => rehash(entries, 4, (body) => ` ${body}`)],
    ["a rewritten past", "link", (entries) => rehash(entries, 4, (body) => body.replace("card-4", "card-x"))],
  ])("shows %s", (_what, fault, tamper) => {
    const entries = chainOf(10)
    tamper(entries)
    expect(findChainFault(BOARD, entries)?.fault).toBe(fault)
  })
})

const at = (entries: SealedEntry[], index: number) => entries[index] as SealedEntry
function put(entries: SealedEntry[], change: Partial<SealedEntry>): void {
  entries[4] = { ...at(entries, 4), ...change }
}
function rehash(entries: SealedEntry[], index: number, change: (body: string) => string): void {
  const entry = at(entries, index)
  const body = change(entry.body)
  entries[index] = { ...entry, body, hash: entryHash(entry.prevHash, entry.seq, body) }
}

describe("checkpoints", () => {
  it("are genuine only with their key and for their head", () => {
    const key = loadCheckpointKey(folder())
    const other = loadCheckpointKey(folder())
    const checkpoint = signCheckpoint({ board: BOARD, seq: 5, hash: "ab", at: 9 }, key)
    expect(isCheckpointGenuine(checkpoint, key.publicKey)).toBe(true)
    expect(isCheckpointGenuine(checkpoint, other.publicKey)).toBe(false)
    for (const forged of [{ seq: 6 }, { hash: "ac" }, { at: 8 }, { board: "x" as BoardId }, { keyId: other.id }])
      expect(isCheckpointGenuine({ ...checkpoint, ...forged }, key.publicKey)).toBe(false)
  })

  it("show a past that was rewritten with all hashes after it", () => {
    const key = loadCheckpointKey(folder())
    const entries = chainOf(10)
    const { seq, hash, at: when } = at(entries, 9)
    const checkpoint = signCheckpoint({ board: BOARD, seq, hash, at: when }, key)
    const chain = new Chain(BOARD, START)
    const rewritten = Array.from({ length: 10 }, (_, n) => chain.seal(draft(n + 1), n).stored)
    const checks = { checkpoints: [checkpoint], publicKey: key.publicKey }
    expect(findChainFault(BOARD, entries, checks)).toBeUndefined()
    expect(findChainFault(BOARD, rewritten, checks)).toEqual({ seq: 10, fault: "checkpoint" })
    expect(findChainFault(BOARD, entries.slice(0, 9), checks)).toEqual({ seq: 10, fault: "checkpoint" })
  })

  it("have one key for a data folder, which only its owner can read", () => {
    const data = folder()
    const key = loadCheckpointKey(data)
    expect(loadCheckpointKey(data).id).toBe(key.id)
    expect(statSync(join(data, CHECKPOINT_KEY_FILE)).mode & 0o777).toBe(0o400)
  })

  it("are not signed with something else that lies there", () => {
    const data = folder()
    writeFileSync(join(data, CHECKPOINT_KEY_FILE), "not a key")
    expect(() => loadCheckpointKey(data)).toThrow()
  })
})
