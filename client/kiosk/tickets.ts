/** Rows of one ticket: what was added on is told apart, and stands right after its ticket where that is in the same lane. Pure. */
import type { LaneKind } from "../../shared/model/lane.ts"
import { addedOnAmong } from "../../shared/model/ticket.ts"
import type { BoardStatus, CardStatus } from "../../shared/wire/http.ts"

/** The ids of the cards that came when their ticket was in work. */
export const addedOnIn = ({ lanes }: Pick<BoardStatus, "lanes">): ReadonlySet<string> =>
  addedOnAmong(lanes.flatMap((lane) => lane.cards.map((card) => ({ ...card, kind: lane.kind as LaneKind }))))

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
