/** Rows as cards. Lanes, labels and roles are made when a row first names them. */
import { LIMITS } from "../../limits.ts"
import { cutText, type RichText } from "../../model/rich-text.ts"
import type { Instant } from "../../time.ts"
import type { BoardBuilder, Colour, NewCard } from "../board-builder.ts"
import { IMPORT_BOUNDS } from "../bounds.ts"
import { readDue, readInstant } from "../dates.ts"
import { guessLaneKind } from "../lane-kind.ts"
import { hostOf, isRecordUrl } from "../links.ts"
import { textFromMarkdown } from "../markdown.ts"
import { fitWords, type Tally } from "../report.ts"
import { isYes, readBlocked, readChecks, readCrew, readSeverity, splitNames, unguarded } from "./cells.ts"
import type { Column, ColumnMeaning } from "./columns.ts"
import { importOwnFields } from "./own-fields.ts"
import type { CsvRow } from "./parse.ts"

const LABEL_COLOURS: readonly Colour[] = [
  "blue",
  "green",
  "orange",
  "violet",
  "teal",
  "red",
  "yellow",
  "pink",
  "indigo",
  "gray",
]
const FIRST_LANE = "Inbox"

const cellOf = (columns: readonly Column[], row: CsvRow, meaning: ColumnMeaning): string => {
  const column = columns.find((candidate) => candidate.meaning === meaning)
  return column ? unguarded(row.cells[column.index] ?? "").trim() : ""
}
export const laneNameOf = (columns: readonly Column[], row: CsvRow): string =>
  cellOf(columns, row, "lane") || FIRST_LANE
export const isArchived = (columns: readonly Column[], row: CsvRow): boolean => isYes(cellOf(columns, row, "archived"))

export interface Table {
  addRow(row: CsvRow): void
}

export function newTable(
  builder: BoardBuilder,
  tally: Tally,
  columns: readonly Column[],
  rows: readonly CsvRow[],
  now: Instant,
): Table {
  const lanes = named((name) => {
    tally.add("lanes", name)
    tally.add("guessed-lanes", name)
    const fitted = fitWords(tally, name, 200)
    return builder.lane({ name: fitted, kind: guessLaneKind(fitted) })
  })
  const labels = named((name, count) => {
    tally.add("labels", name)
    return builder.label(fitWords(tally, name, 100), LABEL_COLOURS[count % LABEL_COLOURS.length]!)
  }, IMPORT_BOUNDS.labels)
  const roles = named((name) => builder.role(fitWords(tally, name, 60)))
  const fields = importOwnFields(builder, tally, columns, rows)
  const known = new Set(columns.map(({ index }) => index))
  for (const { meaning, name } of columns) if (meaning === "ignored") tally.add("board-columns", name)
  return {
    addRow(row) {
      const cell = (meaning: ColumnMeaning) => cellOf(columns, row, meaning)
      const title = cell("title")
      if (title === "") {
        tally.add("unreadable-card", `line ${row.line}: no title`)
        return
      }
      tally.add("extra-cells", title, row.cells.filter((words, i) => words !== "" && !known.has(i)).length)
      const archived = isArchived(columns, row)
      tally.add(archived ? "archived-cards" : "cards", title)
      builder.card({
        lane: lanes(laneNameOf(columns, row))!,
        title: fitWords(tally, title, LIMITS.titleChars),
        archived,
        next: readNext(tally, cell("next")),
        ...readFlags(tally, title, cell),
        labels: splitNames(cell("labels")).flatMap((name) => {
          const label = labels(name)
          tally.add(label === undefined ? "lost-label-uses" : "label-uses", title)
          return label === undefined ? [] : [label]
        }),
        crew: readPeople(tally, roles, cell("people"), cell("crew")),
        fields: fields(row),
        checklists: readChecklist(tally, title, cell("checks")),
        links: readLinks(tally, cell("links")),
        text: readText(tally, title, cell("text")),
        since: readSince(tally, title, cell("created"), now),
      })
    },
  }
}

type Named = (name: string) => string | undefined

