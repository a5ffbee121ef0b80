/**
 * The brief: what a sheet says at one moment, and what is missing before it may be offered. Values are plain JSON per field;
 * `{none: true}` is the outright answer "none", which an empty field is not.
 */
import { isJsonObject, type Json } from "../json.ts"
import type { Severity } from "../model/card.ts"
import { type HandoffTemplate, isRequired, NEXT_STEP, type SheetField } from "./template.ts"

export type Brief = Readonly<Record<string, Json>>

export const isNone = (value: Json | undefined): boolean => isJsonObject(value) && value.none === true

/** One action: a verb phrase, a named person and a time; `id` is what the receiver ticks. */
export interface BriefAction {
  readonly id: string
  readonly verb: string
  readonly person: string
  readonly due: string
}

/** The actions that stand under some fields of a brief. What is not of that form is left out: a sheet may hold any JSON. */
export function actionsIn(brief: Brief, fields: readonly string[]): readonly BriefAction[] {
  return fields
    .flatMap((key) => (Object.hasOwn(brief, key) && Array.isArray(brief[key]) ? (brief[key] as readonly Json[]) : []))
    .filter((item) => isJsonObject(item) && ACTION_KEYS.every((key) => isText(item[key])))
    .map((item) => item as unknown as BriefAction)
}

export const actionFieldsOf = (template: HandoffTemplate): readonly string[] =>
  template.fields.filter(({ type }) => type === "actions").map(({ key }) => key)

export const actionsOf = (brief: Brief, template: HandoffTemplate): readonly BriefAction[] =>
  actionsIn(brief, actionFieldsOf(template))

const ACTION_KEYS = ["id", "verb", "person", "due"] as const
const isText = (value: Json | undefined) => typeof value === "string" && value.trim() !== ""
const complete = (value: Json | undefined, keys: readonly string[]) =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => isJsonObject(item) && keys.every((key) => isText(item[key])))

const IF_THEN_KEYS = ["if", "then", "who"] as const

/** Whether any field says what to do if something happens: each line with its trigger, its action and whom to call. */
export const hasIfThen = (brief: Brief): boolean => Object.values(brief).some((value) => complete(value, IF_THEN_KEYS))

/** Whether a choice says one of its options; every other type takes what it is told. */
export const isOption = ({ type, options }: Pick<SheetField, "type" | "options">, value: Json | undefined): boolean =>
  type !== "choice" || (typeof value === "string" && (options ?? []).includes(value))

/** Whether a field holds an answer of its type. A half-filled action or if-then is a hole. */
export function isFilled(field: SheetField, value: Json | undefined): boolean {
  if (isNone(value)) return field.noneIsAnAnswer === true
  switch (field.type) {
    case "number":
      return typeof value === "number"
    case "checks":
      return complete(value, ["text"])
    case "multi":
    case "references":
      return Array.isArray(value) && value.length > 0
    case "actions":
      return complete(value, ACTION_KEYS)
    case "if-then":
      return complete(value, IF_THEN_KEYS)
    case "choice":
      return isOption(field, value)
    default:
      return isText(value)
  }
}

/** The fields that keep a sheet from being offered: the very next step of any sheet, then the template's in their order. */
export function holes(template: HandoffTemplate, brief: Brief, severity: Severity): readonly SheetField[] {
  return [NEXT_STEP, ...template.fields].filter((field) => {
    const value = Object.hasOwn(brief, field.key) ? brief[field.key] : undefined
    return (isRequired(field, severity) || isBegun(field, value)) && !isFilled(field, value)
  })
}

/** An optional field may stay empty; a line that was begun is finished, and a choice that was made is one of the options. */
function isBegun({ type, required }: SheetField, value: Json | undefined): boolean {
  // The offer does not wait for what only the receiver can say.
  if (required === "receiver") return false
  if (type === "choice") return isText(value)
  return Array.isArray(value) && value.length > 0 && (type === "actions" || type === "if-then")
}

/** Of those, the choices that were made and say none of their options. */
export const notOptions = (fields: readonly SheetField[], brief: Brief): readonly SheetField[] =>
  fields.filter((field) => {
    const value = Object.hasOwn(brief, field.key) ? brief[field.key] : undefined
    return isText(value) && !isOption(field, value)
  })

/** The brief as one text, for reading time and for telling a copy from own words. */
export function briefText(brief: Brief): string {
  const texts = (value: Json): string[] =>
    typeof value === "string"
      ? [value]
      : typeof value === "object" && value !== null
        ? Object.values(value).flatMap(texts)
        : []
  return Object.values(brief).flatMap(texts).join("\n")
}
