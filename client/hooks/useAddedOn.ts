/**
 * Which cards were added on to a ticket that was in work. It takes all cards of the board to know, so it is looked at every
 * second while somebody shows cards, and only on boards whose cards have tickets.
 */
import { useCallback, useSyncExternalStore } from "react"
import { prefixedOf } from "../../shared/model/card.ts"
import { laneOf } from "../../shared/model/lane.ts"
import {
  addedOnAmong,
  type TicketFields,
  type TicketPart,
  ticketFieldsOf,
  ticketOf,
} from "../../shared/model/ticket.ts"
import { startedAt } from "../../shared/promises/questions.ts"
import { SECOND_MS } from "../../shared/time.ts"
import type { BoardSession, External, ReadModel } from "../sync/board-session.ts"
import { cell, whileHeard } from "../sync/external.ts"
import { useBoardSession } from "./BoardSessionProvider.tsx"
import { perSession } from "./per-session.ts"

const NONE: ReadonlySet<string> = new Set()

const added = perSession(({ model }: BoardSession): External<ReadonlySet<string>> => {
  const now = cell(NONE)
  const look = () => {
    const next = addedOn(model)
    const isSame = next.size === now.get().size && [...next].every((id) => now.get().has(id))
    if (!isSame) now.set(next)
  }
  return whileHeard(now, () => {
    look()
    const timer = setInterval(look, SECOND_MS)
    return () => clearInterval(timer)
  })
})

function addedOn(model: ReadModel): ReadonlySet<string> {
  const fields = ticketFieldsOf({ meta: model.meta() })
  if (fields.ticket === undefined) return NONE
  const lanes = model.laneIds().map((id) => laneOf(id, model.lane(id) ?? {}))
  const ofWork = new Set(lanes.filter(({ kind }) => kind !== "waiting").map(({ id }) => id))
  return addedOnAmong(
    lanes.flatMap(({ id: lane, kind }) => model.cardIds(lane).flatMap((id) => partOf(model, id, kind, fields, ofWork))),
  )
}

function partOf(
  model: ReadModel,
  id: string,
  kind: TicketPart["kind"],
  fields: TicketFields,
  ofWork: ReadonlySet<string>,
): readonly TicketPart[] {
  const promise = model.promise(id)
  const values = Object.fromEntries(prefixedOf(model.card(id) ?? {}, "f")) as Record<string, string | number>
  const ticket = ticketOf({ fields: values }, fields)
  if (!promise || ticket === null) return []
  const { createdAt: cameAt, enteredLaneAt } = promise
  return [{ id, ticket, kind, cameAt, enteredLaneAt, startedAt: startedAt(promise, ofWork) }]
}

export function useIsAddedOn(card: string): boolean {
  const all = added(useBoardSession())
  const subscribe = useCallback((listener: () => void) => all.subscribe(listener), [all])
  return useSyncExternalStore(subscribe, () => all.get().has(card))
}
