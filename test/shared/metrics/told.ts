/** A ledger told in lines: who does not matter to the numbers, only what was said of which handoff, and at which minute. */
import { type Courses, foldCourse, noCourses } from "../../../shared/metrics/courses.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { MINUTE_MS } from "../../../shared/time.ts"

/** Minute, kind without its noun, handoff, and what the entry says more. */
export type Line = readonly [minute: number, what: string, handoff: string, more?: Partial<Entry>]

export const at = (minute: number): number => minute * MINUTE_MS

let told = 0

export function entryOf([minute, what, handoff, more]: Line): Entry {
  const { data, ...rest } = more ?? {}
  return {
    ...{ v: 1, board: "b" as Entry["board"], seq: ++told, at: at(minute), prevHash: "", hash: "" },
    ...{ actor: "user:ana" as Entry["actor"], kind: what.includes(".") ? what : `handoff.${what}`, card: "card" },
    data: { handoff, ...data },
    ...rest,
  }
}

export const foldOf = (lines: Iterable<Line>): Courses => {
  const courses = noCourses()
  for (const line of lines) foldCourse(courses, entryOf(line))
  return courses
}

const briefWith = (action: string) =>
  `{"plan": [{"id": "1", "if": "it leaks", "then": ${JSON.stringify(action)}, "who": "user:bo"}]}`

export interface Terms {
  readonly to?: { readonly kind: "lane" | "person" | "role"; readonly id: string }
  /** Minutes. */
  readonly within?: number
  readonly severity?: string
  readonly level?: string
  /** Whether its brief says what to do if something happens; null: its words were erased. */
  readonly plan?: boolean | null
  readonly card?: string
}

export function offered(minute: number, handoff: string, terms: Terms = {}): Line {
  const { to = { kind: "lane", id: "test" }, within = 60, severity = "routine", level = "ack", plan = false } = terms
  const data = { to, severity, level, acceptBy: at(minute + within) }
  const words = plan === null ? {} : { text: briefWith(plan ? "close it" : "") }
  return [minute, "offered", handoff, { card: terms.card ?? "card", data, ...words }]
}

export const inLane = (minute: number, card: string, lane: string): Line => [
  minute,
  "card.created",
  "",
  { card, data: { place: [lane, "a"] } },
]
