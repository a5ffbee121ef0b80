/**
 * A board from Trello's JSON export. The file is of unknown quality: what cannot be read is skipped and counted, and only a
 * file that is no board at all is refused.
 */
import { isJsonObject, type JsonObject } from "../../json.ts"
import { ok, type Result } from "../../result.ts"
import { newBoardBuilder } from "../board-builder.ts"
import { parseJsonFile } from "../json-file.ts"
import { fitWords, newTally } from "../report.ts"
import type { Imported, ImportOptions, ImportProblem } from "../seed.ts"
import { isTrueAt, listAt, objectAt, own, textAt } from "../tolerant.ts"
import { readActions } from "./actions.ts"
import { importCard, isReadableCard } from "./cards.ts"
import { importChecklists } from "./checklists.ts"
import { byPosition, nameOfMember, type TrelloImport } from "./context.ts"
import { importFields } from "./fields.ts"
import { importLabels } from "./labels.ts"
import { importLanes } from "./lanes.ts"
import { recogniseTrello } from "./recognise.ts"

const PROGRESS_EVERY = 250

export function importTrello(text: string, options: ImportOptions): Result<Imported, ImportProblem> {
  const json = parseJsonFile(text, "a Trello board’s JSON export")
  if (!json.ok) return json
  const board = recogniseTrello(json.value)
  if (!board.ok) return board
  const context: TrelloImport = {
    file: board.value,
    builder: newBoardBuilder(options),
    tally: newTally(),
    options,
  }
  const name = fitWords(context.tally, textAt(board.value, "name").trim() || "Imported board", 200)
  importBoardItself(context)
  importCards(context)
  return ok({ seed: context.builder.finish(name), report: context.tally.report("trello", name) })
}

function importBoardItself({ file, builder, tally }: TrelloImport): void {
  const about = textAt(file, "desc").trim()
  if (about) {
    builder.setting("about", fitWords(tally, about, 2_000))
    tally.add("board-description")
  }
  if (own(objectAt(file, "prefs"), "backgroundImage")) tally.add("board-look")
  tally.add("power-ups", undefined, listAt(file, "pluginData").length)
  if (isTrueAt(file, "closed")) tally.add("board-closed")
}

function importCards(context: TrelloImport): void {
  const { tally, builder, options } = context
  const readable: JsonObject[] = []
  listAt(context.file, "cards").forEach((card, i) => {
    if (isReadableCard(card)) readable.push(card)
    else tally.add("unreadable-card", `cards[${i}]`)
  })
  const cards = byPosition(readable)
  const people = importPeople(context)
  const lanes = importLanes(context)
  const labels = importLabels(context, cards)
  const fields = importFields(context)
  const checklists = importChecklists(context, cards, people)
  const log = readActions(context, people)
  const roles: string[] = []
  const assignee = (index: number) =>
    (roles[index] ??= builder.role(index === 0 ? "Assignee" : `Assignee ${index + 1}`))
  const cardIds = new Map<string, string>()
  cards.forEach((card, i) => {
    const id = importCard(context, { lanes, labels, people, fields, checklists, assignee, sinceOf: log.sinceOf }, card)
    cardIds.set(textAt(card, "id"), id)
    if (i % PROGRESS_EVERY === 0) options.onProgress?.(i, cards.length)
  })
  cardIds.delete("")
  log.tell(cardIds)
  options.onProgress?.(cards.length, cards.length)
}

/** Trello's member id → name. */
function importPeople({ file, tally }: TrelloImport): ReadonlyMap<string, string> {
  const people = new Map<string, string>()
  listAt(file, "members").forEach((member, i) => {
    const name = nameOfMember(member)
    const id = isJsonObject(member) ? textAt(member, "id") : ""
    if (name === "" || id === "") tally.add("unreadable-member", `members[${i}]`)
    else {
      people.set(id, name)
      tally.add("members", name)
    }
  })
  return people
}
