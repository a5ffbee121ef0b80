/** A board from a table: one row a card, the first row says what the columns mean, unknown columns become custom fields. */
import { LIMITS } from "../../limits.ts"
import { cutText } from "../../model/rich-text.ts"
import { err, ok, type Result } from "../../result.ts"
import { newBoardBuilder } from "../board-builder.ts"
import { newTally } from "../report.ts"
import type { Imported, ImportOptions, ImportProblem } from "../seed.ts"
import { type Column, readColumns } from "./columns.ts"
import { type CsvRow, detectDelimiter, parseCsv } from "./parse.ts"
import { isArchived, laneNameOf, newTable } from "./rows.ts"

const MOST_COLUMNS = 1_000
const PROGRESS_EVERY = 250
/** A table has no name of its own; people rename the board. */
const BOARD_NAME = "Imported table"

export function importCsv(text: string, options: ImportOptions): Result<Imported, ImportProblem> {
  const body = text.replace(/^\uFEFF/, "")
  const wrong = notATable(body)
  if (wrong) return err(wrong)
  const rows = parseCsv(body, detectDelimiter(body))
  if (!rows.ok)
    return err({
      code: "not-csv",
      ...rows.error,
      words: `A quoted cell begins at line ${rows.error.line}, column ${rows.error.column} and never ends.`,
      advice: "Close the quote there, or export the table again.",
    })
  const [header, ...records] = rows.value
  const columns = readColumns(header?.cells ?? [])
  const problem = unusable(header, columns, records)
  return problem ? err(problem) : ok(importRecords(columns, records, options))
}

function notATable(body: string): ImportProblem | undefined {
  if (body.trim() === "")
    return { code: "empty", words: "The file is empty.", advice: "Choose the table that you exported." }
  const advice = "Choose a CSV file: in a spreadsheet that is “Save as”, then “CSV”."
  if (/^\s*<(!doctype|html|\?xml|head|body|table)/i.test(body))
    return { code: "not-csv", line: 1, column: 1, words: "The file is a web page, not a table.", advice }
  if (/^\s*[[{]\s*["{[\]}]/.test(body))
    return {
      code: "not-csv",
      line: 1,
      column: 1,
      words: "The file is JSON, not a table.",
      advice: "If it comes from Trello or Throughline, choose that format instead.",
    }
  if (body.slice(0, 4_000).includes("\u0000") || body.startsWith("PK\u0003\u0004"))
    return { code: "not-csv", words: "The file is not text: it may be a spreadsheet in its own format.", advice }
  return undefined
}

function unusable(
  header: CsvRow | undefined,
  columns: readonly Column[],
  records: readonly CsvRow[],
): ImportProblem | undefined {
  if (columns.length > MOST_COLUMNS)
    return {
      code: "wrong-format",
      where: "the first row",
      words: `The first row has ${columns.length} columns; a table of cards has at most ${MOST_COLUMNS}.`,
      advice: "Keep the columns that say something about a card.",
    }
  if (!columns.some((column) => column.meaning === "title")) {
    const seen = columns.slice(0, 12).map((column) => `“${cutText(column.name, 40)}”`)
    return {
      code: "wrong-format",
      where: "the first row",
      line: header?.line ?? 1,
      column: 1,
      words: `No column is called title, name, card or task. The first row says: ${seen.join(", ") || "nothing"}.`,
      advice: "Name the columns in the first row; one of them must be “title”.",
    }
  }
  if (records.length === 0)
    return {
      code: "nothing-inside",
      line: header?.line ?? 1,
      words: "Below the first row there are no cards.",
      advice: "Check that the table was exported with its rows.",
    }
  return tooLarge(columns, records)
}

function tooLarge(columns: readonly Column[], records: readonly CsvRow[]): ImportProblem | undefined {
  const lanes = new Set(records.map((record) => laneNameOf(columns, record)))
  if (lanes.size > LIMITS.lanes)
    return {
      code: "too-many-lanes",
      where: `column “${columns.find((column) => column.meaning === "lane")?.name}”`,
      words: `The table names ${lanes.size} lanes; a board takes ${LIMITS.lanes}.`,
      advice: "Perhaps another column is meant as the lane: rename the headers and try again.",
    }
  const live = records.filter((record) => !isArchived(columns, record)).length
  if (live <= LIMITS.liveCards) return undefined
  return {
    code: "too-many-cards",
    words: `The table has ${live} cards; a board takes ${LIMITS.liveCards}.`,
    advice: "Leave out what is finished, or split the table in two.",
  }
}

function importRecords(columns: readonly Column[], records: readonly CsvRow[], options: ImportOptions): Imported {
  const builder = newBoardBuilder(options)
  const tally = newTally()
  const table = newTable(builder, tally, columns, records, options.now)
  records.forEach((record, i) => {
    table.addRow(record)
    if (i % PROGRESS_EVERY === 0) options.onProgress?.(i, records.length)
  })
  options.onProgress?.(records.length, records.length)
  return { seed: builder.finish(BOARD_NAME), report: tally.report("csv", BOARD_NAME) }
}
