/**
 * Reading a whole board or a whole ledger takes a moment in which everybody else waits, so one reader may ask for it only so
 * often. Guests of one link are counted together as well, for one person may come in by it many times over. The key of
 * scripts is not counted.
 */

import type { Instant } from "../../shared/time.ts"
import type { Caller } from "../auth/caller.ts"
import { createThrottle } from "../auth/throttle.ts"
import { type Refused, refuse } from "./problem.ts"

const LINK = "link:"
const LINK_FACTOR = 10

/** Counts a reading; answers the no to one that is too many. */
export type CountReading = (caller: Caller, now: Instant) => Refused | undefined

export function createReadings(perMinute: number): CountReading {
  const throttle = createThrottle((key) => (key.startsWith(LINK) ? perMinute * LINK_FACTOR : perMinute))
  return (caller, now) => {
    if (caller.kind === "key") return undefined
    const ofLink = caller.kind === "guest" ? [`${LINK}${caller.linkId}`] : []
    const waitMs = throttle.take([caller.actor, ...ofLink], now)
    return waitMs === undefined ? undefined : refuse("too-many", { retryAfterMs: waitMs })
  }
}
