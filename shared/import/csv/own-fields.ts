/** Columns that mean nothing here become custom fields, of the type that fits every cell. */
import { LIMITS } from "../../limits.ts"
import type { BoardBuilder, FieldType, NewCard } from "../board-builder.ts"
import { IMPORT_BOUNDS } from "../bounds.ts"
import { readDue } from "../dates.ts"
import { fitWords, type Tally } from "../report.ts"
import { unguarded } from "./cells.ts"
import type { Column } from "./columns.ts"
import type { CsvRow } from "./parse.ts"

interface OwnField {
  readonly index: number
  readonly type: FieldType
  readonly id: string
}
export type FieldsOfRow = (row: CsvRow) => NonNullable<NewCard["fields"]>

const wordsAt = (row: CsvRow, index: number): string => unguarded(row.cells[index] ?? "").trim()

export function importOwnFields(
  builder: BoardBuilder,
  tally: Tally,
  columns: readonly Column[],
  rows: readonly CsvRow[],
): FieldsOfRow {
  const fields: OwnField[] = []
  for (const column of columns.filter(({ meaning }) => meaning === undefined)) {
    const values = rows.map((row) => wordsAt(row, column.index)).filter((value) => value !== "")
    if (values.length === 0) continue
    if (fields.length >= IMPORT_BOUNDS.fields) {
      tally.add("fields-over-limit", column.name)
      continue
    }
    const type = typeOf(values)
    tally.add("fields", column.name)
    fields.push({ index: column.index, type, id: builder.field(fitWords(tally, column.name, 100), type) })
  }
  return (row) =>
    fields.flatMap(({ index, type, id }): { id: string; value: string | number }[] => {
      const words = wordsAt(row, index)
      if (words === "") return []
      tally.add("field-values")
      if (type === "number") return [{ id, value: Number(words) }]
      return [{ id, value: type === "date" ? readDue(words)! : fitWords(tally, words, LIMITS.lineChars) }]
    })
}

/** Only plain numbers count as numbers: "007" and "1e5" are codes, and stay words. */
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/

function typeOf(values: readonly string[]): FieldType {
  if (values.every((value) => NUMBER.test(value))) return "number"
  return values.every((value) => readDue(value) !== undefined) ? "date" : "text"
}
