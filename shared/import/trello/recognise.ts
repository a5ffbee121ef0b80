/** Is this the export of a Trello board? If not: what it is instead, as far as one can tell, and what to do. */
import { isJsonObject, type Json, type JsonObject } from "../../json.ts"
import { LIMITS } from "../../limits.ts"
import { err, ok, type Result } from "../../result.ts"
import type { ImportProblem } from "../seed.ts"
import { isTrueAt, listAt, own, textAt } from "../tolerant.ts"

const ADVICE = "In Trello open the board’s menu, choose “Print, export and share”, then “Export as JSON”."

const refuse = (words: string, where = "", advice = ADVICE): Result<never, ImportProblem> =>
  err({ code: "wrong-format", words, advice, ...(where ? { where } : {}) })

export function recogniseTrello(file: Json): Result<JsonObject, ImportProblem> {
  if (Array.isArray(file)) return refuse("The file holds a list, where a Trello board is one object.", "(top level)")
  if (!isJsonObject(file)) return refuse("The file holds a single value, not a board.", "(top level)")
  if (textAt(file, "format").startsWith("throughline"))
    return refuse("This is a Throughline export.", "format", "Choose Throughline as the format and import it again.")
  if (own(file, "idList") !== undefined && own(file, "lists") === undefined)
    return refuse("This is the export of one card, not of a board.", "idList")
  if (own(file, "idMembers") === undefined && own(file, "boards") !== undefined && own(file, "lists") === undefined)
    return refuse(
      "This is the export of a workspace, not of a board.",
      "boards",
      "Unpack it and import its boards one by one.",
    )
  for (const key of ["lists", "cards"]) {
    const value = own(file, key)
    if (value === undefined) return refuse(`A Trello board has “${key}”, and this file has none.`, key)
    if (!Array.isArray(value)) return refuse(`“${key}” should be a list.`, key)
  }
  const lists = listAt(file, "lists")
  if (lists.length > 0 && !lists.some((list) => isJsonObject(list) && typeof own(list, "id") === "string"))
    return refuse("No list in this file has an id, as Trello’s lists do.", "lists[0].id")
  const named = ["name", "id", "shortLink", "labels", "actions", "members"].some((key) => own(file, key) !== undefined)
  if (!named) return refuse("Nothing in this file but “lists” and “cards” reminds of a Trello board.", "(top level)")
  return tooLarge(file) ?? ok(file)
}

function tooLarge(file: JsonObject): Result<never, ImportProblem> | undefined {
  const lists = listAt(file, "lists").filter(isJsonObject)
  const open = lists.filter((list) => !isTrueAt(list, "closed"))
  if (open.length > LIMITS.lanes)
    return err({
      code: "too-many-lanes",
      where: "lists",
      words: `The board has ${open.length} open lists; a board here takes ${LIMITS.lanes} lanes.`,
      advice: "Archive lists that are no longer used, or split the board in two, and export it again.",
    })
  const closed = new Set(lists.filter((list) => isTrueAt(list, "closed")).map((list) => own(list, "id")))
  const live = listAt(file, "cards").filter(
    (card) => isJsonObject(card) && !isTrueAt(card, "closed") && !closed.has(own(card, "idList")),
  )
  if (live.length <= LIMITS.liveCards) return undefined
  return err({
    code: "too-many-cards",
    where: "cards",
    words: `The board has ${live.length} open cards; a board here takes ${LIMITS.liveCards}.`,
    advice: "Archive what is finished, or split the board in two, and export it again.",
  })
}
