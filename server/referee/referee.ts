/**
 * Judges what was observed. What the rules refuse is taken back at once, in the same transaction, under the relay's own
 * client id: nobody ever sees the refused state, and what the author wrote elsewhere or later is kept.
 */
import type * as Y from "yjs"
import { type Change, reverse, type ThingRoot } from "../../shared/change/change.ts"
import { draftOf } from "../../shared/change/entries.ts"
import { write } from "../../shared/doc/write.ts"
import type { Refusal } from "../../shared/errors.ts"
import type { ActorId } from "../../shared/ids.ts"
import type { EntryDraft } from "../../shared/model/entry.ts"
import { judge } from "../../shared/rules/judge.ts"
import type { BoardRole } from "../../shared/rules/permission.ts"
import type { BoardCounts } from "./counts.ts"
import type { LostWrite, Observed, Replaced } from "./observe.ts"

export interface Author {
  readonly actor: ActorId
  readonly role: BoardRole
}

export interface RefusedChange {
  readonly refusal: Refusal
  readonly change: Change | Replaced
}

export interface Verdict {
  readonly drafts: readonly EntryDraft[]
  readonly refused: readonly RefusedChange[]
  /** Whether the relay itself wrote something: a counter-edit, or an edit that it put where it belongs. */
  readonly wrote: boolean
}

/** Judges the changes of one update and takes back what is refused. The document's client id must be the relay's. */
export function judgeObserved(doc: Y.Doc, observed: Observed, author: Author, counts: BoardCounts): Verdict {
  const drafts: EntryDraft[] = []
  const refused: RefusedChange[] = []
  for (const change of observed.changes) {
    const refusal = change.kind === "replaced" ? ({ rule: "E3" } as const) : judge(change, author.role, counts)
    if (refusal) {
      refused.push({ refusal, change })
      write(doc, [takeBack(change)])
    } else if (change.kind !== "replaced") {
      counts.apply(change)
      drafts.push(draftOf(change, author.actor))
    }
  }
  let wrote = refused.length > 0
  for (const lost of observed.lost) {
    const moved = lost.isMisplaced ? replaced(lost) : undefined
    if (moved && !judge(moved, author.role, counts)) {
      write(doc, [moved])
      counts.apply(moved)
      drafts.push(draftOf(moved, author.actor))
      wrote = true
    } else drafts.push(draftOfLost(lost, author.actor))
  }
  return { drafts, refused, wrote }
}

/** An edit of a card that was deleted and put back meanwhile is written into the one that stands there now. */
function replaced({ root, thing, key, standing, value }: LostWrite): Change | undefined {
  return thing === null
    ? undefined
    : { kind: "set", root: root as ThingRoot, id: thing, key, from: standing, to: value }
}

const takeBack = (change: Change | Replaced): Change =>
  change.kind === "replaced"
    ? { kind: "created", root: change.root, id: change.id, value: change.from }
    : reverse(change)

const NOUNS: Readonly<Record<string, string>> = { cards: "card", lanes: "lane", sheets: "sheet" }

/** What was written and lost stands in `to`, what stood and stays in `from`. */
function draftOfLost(lost: LostWrite, actor: ActorId): EntryDraft {
  const { root, thing, key } = lost
  return {
    actor,
    kind: `${NOUNS[root] ?? "board"}.edit-lost`,
    ...(root === "cards" && thing !== null ? { card: thing } : {}),
    ...(root === "lanes" && thing !== null ? { lane: thing } : {}),
    ...(root === "sheets" && thing !== null ? { data: { sheet: thing } } : {}),
    key,
    from: lost.standing,
    to: lost.value,
  }
}
