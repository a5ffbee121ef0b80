/**
 * Reads who and when out of a line such as "@Ana rings the carrier by Friday 14:00". What it does not understand stays in
 * the words; nothing is guessed.
 */

import type { Instant } from "../../shared/time.ts"
import { DAY_MS } from "../../shared/time.ts"
import { dueFromParts, localDate } from "../card/due.ts"

export interface Nameable {
  readonly actor: string
  readonly name: string
}

export interface ReadLine {
  readonly text: string
  readonly person?: string
  /** A day, or a UTC instant. */
  readonly due?: string
}

export function parseLine(line: string, people: readonly Nameable[], now: Instant): ReadLine {
  const named = takePerson(line, people)
  const timed = takeTime(named.rest, now)
  return {
    text: tidy(timed.rest),
    ...(named.person === undefined ? {} : { person: named.person }),
    ...(timed.due === undefined ? {} : { due: timed.due }),
  }
}

const tidy = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/\s+([,.;:!?])/g, "$1")
    .replace(/^[\s,;:–-]+|[\s,;:–-]+$/g, "")

/** The longest name that follows the sign wins; a first name will do where only one person has it. */
function takePerson(line: string, people: readonly Nameable[]): { rest: string; person?: string } {
  const at = line.indexOf("@")
  if (at < 0) return { rest: line }
  const after = line.slice(at + 1)
  const found = namesOf(people)
    .filter(([name]) => startsWithName(after, name))
    .sort(([a], [b]) => b.length - a.length)[0]
  if (!found) return { rest: line }
  const [name, person] = found
  return { rest: `${line.slice(0, at)} ${after.slice(name.length)}`, person }
}

function namesOf(people: readonly Nameable[]): readonly (readonly [string, string])[] {
  const first = ({ name }: Nameable) => name.split(" ")[0] ?? name
  const isOnly = (one: Nameable) => people.filter((other) => first(other) === first(one)).length === 1
  return people.flatMap((one) => [
    [one.name, one.actor] as const,
    ...(isOnly(one) ? [[first(one), one.actor] as const] : []),
  ])
}

function startsWithName(text: string, name: string): boolean {
  const isSame = text.slice(0, name.length).toLowerCase() === name.toLowerCase()
  return isSame && name !== "" && !/[\p{L}\p{N}]/u.test(text.charAt(name.length))
}

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const
const LEAD = "(?:\\b(?:by|until|till|on|before|at)\\s+)?"
const DAY_WORD = new RegExp(`${LEAD}\\b(today|tonight|tomorrow|${DAYS.map(shortOrLong).join("|")})\\b`, "i")
const DATE = new RegExp(`${LEAD}\\b(\\d{4}-\\d{2}-\\d{2})\\b`, "i")
const CLOCK = new RegExp(`${LEAD}\\b([01]?\\d|2[0-3]):([0-5]\\d)\\b`, "i")

function shortOrLong(day: string): string {
  return `${day.slice(0, 3)}(?:${day.slice(3)})?`
}

function takeTime(line: string, now: Instant): { rest: string; due?: string } {
  const date = DATE.exec(line) ?? DAY_WORD.exec(line)
  const withoutDate = date ? line.replace(date[0], " ") : line
  const clock = CLOCK.exec(withoutDate)
  const rest = clock ? withoutDate.replace(clock[0], " ") : withoutDate
  const time = clock ? `${(clock[1] ?? "").padStart(2, "0")}:${clock[2]}` : ""
  const day = date?.[1] === undefined ? undefined : dayOf(date[1].toLowerCase(), now)
  if (day === undefined && time === "") return { rest: line }
  const due = dueFromParts({ date: day ?? soonest(time, now), time })
  return due === null ? { rest: line } : { rest, due }
}

function dayOf(word: string, now: Instant): string {
  if (/^\d/.test(word)) return word
  const today = new Date(now)
  if (word === "today" || word === "tonight") return localDate(today)
  const ahead = word === "tomorrow" ? 1 : daysUntil(word, today)
  return localDate(new Date(today.getFullYear(), today.getMonth(), today.getDate() + ahead))
}

/** The next day of that name: said on a Friday, "Friday" is a week from now. */
const daysUntil = (word: string, today: Date): number =>
  (DAYS.findIndex((day) => day.startsWith(word.slice(0, 3))) - today.getDay() + 7) % 7 || 7

/** A time alone is the next moment at which clocks show it. */
function soonest(time: string, now: Instant): string {
  const today = localDate(new Date(now))
  const isPast = new Date(`${today}T${time}`).getTime() <= now
  return isPast ? localDate(new Date(now + DAY_MS)) : today
}
