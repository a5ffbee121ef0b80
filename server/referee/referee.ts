/**
 * Judges what was observed. What the rules refuse is taken back at once, in the same transaction, under the relay's own
 * client id: nobody ever sees the refused state, and what the author wrote elsewhere or later is kept.
 */
import type * as Y from "yjs"
import { type Change, reverse, type ThingRoot } from "../../shared/change/change.ts"
import { write } from "../../shared/doc/write.ts"
import type { Refusal } from "../../shared/errors.ts"
import type { ActorId } from "../../shared/ids.ts"
import type { EntryDraft } from "../../shared/model/entry.ts"
import type { GateBoard } from "../../shared/rules/gate.ts"
import { judge } from "../../shared/rules/judge.ts"
import type { BoardRole } from "../../shared/rules/permission.ts"
import type { BoardCounts } from "./counts.ts"
import { judgeMove, laneEntered, overruns } from "./gates.ts"
import type { LostWrite, Observed, Replaced } from "./observe.ts"
import { type Recorder, record } from "./record.ts"

export interface Author {
  readonly actor: ActorId
  readonly role: BoardRole
}

export interface RefusedChange {
  readonly refusal: Refusal
  readonly change: Change | Replaced
}

/** What the referee judges by, and where it writes what stands. */
export interface Court extends Recorder {
  readonly counts: BoardCounts
  readonly gates: GateBoard
}

export interface Verdict {
  readonly refused: readonly RefusedChange[]
  /** Whether the relay itself wrote something: a counter-edit, or an edit that it put where it belongs. */
  readonly wrote: boolean
}

/**
 * Judges the changes of one update, takes back what is refused and records the rest. The document's client id must be the
 * relay's. Moves come last: a gate looks at what the same update did to the card.
 */
export function judgeObserved(doc: Y.Doc, observed: Observed, author: Author, court: Court): Verdict {
  const refused: RefusedChange[] = []
  const isMove = (change: Change | Replaced) => change.kind !== "replaced" && laneEntered(change) !== undefined
  const moves = observed.changes.filter(isMove)
  for (const change of [...observed.changes.filter((other) => !isMove(other)), ...moves]) {
    const refusal = change.kind === "replaced" ? ({ rule: "E3" } as const) : accept(change, author, court)
    if (!refusal) continue
    refused.push({ refusal, change })
    write(doc, [takeBack(change)])
  }
  let wrote = refused.length > 0
  for (const lost of observed.lost) {
    const moved = lost.isMisplaced ? replaced(lost) : undefined
    if (moved && !accept(moved, author, court)) {
      write(doc, [moved])
      wrote = true
    } else court.seal(draftOfLost(lost, author.actor))
  }
  return { refused, wrote }
}

/** Records a change that may stand; the rule that refuses it otherwise. */
function accept(change: Change, { actor, role }: Author, court: Court): Refusal | undefined {
  const refusal = judge(change, role, court.counts) ?? judgeMove(change, court.gates)
  if (refusal) return refusal
  const isOverrun = overruns(change, court.gates)
  court.counts.apply(change)
  record(change, actor, court, isOverrun ? { data: { overLimit: true } } : {})
  return undefined
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
