/** The board as a wall display needs it. A kiosk stands where anybody walks past, so it gets initials and no reasons. */

import type { Json } from "../../shared/json.ts"
import type { BoardView } from "../../shared/model/board-view.ts"
import { cardOf, cardsByLane } from "../../shared/model/card.ts"
import type { StoredDamage } from "../../shared/model/damage.ts"
import type { Entry } from "../../shared/model/entry.ts"
import { type Lane, liveLanes } from "../../shared/model/lane.ts"
import { boardName, labelsOf } from "../../shared/model/settings.ts"
import { quantityOf, type TicketFields, ticketFieldsOf, ticketOf } from "../../shared/model/ticket.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import { startedAt } from "../../shared/promises/questions.ts"
import type { BoardRole } from "../../shared/rules/permission.ts"
import type { Instant } from "../../shared/time.ts"
import type { BoardStatus, CardStatus, LaneStatus, ShownEntry } from "../../shared/wire/http.ts"
import { handoffStatus } from "./handoff-status.ts"
import { initialsOf } from "./initials.ts"

export interface StatusQuestion {
  readonly id: string
  readonly view: BoardView
  readonly promises: Promises
  readonly damage?: StoredDamage | undefined
  /** Names as initials, and no reasons. */
  readonly isPrivate: boolean
  readonly at: Instant
  nameOf(actor: string): string
}

export function statusOf(asked: StatusQuestion): BoardStatus {
  const byLane = cardsByLane(asked.view)
  const lanes = liveLanes(asked.view)
  const started = new Set(lanes.filter(({ kind }) => kind !== "waiting").map(({ id }) => id))
  const fields = ticketFieldsOf(asked.view)
  const laneStatus = (lane: Lane): LaneStatus => {
    const ids = byLane.get(lane.id) ?? []
    const listed = lane.kind === "done" ? newestOf(ids, asked.promises) : ids
    return {
      ...{ id: lane.id, name: lane.name, kind: lane.kind },
      ...{ wip: lane.wip ?? null, targetMinutes: lane.targetMinutes ?? null },
      ...{ cards: listed.map((id) => cardStatus(id, asked, started, fields)), total: ids.length },
    }
  }
  const { seq } = asked.promises
  return {
    ...{ id: asked.id, name: boardName(asked.view), seq, at: asked.at },
    ...(asked.damage ? { damage: asked.damage } : {}),
    lanes: lanes.map(laneStatus),
    kinds: labelsOf(asked.view)
      .filter(({ targetMinutes, isCounted }) => targetMinutes !== undefined || isCounted === true)
      .map(({ id, name, targetMinutes = null, isCounted = false }) => ({ id, name, targetMinutes, isCounted })),
  }
}

/** A board that runs for years has thousands of cards that are done, and a wall shows the last few. */
const MOST_DONE = 20

/** In the lane's own order. */
function newestOf(ids: readonly string[], { cards }: Promises): readonly string[] {
  if (ids.length <= MOST_DONE) return ids
  const cameAt = (id: string) => (Object.hasOwn(cards, id) ? cards[id]!.enteredLaneAt : 0)
  const newest = new Set([...ids].sort((a, b) => cameAt(b) - cameAt(a)).slice(0, MOST_DONE))
  return ids.filter((id) => newest.has(id))
}

function cardStatus(id: string, asked: StatusQuestion, started: ReadonlySet<string>, fields: TicketFields): CardStatus {
  const { view, promises, isPrivate, at, nameOf } = asked
  const card = cardOf(id, view.cards.get(id) ?? {})
  const promise = Object.hasOwn(promises.cards, id) ? promises.cards[id] : undefined
  const person = promise?.accountable ? nameOf(promise.accountable) : null
  return {
    ...{ id, rank: card.rank, title: card.title, next: card.next, severity: card.severity, due: card.due ?? null },
    blocked: card.blocked === undefined ? null : isPrivate ? "" : card.blocked.reason,
    accountable: person !== null && isPrivate ? initialsOf(person) : person,
    handoff: handoffStatus(promise, asked),
    ...{ cameAt: promise?.createdAt ?? at, enteredLaneAt: promise?.enteredLaneAt ?? at },
    ...{ startedAt: startedAt(promise, started), labels: card.labelIds },
    ...{ quantity: quantityOf(card, fields), ticket: ticketOf(card, fields) },
    ...{ checksDone: card.checksDone, checksTotal: card.checksTotal },
  }
}

/** What a feed tells of an entry: a kiosk learns that something moved, never who did it or what they wrote. */
export const shownEntry = (entry: Entry, role: BoardRole): Entry | ShownEntry =>
  role === "kiosk" ? factOf(entry) : entry

export function factOf(entry: Entry): ShownEntry {
  const { seq, at, kind, card, key } = entry
  const { lane, fromLane } = lanesOf(entry)
  return { seq, at, kind, card, lane, ...(fromLane === undefined ? {} : { fromLane }), key }
}

/** The lanes that an entry speaks of: where it happened or led to, and, for a card that changed its lane, where it left. */
export function lanesOf(entry: Entry): { readonly lane: string | undefined; readonly fromLane: string | undefined } {
  const left = entry.kind === "card.moved" ? laneIn(entry.from) : undefined
  const led = entry.kind === "card.moved" ? laneIn(entry.to) : laneIn(entry.data?.place)
  return { lane: entry.lane ?? led, fromLane: left }
}

const laneIn = (place: Json | undefined): string | undefined =>
  Array.isArray(place) && typeof place[0] === "string" ? place[0] : undefined
