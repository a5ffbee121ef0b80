/**
 * Cards as a table (RFC 4180: quotes where needed, CRLF). A spreadsheet runs a cell that begins with = + - @ as a formula, even
 * when it is quoted and even behind blanks, so every such cell gets an apostrophe in front; the import takes it off again.
 */
import type { BoardView } from "../model/board-view.ts"
import { type Card, cardOf, cardsByLane } from "../model/card.ts"
import { laneOf, liveLanes } from "../model/lane.ts"
import { boardName, crewRolesOf, type FieldDef, fieldsOf, labelsOf } from "../model/settings.ts"
import type { CardPromise, Promises } from "../promises/fold.ts"
import { HOUR_MS, type Instant } from "../time.ts"

export interface CsvOptions {
  /** Ages are counted up to here. */
  readonly now: Instant
  /** Also the cards that are archived. */
  readonly archived?: boolean
  /** A byte order mark in front, without which Excel misreads letters beyond ASCII. */
  readonly bom?: boolean
}

const TRIGGER = /^[\s\p{Cf}"'“”‘’`´]*[=+\-@|%\t\r\n＝＋－﹢﹣−＠﹫｜％]|^[\t\r\n]/u

export const looksLikeFormula = (cell: string): boolean => TRIGGER.test(cell)

/** A cell that no spreadsheet takes for a formula. */
export const guardCell = (cell: string): string => (looksLikeFormula(cell) ? `'${cell}` : cell)

const quoteCell = (cell: string): string =>
  /[",;\r\n\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => quoteCell(guardCell(cell))).join(",")}\r\n`

const COLUMNS = [
  "id",
  "lane",
  "title",
  "accountable",
  "next",
  "due",
  "severity",
  "blocked",
  "labels",
  "crew",
  "checks done",
  "checks total",
  "archived",
  "created",
  "in lane since",
  "age in lane (hours)",
  "description",
] as const

/** `people` are the names of actors. Cards stand in the order of the board; those without a lane come last. */
export function exportCsv(
  view: BoardView,
  promises: Promises,
  people: ReadonlyMap<string, string>,
  options: CsvOptions,
): string {
  const fields = fieldsOf(view)
  const row = newRow(view, promises, people, fields, options.now)
  const header = csvLine([...COLUMNS, ...fields.map((field) => field.name)])
  const lines = orderedCards(view, options.archived ?? false).map((id) => csvLine(row(id)))
  return (options.bom ? "\uFEFF" : "") + header + lines.join("")
}

export type FileExtension = "csv" | "json" | "timeline.csv"
/** `incomplete`: something of the board could not be read. */
type FileEnding = FileExtension | `incomplete.${FileExtension}`

/** What a downloaded table of this board is called, without what file systems refuse. */
export function exportFileName(view: BoardView, extension: FileEnding): string {
  const name = boardName(view)
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
  return `${name || "board"}.${extension}`
}

function orderedCards(view: BoardView, withArchived: boolean): readonly string[] {
  const byLane = cardsByLane(view)
  const live = [...liveLanes(view).map((lane) => lane.id), ""].flatMap((lane) => byLane.get(lane) ?? [])
  const archived = [...view.cards].filter(([, registers]) => registers.archived === true).map(([id]) => id)
  return withArchived ? [...live, ...archived] : live
}

function newRow(
  view: BoardView,
  promises: Promises,
  people: ReadonlyMap<string, string>,
  fields: readonly FieldDef[],
  now: Instant,
): (id: string) => readonly string[] {
  const labels = new Map(labelsOf(view).map((label) => [label.id, label.name]))
  const roles = new Map(crewRolesOf(view).map((role) => [role.id, role.name]))
  const laneName = (card: Card) => {
    const registers = view.lanes.get(card.laneId)
    return registers ? laneOf(card.laneId, registers).name : ""
  }
  return (id) => {
    const card = cardOf(id, view.cards.get(id) ?? {})
    const promise = Object.hasOwn(promises.cards, id) ? promises.cards[id] : undefined
    return [
      id,
      laneName(card),
      card.title,
      promise?.accountable ? (people.get(promise.accountable) ?? promise.accountable) : "",
      card.next,
      card.due ?? "",
      card.severity,
      card.blocked?.reason ?? "",
      card.labelIds
        .map((label) => labels.get(label) ?? "")
        .filter(Boolean)
        .join("; "),
      card.crew.map(({ role, person }) => `${roles.get(role) ?? role}: ${person}`).join("; "),
      String(card.checksDone),
      String(card.checksTotal),
      card.archived ? "yes" : "",
      ...ageCells(promise, now),
      card.excerpt,
      ...fields.map((field) => String(card.fields[field.id] ?? "")),
    ]
  }
}

function ageCells(promise: CardPromise | undefined, now: Instant): readonly string[] {
  if (!promise) return ["", "", ""]
  const hours = Math.max(0, Math.floor((now - promise.enteredLaneAt) / HOUR_MS))
  return [new Date(promise.createdAt).toISOString(), new Date(promise.enteredLaneAt).toISOString(), String(hours)]
}
