/** The clocks of a board that the relay listens to, from the fold alone: a restarted relay finds the same moments again. */
import { firstAlarmAt } from "../handoff/clocks.ts"
import { abandonedAt, wheelLookAt } from "../huddle/clocks.ts"
import type { Instant } from "../time.ts"
import type { Promises } from "./fold.ts"

/** The first of several moments; null where there is none. */
export function earliest(...moments: readonly (Instant | null)[]): Instant | null {
  const known = moments.filter((at) => at !== null)
  return known.length === 0 ? null : Math.min(...known)
}

/** When the first clock of the board strikes. */
export const firstStrikeAt = (promises: Promises): Instant | null =>
  earliest(firstAlarmAt(promises), abandonedAt(promises))

/** The same as the store keeps it, for a server that starts: then the wheel of a huddle has to be looked after as well. */
export const storedAlarmAt = (promises: Promises): Instant | null =>
  earliest(firstStrikeAt(promises), wheelLookAt(promises))
