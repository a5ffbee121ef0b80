/**
 * Stored entries as they are told, whatever the disk has made of them. One that cannot be read, or is not what was sealed, is
 * not passed over: something stands in its place under its number, so that whoever counts entries misses none.
 */
import { type Entry, openEntry, type SealedEntry, UNREADABLE_ENTRY } from "../../shared/model/entry.ts"
import { entryHash } from "./chain.ts"

export function openSealed(sealed: SealedEntry): Entry {
  if (entryHash(sealed.prevHash, sealed.seq, sealed.body) !== sealed.hash) return standIn(sealed)
  return tryOpen(sealed) ?? withoutWords(sealed)
}

/** Farther apart than this, and the number itself is what cannot be read. */
const MOST_MISSING = 5_000

/** Entries of a ledger from `after` on, where none was left out by a filter: also what is missing between them is told. */
export function openRun(page: readonly SealedEntry[], after: number): readonly Entry[] {
  const entries: Entry[] = []
  for (const sealed of page) {
    const last = entries.at(-1)?.seq ?? after
    if (sealed.seq - last > MOST_MISSING) return entries
    for (let seq = last; ++seq < sealed.seq; ) entries.push(standIn({ ...sealed, seq, hash: sealed.prevHash }))
    entries.push(openSealed(sealed))
  }
  return entries
}

const withoutWords = (sealed: SealedEntry): Entry => {
  const entry = tryOpen({ ...sealed, words: null })
  if (!entry) return standIn(sealed)
  const { erased: _, ...rest } = entry
  return { ...rest, unreadable: true }
}

function tryOpen(sealed: SealedEntry): Entry | undefined {
  try {
    return openEntry(sealed)
  } catch {
    // Not JSON: that is the answer.
    return undefined
  }
}

const standIn = ({ board, seq, at, actor, prevHash, hash }: SealedEntry): Entry => ({
  ...{ v: 1, board, seq, at, actor, kind: UNREADABLE_ENTRY, prevHash, hash },
  unreadable: true,
})
