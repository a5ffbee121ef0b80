/** Custom fields: text, number and date stay what they are; a list is a choice; a checkbox is a choice of yes or no. */
import { isJsonObject, type JsonObject } from "../../json.ts"
import { LIMITS } from "../../limits.ts"
import { IMPORT_BOUNDS } from "../bounds.ts"
import { readDue } from "../dates.ts"
import { fitWords } from "../report.ts"
import { listAt, objectAt, own, textAt } from "../tolerant.ts"
import { byPosition, once, type TrelloImport } from "./context.ts"

type ReadValue = (item: JsonObject) => string | number | undefined
interface Field {
  readonly id: string
  readonly read: ReadValue
}
export type FieldValues = readonly { readonly id: string; readonly value: string | number }[]

export interface TrelloFields {
  valuesOf(card: JsonObject): FieldValues
  /** Trello's own start and completion dates have no register here: they stand in fields made when first needed. */
  start(value: string): FieldValues[number]
  completed(value: string): FieldValues[number]
}

export function importFields(context: TrelloImport): TrelloFields {
  const { builder, tally } = context
  const fields = new Map<string, Field>()
  const readable: JsonObject[] = []
  listAt(context.file, "customFields").forEach((field, i) => {
    if (isJsonObject(field) && textAt(field, "id") !== "" && textAt(field, "name") !== "") readable.push(field)
    else tally.add("unreadable-field", `customFields[${i}]`)
  })
  for (const field of byPosition(readable)) {
    if (fields.size >= IMPORT_BOUNDS.fields) {
      tally.add("fields-over-limit", textAt(field, "name"))
      continue
    }
    const made = addField(context, field)
    if (made) fields.set(textAt(field, "id"), made)
    else tally.add("unreadable-field", textAt(field, "name"))
  }
  const start = once(() => builder.field("Start", "date"))
  const completed = once(() => builder.field("Completed", "text"))
  return {
    valuesOf: (card) => valuesOf(context, fields, card),
    start: (value) => ({ id: start(), value }),
    completed: (value) => ({ id: completed(), value }),
  }
}

function addField({ builder, tally }: TrelloImport, field: JsonObject): Field | undefined {
  const name = fitWords(tally, textAt(field, "name"), 100)
  switch (textAt(field, "type")) {
    case "text":
      tally.add("fields", name)
      return { id: builder.field(name, "text"), read: (item) => readText(tally, item) }
    case "number":
      tally.add("fields", name)
      return { id: builder.field(name, "number"), read: readNumber }
    case "date":
      tally.add("fields", name)
      return { id: builder.field(name, "date"), read: (item) => readDue(textAt(objectAt(item, "value"), "date")) }
    case "checkbox":
      tally.add("checkbox-fields", name)
      return { id: builder.field(name, "choice", ["Yes", "No"]), read: readCheckbox }
    case "list": {
      tally.add("fields", name)
      const options = optionsOf(field, (words) => fitWords(tally, words, 100))
      const id = builder.field(name, "choice", [...new Set(options.values())].slice(0, 50))
      return { id, read: (item) => options.get(textAt(item, "idValue")) }
    }
    default:
      return undefined
  }
}

function optionsOf(field: JsonObject, fitted: (words: string) => string): ReadonlyMap<string, string> {
  const options = byPosition(listAt(field, "options").filter(isJsonObject))
  return new Map(
    options.map((option) => [
      textAt(option, "id") || textAt(option, "_id"),
      fitted(textAt(objectAt(option, "value"), "text")),
    ]),
  )
}

function readText(tally: TrelloImport["tally"], item: JsonObject): string | undefined {
  const text = textAt(objectAt(item, "value"), "text")
  return text === "" ? undefined : fitWords(tally, text, LIMITS.lineChars)
}

function readNumber(item: JsonObject): number | undefined {
  const value = own(objectAt(item, "value"), "number")
  if (value === undefined || value === null || value === "" || typeof value === "object") return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

function readCheckbox(item: JsonObject): string | undefined {
  const checked = own(objectAt(item, "value"), "checked")
  return checked === "true" || checked === true ? "Yes" : checked === "false" || checked === false ? "No" : undefined
}

function valuesOf({ tally }: TrelloImport, fields: ReadonlyMap<string, Field>, card: JsonObject): FieldValues {
  const values = new Map<string, string | number>()
  for (const item of listAt(card, "customFieldItems")) {
    const field = isJsonObject(item) ? fields.get(textAt(item, "idCustomField")) : undefined
    const value = field && isJsonObject(item) ? field.read(item) : undefined
    if (!field || value === undefined || values.has(field.id)) tally.add("lost-field-values", textAt(card, "name"))
    else {
      values.set(field.id, value)
      tally.add("field-values")
    }
  }
  return [...values].map(([id, value]) => ({ id, value }))
}
