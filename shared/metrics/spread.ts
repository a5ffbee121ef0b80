/**
 * Durations as a team reads them: how many there are, the middle one, and how long the slow ones took. Percentiles are by
 * nearest rank, so that each is a duration that really was. Few values say nothing about a tail: then there is none.
 */
import type { Offer } from "./courses.ts"

/** Below this many values the tail is not told. */
export const TAIL_FROM = 20

/** So many values go out with their sum; of more, every so many-th by rank, the shortest and the longest always. */
export const MOST_VALUES = 120

/** All in milliseconds. */
export interface Spread {
  readonly n: number
  readonly p50: number | null
  readonly p85: number | null
  readonly p95: number | null
  /** Shortest first. */
  readonly values: readonly number[]
}

/** From the offer to what ended it. */
export const waitedFor = ({ at, end }: Offer): number => (end?.at ?? at) - at

export function spreadOf(durations: Iterable<number>): Spread {
  const sorted = [...durations].sort((a, b) => a - b)
  const n = sorted.length
  const tail = (p: number) => (n < TAIL_FROM ? null : percentile(sorted, p))
  return { n, p50: percentile(sorted, 0.5), p85: tail(0.85), p95: tail(0.95), values: thinned(sorted) }
}

/** By nearest rank, of values in ascending order; null of none. */
export function percentile(sorted: readonly number[], p: number): number | null {
  // Binary fractions: 0.95 × 20 is a hair above 19, which is not yet the 20th.
  const rank = Math.max(1, Math.ceil(p * sorted.length - 1e-9))
  return sorted[rank - 1] ?? null
}

function thinned(sorted: readonly number[]): readonly number[] {
  if (sorted.length <= MOST_VALUES) return sorted
  const step = (sorted.length - 1) / (MOST_VALUES - 1)
  return Array.from({ length: MOST_VALUES }, (_, i) => sorted[Math.round(i * step)]!)
}
