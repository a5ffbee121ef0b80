/** How long a card has been where it is, in four steps of its lane's own target, and how its due date stands. */
import type { LaneKind } from "../../../shared/model/lane.ts"
import { DAY_MS, type Instant, MINUTE_MS } from "../../../shared/time.ts"

export type AgeStep = "fresh" | "ageing" | "due-soon" | "late"

/** From this share of the target on. */
const AGEING_AT = 0.5
const DUE_SOON_AT = 0.8

/** Undefined where nothing is awaited: a lane without a target, or one where the work is done. */
export function ageStep(ageMs: number, lane: { readonly targetMinutes?: number | undefined; readonly kind: LaneKind }) {
  if (lane.targetMinutes === undefined || lane.kind === "done") return undefined
  const share = ageMs / (lane.targetMinutes * MINUTE_MS)
  if (share > 1) return "late" satisfies AgeStep
  if (share >= DUE_SOON_AT) return "due-soon" satisfies AgeStep
  return (share >= AGEING_AT ? "ageing" : "fresh") satisfies AgeStep
}

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
