/** Dates as other tools write them. What could be read in two ways is not read at all. */
import type { Instant } from "../time.ts"

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/
const DOTTED = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/
const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/

/** A due date as the board keeps it (`YYYY-MM-DD` or a UTC instant), or undefined when it cannot be read with certainty. */
export function readDue(words: string): string | undefined {
  const text = words.trim()
  const date = DATE.exec(text)
  if (date) return calendarDay(Number(date[1]), Number(date[2]), Number(date[3]))
  const time = TIME.exec(text)
  if (time) return utcInstant(`${time[1]}T${time[2]!.padStart(5, "0")}${time[3] ?? ":00"}${time[4] ?? "Z"}`)
  const dotted = DOTTED.exec(text)
  if (dotted) return calendarDay(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]))
  const slashed = SLASHED.exec(text)
  if (!slashed) return undefined
  const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])]
  if (first > 12 || first === second) return calendarDay(year, second, first)
  return second > 12 ? calendarDay(year, first, second) : undefined
}

/** An instant from an ISO date or time, or undefined. */
export function readInstant(value: unknown): Instant | undefined {
  if (typeof value !== "string") return undefined
  const due = readDue(value)
  return due === undefined ? undefined : Date.parse(due)
}

function calendarDay(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day))
  const real = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return real && year >= 1000 ? at.toISOString().slice(0, 10) : undefined
}

function utcInstant(iso: string): string | undefined {
  const at = Date.parse(iso.replace(/(\.\d{3})\d+/, "$1"))
  if (Number.isNaN(at)) return undefined
  const text = new Date(at).toISOString()
  return text.length === 24 ? text : undefined
}
