/** What the relay itself does in a huddle, and when: it frees the wheel of somebody who is gone, and ends what nobody ends. */
import type { Promises } from "../promises/fold.ts"
import { HOUR_MS, type Instant, SECOND_MS } from "../time.ts"

/** How long the wheel is kept for whoever held it, after their last connection is gone. */
export const WHEEL_KEPT_MS = 10 * SECOND_MS
/** A huddle in which nothing happened for so long is over, although nobody has said so. */
export const ABANDONED_MS = 4 * HOUR_MS

/** When a running huddle counts as abandoned; null while none runs. */
export const abandonedAt = ({ huddle }: Pick<Promises, "huddle">): Instant | null =>
  huddle.open === null ? null : huddle.open.touchedAt + ABANDONED_MS

/**
 * When a server that starts has to look at the board for the sake of its wheel; null while nobody holds it. Nobody is
 * connected to a server that starts, and whoever held the wheel may never come back.
 */
export const wheelLookAt = ({ huddle }: Pick<Promises, "huddle">): Instant | null =>
  huddle.open === null || huddle.open.driver === null ? null : huddle.open.touchedAt + WHEEL_KEPT_MS
