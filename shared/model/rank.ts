/**
 * Fractional ranks: a place between two neighbours is a string between two strings, compared by code unit. Two people who
 * insert into the same gap must not make equal keys (nothing could ever go between those two), so every key ends in
 * 16 bits of jitter.
 */
import { BASE_62_DIGITS, generateKeyBetween } from "fractional-indexing"

const DIGITS = BASE_62_DIGITS

/**
 * A rank after `before` and before `after` (`undefined`: open end); `jitter` is a number in 0–65535 from the caller.
 * Neighbours that are equal or out of order leave no gap: the rank then stands right after `before`.
 */
export function rankBetween(before: string | undefined, after: string | undefined, jitter: number): string {
  const upper = after !== undefined && (before === undefined || before < after) ? after : undefined
  const key = keyBetween(before, upper)
  const jittered = key + suffix(jitter)
  return upper === undefined || jittered < upper ? jittered : keyBetween(key, upper)
}

/** `count` ranks in ascending order between two bounds, as short as a balanced tree makes them. */
export function ranksBetween(
  before: string | undefined,
  after: string | undefined,
  count: number,
  jitter: () => number,
): string[] {
  if (count === 0) return []
  const half = Math.floor(count / 2)
  const middle = rankBetween(before, after, jitter())
  const left = ranksBetween(before, middle, half, jitter)
  return [...left, middle, ...ranksBetween(middle, after, count - half - 1, jitter)]
}

/** The library keeps keys short at the open ends; ranks of other origin (any base-62 text) get a plain midpoint. */
function keyBetween(before: string | undefined, after: string | undefined): string {
  try {
    return generateKeyBetween(before ?? null, after ?? null)
  } catch {
    // Not a key of the library's form: that is its documented answer, and any text still has a midpoint.
    return midpoint(before ?? "", after)
  }
}

/** The text halfway between two texts, read as base-62 fractions. `after` must not be `before` followed by zeros only. */
function midpoint(before: string, after: string | undefined): string {
  let shared = 0
  while (after !== undefined && shared < after.length && (before[shared] ?? "0") === after[shared]) shared++
  const low = DIGITS.indexOf(before[shared] ?? "0")
  const high = after === undefined ? DIGITS.length : DIGITS.indexOf(after[shared] ?? "z")
  const prefix = before.slice(0, shared).padEnd(shared, "0")
  if (high - low > 1) return prefix + DIGITS[Math.floor((low + high) / 2)]
  return prefix + DIGITS[low] + midpoint(before.slice(shared + 1), undefined)
}

/** Three base-62 digits that never end in the zero digit, below which there is no key. */
function suffix(jitter: number): string {
  const bits = jitter & 0xffff
  return DIGITS[bits % 62]! + DIGITS[Math.floor(bits / 62) % 62] + DIGITS[1 + (Math.floor(bits / 3844) % 61)]
}
