/** Changes as ledger drafts: every observed change that matters has an entry, with the names people search for. */
import type { ActorId } from "../ids.ts"
import type { Json } from "../json.ts"
import type { EntryDraft } from "../model/entry.ts"
import { unreachable } from "../result.ts"
import type { Change, ThingRoot } from "./change.ts"

const NOUN: Record<ThingRoot, string> = { lanes: "lane", cards: "card", sheets: "sheet" }

const of = (root: ThingRoot, id: string) =>
  root === "cards" ? { card: id } : root === "lanes" ? { lane: id } : { data: { sheet: id } }

/** `key` "*" marks a whole thing: its registers stand in `to`, as words, so that they can be erased. */
export function draftOf(change: Change, actor: ActorId, cause?: string): EntryDraft {
  switch (change.kind) {
    case "created":
      return {
        actor,
        cause,
        kind: `${NOUN[change.root]}.created`,
        ...of(change.root, change.id),
        key: "*",
        to: change.value,
        data: { ...dataOf(change), id: change.id },
      }
    case "removed":
      return {
        actor,
        cause,
        kind: `${NOUN[change.root]}.removed`,
        ...of(change.root, change.id),
        key: "*",
        from: change.value,
        data: { id: change.id },
      }
    case "set":
      return {
        actor,
        cause,
        kind: `${NOUN[change.root]}.${verb(change.key, change.from, change.to)}`,
        ...of(change.root, change.id),
        key: change.key,
        from: change.from,
        to: change.to,
      }
    case "set-meta":
      return { actor, cause, kind: "board.edited", key: change.key, from: change.from, to: change.to }
    default:
      return unreachable(change)
  }
}

/** Where a thing was created is structure, needed by the fold even after its words are erased. */
const dataOf = (change: { readonly value: { readonly [key: string]: Json } }) =>
  change.value.place === undefined ? {} : { place: change.value.place }

/** A place that stays in its lane is a reorder; one that changes it is a move. */
function verb(key: string, from: Json, to: Json): string {
  if (key === "archived") return to === true ? "archived" : "restored"
  if (key === "blocked") return to === null ? "unblocked" : "blocked"
  if (key.startsWith("d:")) return to === true ? "ticked" : "unticked"
  if (key !== "place") return "edited"
  return Array.isArray(from) && Array.isArray(to) && from[0] === to[0] ? "reordered" : "moved"
}
