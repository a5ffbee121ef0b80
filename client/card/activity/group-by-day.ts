import { importedFrom } from "../../../shared/import/seed-drafts.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import type { Instant } from "../../../shared/time.ts"
import { dayHeading, dayKey } from "../time-words.ts"

export interface Day {
  readonly key: string
  readonly heading: string
  readonly entries: readonly Entry[]
}

/** When it happened: for an imported fact, then. */
export const happenedAt = (entry: Entry): Instant => importedFrom(entry)?.at ?? entry.at

/** Newest day first, and the newest of a day first. */
export function groupByDay(entries: readonly Entry[], now: Instant): readonly Day[] {
  const newestFirst = [...entries].sort((a, b) => happenedAt(b) - happenedAt(a) || b.seq - a.seq)
  const days = new Map<string, Entry[]>()
  for (const entry of newestFirst) {
    const key = dayKey(happenedAt(entry))
    days.set(key, [...(days.get(key) ?? []), entry])
  }
  return [...days].map(([key, list]) => ({ key, heading: dayHeading(happenedAt(list[0]!), now), entries: list }))
}
