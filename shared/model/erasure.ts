/**
 * Erasing words on request: an entry that says whose words went and why, and what it means for entries that somebody holds
 * in memory. The store forgets the words themselves; whoever has read them before forgets them by this entry.
 */
import { type Entry, splitWords } from "./entry.ts"

export const WORDS_ERASED = "words.erased"

/** What an entry of that kind covers: single entries, and everything that one person wrote before it. */
export interface Erasure {
  readonly seq: number
  readonly person: string | null
  readonly entries: ReadonlySet<number>
}

/** Undefined for any other entry. */
export function erasureOf({ kind, seq, data }: Entry): Erasure | undefined {
  if (kind !== WORDS_ERASED) return undefined
  const { person, entries } = data ?? {}
  const numbers = Array.isArray(entries) ? entries.filter((one): one is number => typeof one === "number") : []
  return { seq, person: typeof person === "string" ? person : null, entries: new Set(numbers) }
}

export const isErasedBy = (
  { seq, person, entries }: Erasure,
  fact: { readonly seq: number; readonly actor: string },
): boolean => fact.seq < seq && (fact.actor === person || entries.has(fact.seq))

/** The entry as the store gives it once its words are gone. One that has none stays as it is. */
export function withoutWords(entry: Entry): Entry {
  const { body, words } = splitWords(entry)
  return words === undefined ? entry : { ...(body as Entry), erased: true }
}

/** Entries that are held in memory, after `news`: what was erased by it is forgotten. */
export function forget<T extends readonly Entry[]>(held: T, news: readonly Entry[]): T | Entry[] {
  const erasures = news.flatMap((entry) => erasureOf(entry) ?? [])
  if (erasures.length === 0) return held
  return held.map((entry) => (erasures.some((erasure) => isErasedBy(erasure, entry)) ? withoutWords(entry) : entry))
}
