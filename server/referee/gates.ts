/** The gates of the lanes over the living document: what is asked before a card moves on. */
import type * as Y from "yjs"
import type { Change } from "../../shared/change/change.ts"
import { thingMap } from "../../shared/doc/layout.ts"
import type { Refusal } from "../../shared/errors.ts"
import { placeOf } from "../../shared/model/card.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import { cardPromise } from "../../shared/promises/questions.ts"
import { type GateBoard, isHandedOver, isOverLimit, judgeGate } from "../../shared/rules/gate.ts"
import type { BoardRole } from "../../shared/rules/permission.ts"
import type { BoardCounts } from "./counts.ts"
import { thingOf } from "./thing.ts"

export function gatesOf(doc: Y.Doc, promises: Promises, counts: BoardCounts): GateBoard {
  return {
    lane: (id) => thingOf(doc, "lanes", id),
    card: (id) => thingOf(doc, "cards", id),
    promise: (id) => cardPromise(promises, id),
    cardsIn: (lane) => counts.cardsIn(lane),
    isHandedOver: (id) => isHandedOver(cardPromise(promises, id)),
    laneIds: () => thingMap(doc, "lanes").keys(),
  }
}

/** The lane to which a change moves its card, or undefined when it moves none to another lane. */
export function laneEntered(change: Change): string | undefined {
  if (change.kind !== "set" || change.root !== "cards" || change.key !== "place") return undefined
  const from = placeOf({ place: change.from })?.[0]
  const to = placeOf({ place: change.to })?.[0]
  return from === to ? undefined : to
}

/**
 * What the gates say to an observed change. A lane that is not there would be a way around every gate: from nowhere, no
 * lane lies ahead.
 */
export function judgeMove(change: Change, gates: GateBoard, role: BoardRole): Refusal | undefined {
  const lane = laneEntered(change)
  if (lane !== undefined && !gates.lane(lane)) return { rule: "E1", data: { key: "place" } }
  return judgeGate(change, gates, role)
}

/** Whether a move takes a lane over its limit: nobody is stopped by that alone, but it is on record. */
export function overruns(change: Change, gates: GateBoard): boolean {
  const lane = laneEntered(change)
  return lane !== undefined && isOverLimit(lane, gates)
}
