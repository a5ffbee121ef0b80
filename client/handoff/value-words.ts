/** Values of a sheet in words, for reading and for telling what changed. */
import { isNone } from "../../shared/handoff/brief.ts"
import type { SheetField } from "../../shared/handoff/template.ts"
import { isJsonObject, type Json } from "../../shared/json.ts"
import { handoff as words } from "../words/en/handoff.ts"

/** Names of people and roles: `user:…` and `role:…` as they are kept in a sheet. */
export type NameOf = (id: string) => string

const dateAndTime = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
})
const dateOnly = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" })

/** `YYYY-MM-DD` or an instant in UTC; anything else as it is. */
function timeWords(value: string): string {
  const at = Date.parse(value)
  if (Number.isNaN(at)) return value
  return value.length === 10 ? dateOnly.format(at) : dateAndTime.format(at)
}

/** When it is coming, with the day: a shift that ends at six may be tomorrow’s. Nothing where nobody said. */
export const etaWords = (eta: number | null): string => (eta === null ? "" : dateAndTime.format(eta))

const ACTOR = /^(user|guest|role):\S+$/
const MOMENT = /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/

/** An answer is kept as words whatever was asked: somebody’s id and a moment are told as what they are. */
export function answerWords(text: string, name: NameOf): string {
  if (ACTOR.test(text)) return name(text)
  return MOMENT.test(text) ? timeWords(text) : text
}

export const textOf = (item: Json | undefined, key: string): string =>
  isJsonObject(item) && typeof item[key] === "string" ? item[key] : ""

export const linesOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : []

const ROW: Partial<Record<SheetField["type"], (row: Json, name: NameOf) => string>> = {
  actions: (row, name) => words.action(textOf(row, "verb"), name(textOf(row, "person")), timeWords(textOf(row, "due"))),
  "if-then": (row, name) =>
    `${words.when} ${textOf(row, "if")}, ${words.thenDo.toLowerCase()} ${textOf(row, "then")} (${name(textOf(row, "who"))})`,
  checks: (row) => textOf(row, "text"),
  references: (row) => textOf(row, "text") || textOf(row, "url"),
}

/** One line per item; an empty value has no lines. */
export function valueLines(type: SheetField["type"] | "due", value: Json | undefined, name: NameOf): readonly string[] {
  if (value === undefined || value === null || value === "") return []
  if (isNone(value)) return [words.noneSaid]
  if (type === "time" || type === "due") return [timeWords(String(value))]
  if (type === "person") return [name(String(value))]
  if (type === "multi") return linesOf(value).map((one) => name(String(one)))
  const row = ROW[type]
  if (row) return linesOf(value).map((one) => row(one, name))
  return String(value).split("\n")
}