/** Makes one thing per name, when the name first comes up; undefined for new names once there are `most`. */
function named(make: (name: string, count: number) => string, most = Number.POSITIVE_INFINITY): Named {
  const ids = new Map<string, string>()
  return (name) => {
    const known = ids.get(name)
    if (known !== undefined || ids.size >= most) return known
    const id = make(name, ids.size)
    ids.set(name, id)
    return id
  }
}

function readNext(tally: Tally, words: string): string {
  if (words !== "") tally.add("next-steps")
  return fitWords(tally, words, LIMITS.lineChars)
}

type Cell = (meaning: ColumnMeaning) => string

function readFlags(tally: Tally, title: string, cell: Cell): Pick<NewCard, "due" | "severity" | "blocked"> {
  const due = readDue(cell("due"))
  if (cell("due") !== "") tally.add(due ? "dues" : "unreadable-due", due ? title : `${title}: ${cell("due")}`)
  const severity = readSeverity(cell("severity"))
  if (cell("severity") !== "")
    tally.add(severity ? "severities" : "unreadable-severity", severity ? title : `${title}: ${cell("severity")}`)
  const blocked = readBlocked(cell("blocked"))
  if (blocked) tally.add("blocked-cards", title)
  return {
    due,
    severity: severity === "routine" ? undefined : severity,
    blocked: blocked && fitWords(tally, blocked, 500),
  }
}

function readPeople(tally: Tally, role: Named, people: string, crew: string): NonNullable<NewCard["crew"]> {
  const members = splitNames(people).map((person, i) => ({ role: i === 0 ? "Assignee" : `Assignee ${i + 1}`, person }))
  const found = [
    ...members,
    ...readCrew(crew).map(({ role, person }, i) => ({ role: role || `Crew ${i + 1}`, person })),
  ]
  const taken = new Set<string>()
  tally.add("people-over-limit", found[0]?.person, Math.max(0, found.length - IMPORT_BOUNDS.peoplePerCard))
  return found.slice(0, IMPORT_BOUNDS.peoplePerCard).map(({ role: wanted, person }) => {
    tally.add("people", person)
    const name = freeName(wanted, taken)
    return { role: role(name)!, person: fitWords(tally, person, 100) }
  })
}

/** One person per role and card: the second tester of a card is "Tester 2". */
function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let i = 2; taken.has(name); i++) name = `${wanted} ${i}`
  taken.add(name)
  return name
}

function readChecklist(tally: Tally, title: string, cell: string): NonNullable<NewCard["checklists"]> {
  const items = readChecks(cell)
  if (items.length === 0) return []
  const taken = items.slice(0, LIMITS.checksPerCard)
  tally.add("checklists", title)
  tally.add("checks", undefined, taken.length)
  tally.add("checks-over-limit", title, items.length - taken.length)
  const fitted = taken.map((item) => ({ ...item, text: fitWords(tally, item.text, LIMITS.lineChars) }))
  return [{ name: "Checklist", items: fitted }]
}

function readLinks(tally: Tally, cell: string): NonNullable<NewCard["links"]> {
  const urls = cell.split(/[\s;|]+/).filter((url) => url !== "")
  tally.add("attachments-over-limit", urls[0], Math.max(0, urls.length - IMPORT_BOUNDS.linksPerCard))
  return urls.slice(0, IMPORT_BOUNDS.linksPerCard).flatMap((url) => {
    const fine = isRecordUrl(url)
    tally.add(fine ? "attachment-links" : "refused-attachments", url)
    return fine ? [{ system: hostOf(url), url }] : []
  })
}

const MOST_CHARS = LIMITS.textBytes / 4

function readText(tally: Tally, title: string, cell: string): RichText {
  if (cell === "") return []
  tally.add(cell.length > MOST_CHARS ? "cut-descriptions" : "descriptions", title)
  return textFromMarkdown(cutText(cell, MOST_CHARS))
}

function readSince(tally: Tally, title: string, cell: string, now: Instant): NewCard["since"] {
  if (cell === "") return undefined
  const at = readInstant(cell)
  tally.add(at === undefined ? "unreadable-created" : "created-dates", at === undefined ? `${title}: ${cell}` : title)
  if (at === undefined) return undefined
  const createdAt = Math.min(at, now)
  return { createdAt, enteredLaneAt: createdAt }
}
