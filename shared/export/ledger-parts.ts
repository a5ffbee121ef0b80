/** What an export needs from the ledger: the comments that stand, and the moves between lanes. */

import type { SeedComment, SeedMove } from "../import/seed.ts"
import { importedFrom } from "../import/seed-drafts.ts"
import { isJsonObject, type Json } from "../json.ts"
import type { BoardView } from "../model/board-view.ts"
import type { Entry } from "../model/entry.ts"

type NameOf = (actor: string) => string

/** Comments as they read now: edits are in, removed ones are out, imported ones keep their author and date. */
export function commentsFrom(entries: Iterable<Entry>, nameOf: NameOf): readonly SeedComment[] {
  const comments = new Map<number, SeedComment>()
  for (const entry of entries) {
    if (entry.kind === "comment.added" && entry.card !== undefined) comments.set(entry.seq, commentOf(entry, nameOf))
    const target = Number(entry.data?.comment)
    const known = comments.get(target)
    if (entry.kind === "comment.edited" && known) comments.set(target, { ...known, text: entry.text ?? "" })
    if (entry.kind === "comment.removed") comments.delete(target)
  }
  return [...comments.values()].filter((comment) => comment.text !== "").sort((a, b) => a.at - b.at)
}

function commentOf(entry: Entry, nameOf: NameOf): SeedComment {
  const before = importedFrom(entry)
  const own = entry.actor === "system" ? {} : { actor: entry.actor }
  return {
    card: entry.card ?? "",
    author: before?.author ?? nameOf(entry.actor),
    ...own,
    at: before?.at ?? entry.at,
    text: entry.text ?? "",
  }
}

/** Moves from lane to lane, oldest first, in the names that lanes have now (or had where the board came from). */
export function movesFrom(entries: Iterable<Entry>, view: BoardView, nameOf: NameOf): readonly SeedMove[] {
  const moves: SeedMove[] = []
  for (const entry of entries) {
    if (entry.card === undefined) continue
    const before = importedFrom(entry)
    if (entry.kind === "card.moved-before" && before)
      moves.push(move(entry.card, before.at, before.author, textOf(entry.from), textOf(entry.to)))
    if (entry.kind === "card.moved")
      moves.push(move(entry.card, entry.at, nameOf(entry.actor), laneName(view, entry.from), laneName(view, entry.to)))
  }
  return moves.sort((a, b) => a.at - b.at)
}

const move = (card: string, at: number, actor: string, fromLane: string, toLane: string): SeedMove => ({
  kind: "moved",
  card,
  at,
  actor,
  fromLane,
  toLane,
})

const textOf = (side: Json | undefined): string =>
  isJsonObject(side) && typeof side.lane === "string" ? side.lane : ""

function laneName(view: BoardView, place: Json | undefined): string {
  const id = Array.isArray(place) && typeof place[0] === "string" ? place[0] : ""
  const name = view.lanes.get(id)?.name
  return typeof name === "string" ? name : ""
}
