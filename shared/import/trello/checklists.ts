/** Checklists with their items in order. A due date or a person of an item goes into the item's words. */
import { isJsonObject, type Json, type JsonObject } from "../../json.ts"
import { LIMITS } from "../../limits.ts"
import type { NewCard, NewCheck } from "../board-builder.ts"
import { readDue } from "../dates.ts"
import { fitWords } from "../report.ts"
import { listAt, own, textAt } from "../tolerant.ts"
import { byPosition, type TrelloImport } from "./context.ts"

type Checklists = NonNullable<NewCard["checklists"]>

/** Trello's card id → its checklists. `cards` are the cards that will be kept. */
export function importChecklists(
  context: TrelloImport,
  cards: readonly JsonObject[],
  people: ReadonlyMap<string, string>,
): ReadonlyMap<string, Checklists> {
  const { tally } = context
  const kept = new Set(cards.map((card) => textAt(card, "id")))
  const byCard = new Map<string, JsonObject[]>()
  for (const [where, list, owner] of everyChecklist(context.file, cards)) {
    const card = isJsonObject(list) ? textAt(list, "idCard") || owner : ""
    if (!isJsonObject(list) || typeof own(list, "name") !== "string") {
      tally.add("unreadable-checklist", where)
      loseItems(context, list)
    } else if (!kept.has(card) || card === "") {
      tally.add("checklists-without-card", textAt(list, "name"))
      loseItems(context, list)
    } else {
      const lists = byCard.get(card)
      if (lists) lists.push(list)
      else byCard.set(card, [list])
    }
  }
  return new Map([...byCard].map(([card, lists]) => [card, readLists(context, byPosition(lists), people)]))
}

type Found = readonly [where: string, list: Json, owner: string]

/** The board lists them all; some tools write them under the cards instead. Each is taken once. */
function everyChecklist(file: JsonObject, cards: readonly JsonObject[]): readonly Found[] {
  const seen = new Set<string>()
  const found: Found[] = listAt(file, "checklists").map((list, i) => [`checklists[${i}]`, list, ""])
  for (const [, list] of found) if (isJsonObject(list)) seen.add(textAt(list, "id"))
  for (const card of cards)
    for (const list of listAt(card, "checklists"))
      if (!isJsonObject(list) || !seen.has(textAt(list, "id")))
        found.push([`checklists of “${textAt(card, "name")}”`, list, textAt(card, "id")])
  return found
}

function loseItems({ tally }: TrelloImport, list: Json): void {
  if (isJsonObject(list)) tally.add("unreadable-check", undefined, listAt(list, "checkItems").length)
}

function readLists(
  context: TrelloImport,
  lists: readonly JsonObject[],
  people: ReadonlyMap<string, string>,
): Checklists {
  let room: number = LIMITS.checksPerCard
  return lists.map((list) => {
    context.tally.add("checklists", textAt(list, "name"))
    const items = readItems(context, list, people)
    if (items.length > room) context.tally.add("checks-over-limit", textAt(list, "name"), items.length - room)
    const taken = items.slice(0, room)
    room -= taken.length
    context.tally.add("checks", undefined, taken.length)
    return { name: fitWords(context.tally, textAt(list, "name"), 200), items: taken }
  })
}

function readItems(
  { tally }: TrelloImport,
  list: JsonObject,
  people: ReadonlyMap<string, string>,
): readonly NewCheck[] {
  const readable: JsonObject[] = []
  for (const item of listAt(list, "checkItems")) {
    if (isJsonObject(item) && typeof own(item, "name") === "string") readable.push(item)
    else tally.add("unreadable-check", `an item of “${textAt(list, "name")}”`)
  }
  return byPosition(readable).map((item) => {
    const due = readDue(textAt(item, "due"))
    const person = people.get(textAt(item, "idMember"))
    if (due) tally.add("check-dues", textAt(item, "name"))
    if (person) tally.add("check-members", textAt(item, "name"))
    const details = [person, due && `due ${due.slice(0, 10)}`].filter(Boolean).join(", ")
    const words = details ? `${textAt(item, "name")} (${details})` : textAt(item, "name")
    return { text: fitWords(tally, words, LIMITS.lineChars), done: textAt(item, "state") === "complete" }
  })
}
