/**
 * The brief: what a sheet says at one moment, and what is missing before it may be offered. Values are plain JSON per field;
 * `{none: true}` is the outright answer "none", which an empty field is not.
 */
import { isJsonObject, type Json } from "../json.ts"
import type { Severity } from "../model/card.ts"
import { type HandoffTemplate, isRequired, type SheetField } from "./template.ts"

export type Brief = Readonly<Record<string, Json>>

export const isNone = (value: Json | undefined): boolean => isJsonObject(value) && value.none === true

/** One action: a verb phrase, a named person and a time; `id` is what the receiver ticks. */
export interface BriefAction {
  readonly id: string
  readonly verb: string
  readonly person: string
  readonly due: string
}

export function actionsOf(brief: Brief, template: HandoffTemplate): readonly BriefAction[] {
  const lists = template.fields.filter(({ type }) => type === "actions").map(({ key }) => brief[key])
  return lists.flatMap((list) => (Array.isArray(list) ? (list as unknown as BriefAction[]) : []))
}

const isText = (value: Json | undefined) => typeof value === "string" && value.trim() !== ""
const complete = (value: Json | undefined, keys: readonly string[]) =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => isJsonObject(item) && keys.every((key) => isText(item[key])))

/** Whether a field holds an answer of its type. A half-filled action or if-then is a hole. */
export function isFilled(field: SheetField, value: Json | undefined): boolean {
  if (isNone(value)) return field.noneIsAnAnswer === true
  switch (field.type) {
    case "number":
      return typeof value === "number"
    case "multi":
    case "references":
    case "checks":
      return Array.isArray(value) && value.length > 0
    case "actions":
      return complete(value, ["verb", "person", "due"])
    case "if-then":
      return complete(value, ["if", "then", "who"])
    default:
      return isText(value)
  }
}

/** The fields that keep a sheet from being offered, in the template's order. */
export function holes(template: HandoffTemplate, brief: Brief, severity: Severity): readonly SheetField[] {
  return template.fields.filter((field) => {
    const value = brief[field.key]
    const begun = value !== undefined && value !== null && (field.type === "actions" || field.type === "if-then")
    return (isRequired(field, severity) || begun) && !isFilled(field, value)
  })
}

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
