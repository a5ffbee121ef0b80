/** The board's log: comments, moves between lists as history, and when each card came into being. */
import { isJsonObject, type JsonObject } from "../../json.ts"
import { LIMITS } from "../../limits.ts"
import { cutText } from "../../model/rich-text.ts"
import type { Instant } from "../../time.ts"
import type { CardSince } from "../seed.ts"
import { listAt, objectAt, own, textAt } from "../tolerant.ts"
import { instantOf, instantOfId, nameOfMember, type TrelloImport } from "./context.ts"

/** Trello writes at most this many actions into a file. */
const TRELLO_ACTION_LIMIT = 1_000
const CREATIONS = new Set(["createCard", "copyCard", "convertToCardFromCheckItem", "emailCard"])
const COMMENTS = new Set(["commentCard", "copyCommentCard"])

interface Move {
  readonly at: Instant
  readonly toList: string
}
export interface TrelloLog {
  sinceOf(card: JsonObject): CardSince | undefined
  /** Adds comments and moves once the cards have ids: Trello's card id → ours. */
  tell(cardIds: ReadonlyMap<string, string>): void
}

export function readActions(context: TrelloImport, people: ReadonlyMap<string, string>): TrelloLog {
  const { tally, options } = context
  const actions: JsonObject[] = []
  listAt(context.file, "actions").forEach((action, i) => {
    if (isJsonObject(action) && textAt(action, "type") !== "") actions.push(action)
    else tally.add("unreadable-action", `actions[${i}]`)
  })
  if (actions.length >= TRELLO_ACTION_LIMIT) tally.add("history-limit", undefined, actions.length)
  const created = new Map<string, Instant>()
  const lastMove = new Map<string, Move>()
  for (const action of actions) {
    const at = instantOf(action, options.now)
    const card = cardOf(action)
    if (at === undefined || card === "") continue
    if (CREATIONS.has(textAt(action, "type"))) created.set(card, Math.min(at, created.get(card) ?? at))
    const toList = movedTo(action)
    if (toList && at >= (lastMove.get(card)?.at ?? 0)) lastMove.set(card, { at, toList })
  }
  return {
    sinceOf(card) {
      const id = textAt(card, "id")
      const createdAt = created.get(id) ?? instantOfId(id, options.now)
      const move = lastMove.get(id)
      const enteredLaneAt = move && move.toList === textAt(card, "idList") ? move.at : createdAt
      if (createdAt === undefined && enteredLaneAt === undefined) return undefined
      return { createdAt: createdAt ?? enteredLaneAt!, enteredLaneAt: enteredLaneAt ?? createdAt! }
    },
    tell(cardIds) {
      for (const action of actions) tellAction(context, action, cardIds, people)
    },
  }
}

const cardOf = (action: JsonObject) => textAt(objectAt(objectAt(action, "data"), "card"), "id")

function movedTo(action: JsonObject): string | undefined {
  const data = objectAt(action, "data")
  if (textAt(action, "type") !== "updateCard" || own(data, "listBefore") === undefined) return undefined
  return textAt(objectAt(data, "listAfter"), "id") || undefined
}

function tellAction(
  context: TrelloImport,
  action: JsonObject,
  cardIds: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
): void {
  const { tally, builder, options } = context
  const type = textAt(action, "type")
  const card = cardIds.get(cardOf(action))
  const at = instantOf(action, options.now)
  const name = textAt(objectAt(objectAt(action, "data"), "card"), "name")
  const author = nameOfMember(own(action, "memberCreator")) || people.get(textAt(action, "idMemberCreator")) || ""
  if (COMMENTS.has(type)) tellComment(context, action, card, at, author)
  else if (movedTo(action) !== undefined) {
    if (at === undefined) tally.add("unreadable-action", name)
    else if (card === undefined) tally.add("moves-without-card", name)
    else {
      const data = objectAt(action, "data")
      const lane = (key: string) => cutText(textAt(objectAt(data, key), "name"), 200)
      builder.move({ kind: "moved", card, at, actor: author, fromLane: lane("listBefore"), toLane: lane("listAfter") })
      tally.add("moves")
    }
  } else if (CREATIONS.has(type) && card !== undefined && at !== undefined) tally.add("creations")
  else tally.add("other-actions", type)
}

function tellComment(
  { tally, builder }: TrelloImport,
  action: JsonObject,
  card: string | undefined,
  at: Instant | undefined,
  author: string,
): void {
  const text = textAt(objectAt(action, "data"), "text")
  if (text.trim() === "" || at === undefined) tally.add("unreadable-comment", text || textAt(action, "id"))
  else if (card === undefined) tally.add("comments-without-card", text)
  else {
    tally.add(text.length > LIMITS.commentChars ? "cut-comments" : "comments", text)
    builder.comment({ card, author: author || "Unknown", at, text: cutText(text, LIMITS.commentChars) })
  }
}
