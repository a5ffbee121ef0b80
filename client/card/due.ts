/**
 * When a card is due: a day (`2026-11-24`, meant wherever it is read) or a moment (an instant in UTC). People set it as a
 * date and, if they want, a time on their own clock.
 */
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "../../shared/time.ts"
import { card as words } from "../words/en/card.ts"

export interface DueParts {
  /** `YYYY-MM-DD` on the local clock, or "". */
  readonly date: string
  /** `HH:MM` on the local clock, or "" for the whole day. */
  readonly time: string
}

const two = (number: number) => String(number).padStart(2, "0")

export function duePartsOf(due: string | undefined): DueParts {
  if (due === undefined) return { date: "", time: "" }
  if (!due.includes("T")) return { date: due, time: "" }
  const at = new Date(due)
  if (Number.isNaN(at.getTime())) return { date: "", time: "" }
  return { date: localDate(at), time: `${two(at.getHours())}:${two(at.getMinutes())}` }
}

/** What is stored; null for no due date or one that no calendar has. */
export function dueFromParts({ date, time }: DueParts): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null
  if (time === "") return date
  const at = new Date(`${date}T${time}`)
  return Number.isNaN(at.getTime()) ? null : `${at.toISOString().slice(0, 16)}Z`
}

/** `YYYY-MM-DD` on the local clock. */
export const localDate = (at: Date) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`

/** The moment after which the card is late: for a day, its local end. Undefined for what is no date. */
export function lateAfter(due: string): Instant | undefined {
  const at = due.includes("T") ? new Date(due).getTime() : new Date(`${due}T00:00`).getTime() + DAY_MS
  return Number.isNaN(at) ? undefined : at
}

export type DueTone = "late" | "soon" | "calm"

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" })

/** "in 3 days", "today", "2 hours late", and how worrying that is. */
export function dueWords(due: string, now: Instant): { readonly text: string; readonly tone: DueTone } {
  const end = lateAfter(due)
  if (end === undefined) return { text: due, tone: "calm" }
  const isDay = !due.includes("T")
  const left = end - now
  if (left < 0) return { text: words.late(span(-left, isDay)), tone: "late" }
  const tone = left < DAY_MS ? "soon" : "calm"
  if (isDay) return { text: relative.format(Math.ceil(left / DAY_MS) - 1, "day"), tone }
  if (left < HOUR_MS) return { text: relative.format(Math.ceil(left / MINUTE_MS), "minute"), tone }
  if (left < DAY_MS) return { text: relative.format(Math.floor(left / HOUR_MS), "hour"), tone }
  return { text: relative.format(Math.round(left / DAY_MS), "day"), tone }
}

function span(ms: number, isDay: boolean): string {
  if (isDay) return words.wholeDays(Math.floor(ms / DAY_MS) + 1)
  if (ms < HOUR_MS) return words.wholeMinutes(Math.max(1, Math.floor(ms / MINUTE_MS)))
  return ms < DAY_MS ? words.wholeHours(Math.floor(ms / HOUR_MS)) : words.wholeDays(Math.floor(ms / DAY_MS))
}

const writtenDay = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
})
const writtenMoment = new Intl.DateTimeFormat("en-GB", {
  ...({ weekday: "short", day: "numeric", month: "short", year: "numeric" } as const),
  ...({ hour: "2-digit", minute: "2-digit" } as const),
})

/** As it is written on paper, where "tomorrow" would soon be wrong. */
export function dueText(due: string): string {
  const isDay = !due.includes("T")
  const at = new Date(isDay ? `${due}T00:00` : due)
  return Number.isNaN(at.getTime()) ? due : (isDay ? writtenDay : writtenMoment).format(at)
}
