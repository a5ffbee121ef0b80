/**
 * Slows down guessing: so many tries per key (an account, an address) in a time, mostly a minute. A try is counted before it
 * is checked, so that tries made at once do not slip through, and given back when it was right.
 */
import { isIPv6 } from "node:net"
import { type Instant, MINUTE_MS } from "../../shared/time.ts"

const MOST_KEYS = 20_000
const ACCOUNT = "account:"
const ACCOUNT_FACTOR = 10

export interface Throttle {
  /** Counts a try under every key. Undefined when it may go on, else the milliseconds to wait. */
  take(keys: readonly string[], now: Instant): number | undefined
  giveBack(keys: readonly string[]): void
}

/**
 * Five wrong tries from one address, or from it for one account, are enough. An account as a whole bears more, so that
 * nobody elsewhere can lock its owner out with a handful of wrong words.
 */
export const signInThrottle = (triesPerMinute: number): Throttle =>
  createThrottle((key) => (key.startsWith(ACCOUNT) ? triesPerMinute * ACCOUNT_FACTOR : triesPerMinute))

const SCREEN = "screen:"
const SCREEN_FACTOR = 3
const PINS_FACTOR = 6

/**
 * Wrong PINs: a crew stands around one screen, and several screens may share an address, so both bear more than one
 * person's slips. Each person's own PIN locks long before that.
 */
export const pinThrottle = (triesPerMinute: number): Throttle =>
  createThrottle((key) => triesPerMinute * (key.startsWith(SCREEN) ? SCREEN_FACTOR : PINS_FACTOR))

/** What a try of a PIN counts for. */
export const pinKeys = (address: string, screen: string): readonly string[] => [
  addressKey(address),
  `${SCREEN}${screen}`,
]

/** What a try to sign in counts for. */
export const signInKeys = (address: string, account?: string): readonly string[] =>
  account === undefined
    ? [addressKey(address)]
    : [addressKey(address), `both:${addressKey(address)} ${account}`, `${ACCOUNT}${account}`]

export function createThrottle(most: number | ((key: string) => number), windowMs = MINUTE_MS): Throttle {
  const mostOf = typeof most === "number" ? () => most : most
  const tries = new Map<string, Instant[]>()
  const recent = (key: string, now: Instant) => (tries.get(key) ?? []).filter((at) => at > now - windowMs)
  return {
    take(keys, now) {
      const full = keys.filter((key) => recent(key, now).length >= mostOf(key))
      if (full.length > 0) return Math.max(...full.map((key) => recent(key, now)[0]! + windowMs - now))
      if (tries.size + keys.length > MOST_KEYS) forget(tries, now - windowMs)
      for (const key of keys) tries.set(key, [...recent(key, now), now])
      return undefined
    },
    giveBack(keys) {
      for (const key of keys) {
        const times = tries.get(key)?.slice(0, -1) ?? []
        if (times.length > 0) tries.set(key, times)
        else tries.delete(key)
      }
    },
  }
}

/** Drops what has run out; when everything is recent (many addresses attack at once) the oldest half goes. */
function forget(tries: Map<string, Instant[]>, before: Instant): void {
  for (const [key, times] of tries) if (times.every((at) => at <= before)) tries.delete(key)
  if (tries.size < MOST_KEYS / 2) return
  for (const key of [...tries.keys()].slice(0, MOST_KEYS / 2)) tries.delete(key)
}

/** One person holds a whole /64 of IPv6 addresses, so those count as one. */
export function addressKey(address: string): string {
  if (!isIPv6(address) || address.startsWith("::ffff:")) return `address:${address.replace(/^::ffff:/, "")}`
  const [head = "", tail = ""] = address.split("::")
  const left = head.split(":").filter(Boolean)
  const right = tail.split(":").filter(Boolean)
  const groups = address.includes("::")
    ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right]
    : left
  return `address:${groups.slice(0, 4).join(":")}::/64`
}
