import { expect, it } from "vitest"
import { createNumbersBook } from "../../../server/ledger/numbers-book.ts"
import type { EntryQuery } from "../../../server/store/store.ts"
import type { BoardId } from "../../../shared/ids.ts"
import { COURSE_KINDS } from "../../../shared/metrics/courses.ts"
import type { SealedEntry } from "../../../shared/model/entry.ts"

const BOARD = "b" as BoardId

function sealed(seq: number, kind: string): SealedEntry {
  const body = JSON.stringify({
    v: 1,
    board: BOARD,
    seq,
    at: seq,
    kind,
    actor: "user:ana",
    card: "c",
    data: { handoff: `h${seq}` },
  })
  return {
    board: BOARD,
    seq,
    at: seq,
    kind,
    actor: "user:ana",
    card: "c",
    body,
    prevHash: "",
    hash: "",
    words: null,
    salt: null,
  } as SealedEntry
}

/** A ledger in memory that notes what it was asked, and can fail. */
function ledgerOf(kinds: readonly string[]) {
  const entries = kinds.map((kind, i) => sealed(i + 1, kind))
  const asked: EntryQuery[] = []
  const state = { failsAt: Number.POSITIVE_INFINITY }
  const readEntries = async (_: BoardId, query: EntryQuery) => {
    asked.push(query)
    if (asked.length === state.failsAt) throw new Error("the disk is gone")
    const { since = 0, before = Number.POSITIVE_INFINITY, kinds: wanted, newestFirst, limit } = query
    const fit = entries.filter(({ seq, kind }) => seq > since && seq < before && (wanted?.includes(kind) ?? true))
    return (newestFirst ? fit.reverse() : fit).slice(0, limit)
  }
  const add = (kind: string) => entries.push(sealed(entries.length + 1, kind))
  return { asked, state, add, journal: { readEntries } }
}

it("reads a long ledger page by page, only the kinds that count, and afterwards only on", async () => {
  const { asked, journal, add } = ledgerOf([
    ...Array.from({ length: 5_003 }, () => "handoff.offered"),
    ...Array.from({ length: 40 }, () => "card.edited"),
  ])
  const book = createNumbersBook(journal)
  const courses = await book.read(BOARD)
  expect([courses.seq, courses.byHandoff.size]).toEqual([5_043, 5_003])
  expect(asked.slice(1)).toEqual([
    { since: 0, before: 5_044, kinds: COURSE_KINDS, limit: 5_000 },
    { since: 5_000, before: 5_044, kinds: COURSE_KINDS, limit: 5_000 },
  ])
  asked.length = 0
  await book.read(BOARD)
  expect(asked, "nothing new is looked for from the head on only").toEqual([{ limit: 1, newestFirst: true }])
  add("handoff.offered")
  expect((await book.read(BOARD)).byHandoff.size).toBe(5_004)
  expect(asked.at(-1)).toMatchObject({ since: 5_043, before: 5_045 })
})

it("goes on where it stopped after the store has failed, and counts nothing twice", async () => {
  const { state, journal } = ledgerOf(Array.from({ length: 12_000 }, () => "handoff.offered"))
  const book = createNumbersBook(journal)
  state.failsAt = 3
  await expect(book.read(BOARD)).rejects.toThrow("the disk is gone")
  const courses = await book.read(BOARD)
  expect([courses.seq, courses.byHandoff.size]).toEqual([12_000, 12_000])
  expect([...courses.byHandoff.values()].every(({ offers }) => offers.length === 1)).toBe(true)
})

it("shares one reading between all who ask while it runs", async () => {
  const { asked, journal } = ledgerOf(["handoff.offered"])
  const book = createNumbersBook(journal)
  const [one, other] = await Promise.all([book.read(BOARD), book.read(BOARD)])
  expect(one).toBe(other)
  expect(asked).toHaveLength(2)
})
