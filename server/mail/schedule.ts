/** When the next mail is due. Pure: the clock and the time zone are arguments. */
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "../../shared/time.ts"
import type { MailRow } from "../store/store.ts"

export type Wish = Pick<MailRow, "frequency" | "morningMinute" | "timeZone">

/** After this many tries the pause between two stays the same. */
const LONGEST_RETRY_MS = HOUR_MS

export function nextMail(wish: Wish, now: Instant): Instant | null {
  switch (wish.frequency) {
    case "off":
      return null
    case "hourly":
      return (Math.floor(now / HOUR_MS) + 1) * HOUR_MS
    case "morning":
      return nextMorning(wish, now)
  }
}

/** A minute, two, four … while the mail server takes nothing. */
export const retryAt = (failures: number, now: Instant): Instant =>
  now + Math.min(LONGEST_RETRY_MS, 2 ** Math.min(failures, 10) * MINUTE_MS)

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
  } catch {
    return false // No zone of that name.
  }
}

/**
 * The next moment at which clocks of the zone show the minute. A day on which they skip it (clocks go forward) has the moment
 * right after the gap; one on which they show it twice has the first.
 */
function nextMorning({ morningMinute, timeZone }: Wish, now: Instant): Instant {
  // The shift between the zone and UTC may differ between today and tomorrow, so each day is tried with its own.
  for (let day = -1; day <= 2; day++) {
    const at = momentOf(startOfDayUtc(now, timeZone) + day * DAY_MS + morningMinute * MINUTE_MS, timeZone)
    if (at > now) return at
  }
  return now + DAY_MS
}

/** The zone's calendar day of `now`, as if it were one of UTC. */
const startOfDayUtc = (now: Instant, timeZone: string): number =>
  Math.floor((now + shiftOf(now, timeZone)) / DAY_MS) * DAY_MS

/** The moment at which the zone's clocks show what UTC's clocks show at `shown`. */
function momentOf(shown: number, timeZone: string): Instant {
  const before = shown - shiftOf(shown - DAY_MS / 2, timeZone)
  const after = shown - shiftOf(shown + DAY_MS / 2, timeZone)
  const fits = [before, after].filter((at) => at + shiftOf(at, timeZone) === shown)
  // In the gap neither fits: the later reading lies before it, the earlier right after it.
  return fits.length > 0 ? Math.min(...fits) : Math.max(before, after)
}

/** How far the zone's clocks are ahead of UTC's, in milliseconds. */
function shiftOf(at: Instant, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone, hourCycle: "h23", era: "short" },
    ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" },
  })
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const shown = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!)
  return shown - Math.floor(at / 1000) * 1000
}
