/** Rows of one ticket: what was added on is told apart, and stands right after its ticket where that is in the same lane. Pure. */
import type { LaneKind } from "../../shared/model/lane.ts"
import { isAddedOn, type TicketPart } from "../../shared/model/ticket.ts"
import type { BoardStatus, CardStatus } from "../../shared/wire/http.ts"

/** The ids of the cards that came when their ticket was in work. */
export function addedOnIn({ lanes }: Pick<BoardStatus, "lanes">): ReadonlySet<string> {
  const byTicket = new Map<string, (TicketPart & { readonly id: string })[]>()
  for (const lane of lanes)
    for (const { id, ticket, cameAt, startedAt, enteredLaneAt } of lane.cards) {
      if (ticket === null) continue
      const part = { id, ticket, kind: lane.kind as LaneKind, cameAt, startedAt, enteredLaneAt }
      byTicket.set(ticket, [...(byTicket.get(ticket) ?? []), part])
    }
  const added = [...byTicket.values()].flatMap((parts) =>
    parts.filter((part) =>
      isAddedOn(
        part,
        parts.filter((other) => other !== part),
      ),
    ),
  )
  return new Set(added.map(({ id }) => id))
}

interface Joinable {
  readonly card: Pick<CardStatus, "ticket">
  readonly isAddedOn: boolean
  readonly isJoined: boolean
}

/** In the lane's own order, but what was added on after the last of its ticket. */
export function joined<T extends Joinable>(rows: readonly T[]): readonly T[] {
  const first = rows.filter((row) => !row.isAddedOn)
  const heads = new Set(first.map(({ card }) => card.ticket))
  const isJoining = (row: T) => row.isAddedOn && heads.has(row.card.ticket)
  const stay = rows.filter((row) => !isJoining(row))
  const lastOf = new Map(stay.map((row) => [row.card.ticket, row]))
  return stay.flatMap((row) =>
    lastOf.get(row.card.ticket) === row
      ? [row, ...rows.filter((other) => isJoining(other) && other.card.ticket === row.card.ticket).map(asJoined)]
      : [row],
  )
}

const asJoined = <T extends Joinable>(row: T): T => ({ ...row, isJoined: true })
