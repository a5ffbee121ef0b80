import { expect, it } from "vitest"
import { Chain } from "../../../server/ledger/chain.ts"
import { createNumbersBook, type NumbersBook } from "../../../server/ledger/numbers-book.ts"
import type { EntryQuery } from "../../../server/store/store.ts"
import type { ActorId, BoardId } from "../../../shared/ids.ts"
import { COURSE_KINDS } from "../../../shared/metrics/courses.ts"
import type { SealedEntry } from "../../../shared/model/entry.ts"

const BOARD = "b" as BoardId

const NOW = 1_000_000
const read = (book: NumbersBook, days = 30) => book.read(BOARD, days, NOW)

/** A ledger in memory that notes what it was asked, and can fail. */
function ledgerOf(kinds: readonly string[]) {
  const chain = new Chain(BOARD, { seq: 0, hash: "", at: 0 })
  const entries: SealedEntry[] = []
  const add = (kind: string) => {
    const data = { handoff: `h${entries.length}` }
    entries.push(chain.seal({ actor: "user:ana" as ActorId, kind, card: "c", data }, entries.length + 1).stored)
  }
  kinds.forEach(add)
  const asked: EntryQuery[] = []
  const state = { failsAt: Number.POSITIVE_INFINITY }
  const readEntries = async (_: BoardId, query: EntryQuery) => {
    asked.push(query)
    if (asked.length === state.failsAt) throw new Error("the disk is gone")
    const { since = 0, before = Number.POSITIVE_INFINITY, kinds: wanted, newestFirst, limit } = query
    const fit = entries.filter(({ seq, kind }) => seq > since && seq < before && (wanted?.includes(kind) ?? true))
    return (newestFirst ? fit.reverse() : fit).slice(0, limit)
  }
  return { asked, state, add, journal: { readEntries } }
}

it("reads a long ledger page by page, only the kinds that count, and afterwards only on", async () => {
  const { asked, journal, add } = ledgerOf([
    ...Array.from({ length: 5_003 }, () => "handoff.offered"),
    ...Array.from({ length: 40 }, () => "card.edited"),
  ])
  const book = createNumbersBook(journal)
  expect(await read(book)).toMatchObject({ seq: 5_043, waiting: { n: 5_003 } })
  expect(asked.slice(1)).toEqual([
    { since: 0, before: 5_044, kinds: COURSE_KINDS, limit: 5_000 },
    { since: 5_000, before: 5_044, kinds: COURSE_KINDS, limit: 5_000 },
  ])
  asked.length = 0
  await read(book)
  expect(asked, "nothing new is looked for from the head on only").toEqual([{ limit: 1, newestFirst: true }])
  add("handoff.offered")
  expect((await read(book)).waiting.n).toBe(5_004)
  expect(asked.at(-1)).toMatchObject({ since: 5_043, before: 5_045 })
})

it("goes on where it stopped after the store has failed, and counts nothing twice", async () => {
  const { state, journal } = ledgerOf(Array.from({ length: 12_000 }, () => "handoff.offered"))
  const book = createNumbersBook(journal)
  state.failsAt = 3
  await expect(read(book)).rejects.toThrow("the disk is gone")
  expect(await read(book)).toMatchObject({ seq: 12_000, ended: 0, waiting: { n: 12_000 }, expired: { of: 0 } })
})

it("shares one reading between all who ask while it runs", async () => {
  const { asked, journal } = ledgerOf(["handoff.offered"])
  const book = createNumbersBook(journal)
  const [one, other] = await Promise.all([read(book), read(book, 7)])
  expect([one.days, other.days]).toEqual([30, 7])
  expect(asked).toHaveLength(2)
})

it("tells again what it told a moment ago, until something happens or it is older", async () => {
  const { journal, add } = ledgerOf(["handoff.offered"])
  const book = createNumbersBook(journal)
  const first = await read(book)
  expect(await book.read(BOARD, 30, NOW + 4_999)).toBe(first)
  expect(await book.read(BOARD, 90, NOW)).toMatchObject({ days: 90 })
  expect((await book.read(BOARD, 30, NOW + 5_000)).waiting.oldestMs).toBe((first.waiting.oldestMs ?? 0) + 5_000)
  add("handoff.offered")
  expect(await read(book)).toMatchObject({ at: NOW, waiting: { n: 2 } })
})
