/** How a due date stands for the person who reads it. */
import { DAY_MS, type Instant } from "../../../shared/time.ts"

export interface Due {
  readonly step: "overdue" | "today" | "tomorrow" | "later"
  /** Whole days from today; negative when past. */
  readonly days: number
  /** What is written; a day without a time is local midnight of that day. */
  readonly at: Date
  readonly hasTime: boolean
}

/** A day alone lasts until its end, where the person sits; an instant is past to the minute. */
export function dueOf(due: string | undefined, now: Instant): Due | undefined {
  if (due === undefined) return undefined
  const hasTime = due.length > 10
  const at = hasTime ? new Date(due) : localDay(due)
  if (Number.isNaN(at.getTime())) return undefined
  const days = Math.round((startOfDay(at) - startOfDay(new Date(now))) / DAY_MS)
  const isPast = hasTime ? at.getTime() < now : days < 0
  const step = isPast ? "overdue" : days === 0 ? "today" : days === 1 ? "tomorrow" : "later"
  return { step, days, at, hasTime }
}

export const isOverdue = (due: string | undefined, now: Instant): boolean => dueOf(due, now)?.step === "overdue"

function localDay(day: string): Date {
  const [year, month, date] = day.split("-").map(Number)
  return new Date(year!, month! - 1, date!)
}
const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
