/** The parts of an export beside the registers: texts, comments, history and ages. */
import { isTextId } from "../../ids.ts"
import { isJsonObject, type Json, type JsonObject } from "../../json.ts"
import { LIMITS } from "../../limits.ts"
import { cutText } from "../../model/rich-text.ts"
import type { Instant } from "../../time.ts"
import type { Tally } from "../report.ts"
import type { CardSince, ImportOptions, SeedComment, SeedMove, SeedText } from "../seed.ts"
import { listAt, own, textAt } from "../tolerant.ts"
import { cleanText } from "./clean-text.ts"

/** JSON is several times as long as the document's own form. */
const LONGEST_TEXT_JSON = 8 * LIMITS.textBytes

export function readTexts(tally: Tally, file: JsonObject): readonly SeedText[] {
  const seen = new Set<string>()
  return listAt(file, "texts").flatMap((entry, i) => {
    const textId = isJsonObject(entry) ? textAt(entry, "textId") : ""
    const nodes = isJsonObject(entry) ? own(entry, "text") : undefined
    if (!isTextId(textId) || seen.has(textId) || !Array.isArray(nodes) || isTooLong(nodes)) {
      tally.add("unreadable-text", `texts[${i}]`)
      return []
    }
    seen.add(textId)
    const { text, flattened } = cleanText(nodes)
    tally.add("texts")
    tally.add("flattened-text", `texts[${i}]`, flattened)
    return [{ textId, text }]
  })
}

/** Counts characters without building the text anew, and without recursion: the file may be nested without end. */
function isTooLong(nodes: readonly Json[]): boolean {
  const pending: Json[] = [...nodes]
  let length = 0
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    length += typeof node === "string" ? node.length : 8
    if (length > LONGEST_TEXT_JSON) return true
    if (typeof node === "object" && node !== null) for (const inner of Object.values(node)) pending.push(inner as Json)
  }
  return false
}

const instantAt = (object: JsonObject, key: string): Instant | undefined => {
  const value = own(object, key)
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

export function readComments(
  tally: Tally,
  file: JsonObject,
  cards: ReadonlySet<string>,
  options: ImportOptions,
): readonly SeedComment[] {
  return listAt(file, "comments").flatMap((comment, i) => {
    const at = isJsonObject(comment) ? instantAt(comment, "at") : undefined
    const text = isJsonObject(comment) ? textAt(comment, "text") : ""
    if (!isJsonObject(comment) || at === undefined || text.trim() === "") {
      tally.add("unreadable-comment", `comments[${i}]`)
      return []
    }
    const card = textAt(comment, "card")
    if (!cards.has(card)) {
      tally.add("comments-without-card", text)
      return []
    }
    tally.add(text.length > LIMITS.commentChars ? "cut-comments" : "comments", text)
    const actor = textAt(comment, "actor")
    const author = cutText(textAt(comment, "author"), 200)
    const known = options.knownActors?.has(actor) ? { actor } : {}
    if (actor !== "" && !("actor" in known)) tally.add("comments-elsewhere", author)
    return [{ card, author, ...known, at, text: cutText(text, LIMITS.commentChars) }]
  })
}

export function readHistory(tally: Tally, file: JsonObject, cards: ReadonlySet<string>): readonly SeedMove[] {
  return listAt(file, "history").flatMap((move, i) => {
    const at = isJsonObject(move) ? instantAt(move, "at") : undefined
    if (!isJsonObject(move) || at === undefined || !cards.has(textAt(move, "card"))) {
      tally.add("unreadable-history", `history[${i}]`)
      return []
    }
    tally.add("history-kept")
    const words = (key: string) => cutText(textAt(move, key), 200)
    return [
      {
        kind: "moved" as const,
        card: textAt(move, "card"),
        at,
        actor: words("actor"),
        fromLane: words("fromLane"),
        toLane: words("toLane"),
      },
    ]
  })
}

/** Nobody becomes accountable here who is not known here, and no program does: such a card is open to be taken. */
export function readSince(
  tally: Tally,
  file: JsonObject,
  cards: ReadonlySet<string>,
  options: ImportOptions,
): Readonly<Record<string, CardSince>> {
  const entries = listAt(file, "since").flatMap((since): [string, CardSince][] => {
    if (!isJsonObject(since) || !cards.has(textAt(since, "card"))) return []
    const createdAt = instantAt(since, "createdAt")
    const enteredLaneAt = instantAt(since, "enteredLaneAt")
    if (createdAt === undefined || enteredLaneAt === undefined) return []
    const accountable = textAt(since, "accountable")
    const known = (options.knownActors?.has(accountable) ?? false) && !accountable.startsWith("key:")
    if (accountable !== "") tally.add(known ? "accountable" : "accountable-elsewhere", accountable)
    const promise = known
      ? { accountable, accountableSince: instantAt(since, "accountableSince") ?? enteredLaneAt }
      : {}
    return [[textAt(since, "card"), { createdAt, enteredLaneAt, ...promise }]]
  })
  return Object.fromEntries(entries)
}
