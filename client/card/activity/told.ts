/** What sentences about entries are made of: names from outside, and words out of the registers' values. */
import { isJsonObject, type Json } from "../../../shared/json.ts"
import { cutText } from "../../../shared/model/rich-text.ts"

/** Names of what an entry speaks of; undefined where the board does not know it (any more). */
export interface EntryNames {
  person(actor: string): string
  lane(id: string): string | undefined
  label(id: string): string | undefined
  field(id: string): string | undefined
  role(id: string): string | undefined
  /** The text of a checklist item as it is now. */
  check(id: string): string | undefined
}

const TOLD_CHARS = 120

export const textOf = (value: Json | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? cutText(value.replace(/\s+/g, " "), TOLD_CHARS) : undefined

export const partOf = (value: Json | undefined, key: string): string | undefined =>
  isJsonObject(value) ? textOf(value[key]) : undefined
