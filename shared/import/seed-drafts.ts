/**
 * A seed as ledger drafts, in the order in which they must be folded: board, lanes and cards as they were created, then what
 * happened before, then the comments. Imported facts carry `key: "imported"`; their names and dates stand in `from`, which is
 * kept beside the chain as words, so that a person's name can be erased.
 */
import { draftOf } from "../change/entries.ts"
import type { ActorId } from "../ids.ts"
import { isJsonObject } from "../json.ts"
import type { EntryDraft } from "../model/entry.ts"
import type { Instant } from "../time.ts"
import type { BoardSeed, SeedComment, SeedMove } from "./seed.ts"

/** Nobody here wrote an imported comment, so nobody here may edit it. */
const SYSTEM = "system" as ActorId

/** `actor` is who imports or chose the template. */
export function seedDrafts(seed: BoardSeed, actor: ActorId, cause?: string): readonly EntryDraft[] {
  const changes = seed.changes.map((change) => {
    const draft = draftOf(change, actor, cause)
    const since = change.kind === "created" && change.root === "cards" ? seed.since[change.id] : undefined
    return since ? { ...draft, data: { ...draft.data, history: { ...since } } } : draft
  })
  return [
    ...changes,
    ...seed.history.map((move) => moveDraft(move, cause)),
    ...seed.comments.map((comment) => commentDraft(comment, cause)),
  ]
}

function moveDraft(move: SeedMove, cause: string | undefined): EntryDraft {
  return {
    actor: SYSTEM,
    cause,
    kind: "card.moved-before",
    card: move.card,
    key: "imported",
    from: { author: move.actor, at: move.at, lane: move.fromLane },
    to: { lane: move.toLane },
  }
}

function commentDraft(comment: SeedComment, cause: string | undefined): EntryDraft {
  return {
    actor: (comment.actor as ActorId | undefined) ?? SYSTEM,
    cause,
    kind: "comment.added",
    card: comment.card,
    key: "imported",
    from: { author: comment.author, at: comment.at },
    text: comment.text,
    data: { mentions: [] },
  }
}

/** Who and when an imported fact really was, or undefined when it happened on this board. */
export function importedFrom(entry: EntryDraft): { readonly author: string; readonly at: Instant } | undefined {
  if (entry.key !== "imported" || !isJsonObject(entry.from)) return undefined
  const { author, at } = entry.from
  return typeof author === "string" && typeof at === "number" ? { author, at } : undefined
}
