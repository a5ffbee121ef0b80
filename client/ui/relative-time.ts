import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "../../shared/time.ts"
import { places as words } from "../words/en/places.ts"

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" })
const dateOnly = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" })
const dateAndTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" })

const STEPS = [
  { below: HOUR_MS, unit: "minute", ms: MINUTE_MS },
  { below: DAY_MS, unit: "hour", ms: HOUR_MS },
  { below: 30 * DAY_MS, unit: "day", ms: DAY_MS },
] as const

/**
 * "5 minutes ago", "in 3 days", "yesterday"; a date when it is far. Less than a minute either way is "just now". What was
 * is counted in whole units that are over; what comes is rounded, so that a week from now is 7 days a moment later too.
 */
export function relativeTime(at: Instant, now: Instant): string {
  if (Math.abs(at - now) < MINUTE_MS) return words.justNow
  // An hour from now is still "in 1 hour" a moment later, not "in 60 minutes".
  const distance = at > now ? at - now + MINUTE_MS / 2 : now - at
  const step = STEPS.find(({ below }) => distance < below)
  if (!step) return dateOnly.format(at)
  const units = (at - now) / step.ms
  return relative.format(units < 0 ? Math.trunc(units) : Math.round(units), step.unit)
}

export const exactTime = (at: Instant): string => dateAndTime.format(at)
