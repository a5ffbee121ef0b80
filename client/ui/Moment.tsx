import type { Instant } from "../../shared/time.ts"
import { exactTime, relativeTime } from "./relative-time.ts"

/** A moment in words; the exact time stands behind it. */
export function Moment({ at, now }: { at: Instant; now: Instant }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {relativeTime(at, now)}
    </time>
  )
}
