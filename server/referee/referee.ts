/**
 * Judges what was observed. What the rules refuse is taken back at once, in the same transaction, under the relay's own
 * client id: nobody ever sees the refused state, and what the author wrote elsewhere or later is kept.
 */
import type * as Y from "yjs"
import { type Change, reverse, type ThingRoot } from "../../shared/change/change.ts"
import { write } from "../../shared/doc/write.ts"
import type { Refusal } from "../../shared/errors.ts"
import { judgeTick } from "../../shared/handoff/finish-checks.ts"
import type { ActorId } from "../../shared/ids.ts"
import { placeOf } from "../../shared/model/card.ts"
import type { EntryDraft } from "../../shared/model/entry.ts"
import { partyBoard } from "../../shared/promises/needs-me.ts"
import { cardPromise, handoffOf } from "../../shared/promises/questions.ts"
import type { GateBoard } from "../../shared/rules/gate.ts"
import { judge } from "../../shared/rules/judge.ts"
import type { BoardRole } from "../../shared/rules/permission.ts"
import type { BoardCounts } from "./counts.ts"
import { judgeMove, laneEntered, overruns } from "./gates.ts"
import type { LostWrite, Observed, Replaced } from "./observe.ts"
import { type Recorder, record } from "./record.ts"
import { arrivalData, hasSeenLane } from "./seen-place.ts"

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
    const refusal = change.kind === "replaced" ? ({ rule: "E3" } as const) : refusalOf(change, observed, author, court)
    if (refusal) {
      refused.push({ refusal, change })
      write(doc, [takeBack(change)])
      if (refusal.rule === "E8" && change.kind === "set") court.seal(draftOfLate(doc, change, author.actor))
    } else if (change.kind !== "replaced") accept(doc, change, author, court)
  }
  let wrote = refused.length > 0
  for (const lost of observed.lost) {
    const move = moveOf(lost)
    const late = move && judgeSight(move, observed, court)
    const again = lost.isMisplaced || (move && !late) ? changeOfLost(lost) : undefined
    const refusal = late ?? (again && refusalOf(again, observed, author, court))
    if (again && !refusal) {
      write(doc, [again])
      accept(doc, again, author, court)
      wrote = true
    } else court.seal(draftOfLost(lost, author.actor))
    if (move && refusal) refused.push({ refusal, change: move })
  }
  return { refused, wrote }
}

function refusalOf(change: Change, observed: Observed, author: Author, court: Court): Refusal | undefined {
  return (
    judge(change, author.role, court.counts) ??
    judgeSight(change, observed, court) ??
    judgeMove(change, court.gates, author.role) ??
    judgeFinish(change, author, court)
  )
}

/** What a handoff is done by is not anybody's to tick. */
function judgeFinish(change: Change, author: Author, { promises, gates }: Court): Refusal | undefined {
  if (change.kind !== "set" || change.root !== "sheets") return undefined
  const board = partyBoard(promises, { cards: { get: gates.card }, lanes: { get: gates.lane } })
  return judgeTick(change, handoffOf(promises, change.id), { ...author, crewRoles: [] }, board)
}

/** Two people moved one card to different lanes: whoever came first moved it, the other is told whose move stands. */
function judgeSight(change: Change, { seen }: Observed, { promises }: Court): Refusal | undefined {
  if (laneEntered(change) === undefined || change.kind !== "set") return undefined
  const sight = seen.get(change.id)
  const arrival = cardPromise(promises, change.id)?.arrival
  const lane = placeOf({ place: change.from })?.[0]
  if (!sight || lane === undefined || hasSeenLane(sight, arrival)) return undefined
  return { rule: "E8", data: { lane, ...(arrival ? { person: arrival.by } : {}) } }
}

/** Records a change that may stand and stands in the document. */
function accept(doc: Y.Doc, change: Change, { actor }: Author, court: Court): void {
  const isOverrun = overruns(change, court.gates)
  court.counts.apply(change)
  record(change, actor, court, moveData(doc, change, isOverrun))
}

/** What the entry of a move says beside from and to. */
export function moveData(doc: Y.Doc, change: Change, isOverrun: boolean): Pick<EntryDraft, "data"> {
  if (laneEntered(change) === undefined || change.kind !== "set") return {}
  return { data: { ...arrivalData(doc, change.id), ...(isOverrun ? { overLimit: true } : {}) } }
}

/** A lost write that would have moved its card to another lane. */
function moveOf(lost: LostWrite): (Change & { readonly kind: "set" }) | undefined {
  const change = changeOfLost(lost)
  return change && laneEntered(change) !== undefined ? change : undefined
}

/**
 * A write that is written once more into what stands there now: an edit of a card that was deleted and put back meanwhile, a
 * move that only a reorder within the lane got in front of.
 */
function changeOfLost({
  root,
  thing,
  key,
  standing,
  value,
}: LostWrite): (Change & { readonly kind: "set" }) | undefined {
  return thing === null
    ? undefined
    : { kind: "set", root: root as ThingRoot, id: thing, key, from: standing, to: value }
}

const takeBack = (change: Change | Replaced): Change =>
  change.kind === "replaced"
    ? { kind: "created", root: change.root, id: change.id, value: change.from }
    : reverse(change)

const NOUNS: Readonly<Record<string, string>> = { cards: "card", lanes: "lane", sheets: "sheet" }

/** A move that came too late, after it was taken back. */
const draftOfLate = (doc: Y.Doc, { id, key, from, to }: Change & { kind: "set" }, actor: ActorId): EntryDraft => ({
  ...{ actor, kind: "card.edit-lost", card: id, key, from, to },
  data: arrivalData(doc, id),
})

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
