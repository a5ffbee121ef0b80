/** Spans and days as people say them. Pure: the moment and "now" come from outside; the relay's clock gives both. */
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "../../shared/time.ts"
import { card as words } from "../words/en/card.ts"

const longDay = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long" })
const longDayYear = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long", year: "numeric" })
const timeOnly = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" })

export const clockTime = (at: Instant): string => timeOnly.format(at)

/** How long something has lasted, in its two largest units: "3 d 4 h". */
export function howLong(ms: number): string {
  if (ms < MINUTE_MS) return words.lessThanAMinute
  const days = Math.floor(ms / DAY_MS)
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS)
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS)
  if (days >= 14) return words.days(days)
  const [first, second] =
    days > 0
      ? [words.days(days), hours > 0 ? words.hours(hours) : ""]
      : hours > 0
        ? [words.hours(hours), minutes > 0 ? words.minutes(minutes) : ""]
        : [words.minutes(minutes), ""]
  return second === "" ? first : `${first} ${second}`
}

/** Whole days between the local dates of two moments. */
function daysBetween(from: Instant, to: Instant): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS)
}
const startOfDay = (at: Instant): Instant => new Date(at).setHours(0, 0, 0, 0)

/** The heading of a day in a list: "Today", "Yesterday", "Monday, 3 November". */
export function dayHeading(at: Instant, now: Instant): string {
  const days = daysBetween(at, now)
  if (days === 0) return words.today
  if (days === 1) return words.yesterday
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? longDay : longDayYear).format(at)
}
export const dayKey = (at: Instant): string => String(startOfDay(at))
