/**
 * Slows down guessing: so many tries a minute per key (an account, an address). A try is counted before it is checked,
 * so that tries made at once do not slip through, and given back when it was right.
 */
import { isIPv6 } from "node:net"
import { type Instant, MINUTE_MS } from "../../shared/time.ts"

const WINDOW_MS = MINUTE_MS
const MOST_KEYS = 20_000

export interface Throttle {
  /** Counts a try under every key. Undefined when it may go on, else the milliseconds to wait. */
  take(keys: readonly string[], now: Instant): number | undefined
  giveBack(keys: readonly string[]): void
}

export function createThrottle(triesPerMinute: number): Throttle {
  const tries = new Map<string, Instant[]>()
  const recent = (key: string, now: Instant) => (tries.get(key) ?? []).filter((at) => at > now - WINDOW_MS)
  return {
    take(keys, now) {
      const full = keys.map((key) => recent(key, now)).filter((times) => times.length >= triesPerMinute)
      if (full.length > 0) return Math.max(...full.map((times) => times[0]! + WINDOW_MS - now))
      if (tries.size + keys.length > MOST_KEYS) forget(tries, now)
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
function forget(tries: Map<string, Instant[]>, now: Instant): void {
  for (const [key, times] of tries) if (times.every((at) => at <= now - WINDOW_MS)) tries.delete(key)
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
