/**
 * Cards of one ticket, such as the dishes of a table: a board may set a field aside for the ticket and one for the quantity.
 * What comes while its ticket is in work joins it, and is told apart: whoever has begun must see that there is more to make.
 */
import type { Instant } from "../time.ts"
import type { BoardView } from "./board-view.ts"
import type { Card } from "./card.ts"
import type { LaneKind } from "./lane.ts"
import { type FieldDef, fieldsOf } from "./settings.ts"

export type FieldUse = NonNullable<FieldDef["use"]>

/** Which kinds of fields may be set aside for what. */
const TYPES_FOR: Readonly<Record<FieldUse, readonly FieldDef["type"][]>> = {
  quantity: ["number"],
  ticket: ["text", "number", "choice"],
}

export const usesOf = (type: FieldDef["type"]): readonly FieldUse[] =>
  (Object.keys(TYPES_FOR) as FieldUse[]).filter((use) => TYPES_FOR[use].includes(type))

/** The ids of the fields that are set aside; the first one where several are. */
export type TicketFields = Readonly<Record<FieldUse, string | undefined>>

export function ticketFieldsOf(view: Pick<BoardView, "meta">): TicketFields {
  const fields = fieldsOf(view)
  const idFor = (use: FieldUse) => fields.find((field) => field.use === use && TYPES_FOR[use].includes(field.type))?.id
  return { quantity: idFor("quantity"), ticket: idFor("ticket") }
}

type Values = Pick<Card, "fields">

const valueIn = ({ fields }: Values, id: string | undefined) =>
  id !== undefined && Object.hasOwn(fields, id) ? fields[id] : undefined

/** One where nobody says more; what is no amount is one as well. */
export function quantityOf(card: Values, { quantity }: TicketFields): number {
  const value = valueIn(card, quantity)
  return typeof value === "number" && value >= 0 ? value : 1
}

/** Null: it belongs to none. */
export function ticketOf(card: Values, { ticket }: TicketFields): string | null {
  const value = String(valueIn(card, ticket) ?? "").trim()
  return value === "" ? null : value
}

/** A card among those of its ticket. */
export interface TicketPart {
  readonly id: string
  readonly ticket: string | null
  readonly kind: LaneKind
  readonly cameAt: Instant
  /** When work on it first began; null: not yet. */
  readonly startedAt: Instant | null
  readonly enteredLaneAt: Instant
}

/**
 * The ids of those that were added on: others of their ticket were in work when they came. A table's ticket of today says
 * nothing about its guests of yesterday, so what was done by then does not count.
 */
export function addedOnAmong(parts: readonly TicketPart[]): ReadonlySet<string> {
  const byTicket = new Map<string, TicketPart[]>()
  for (const part of parts) {
    if (part.ticket === null) continue
    const others = byTicket.get(part.ticket)
    if (others) others.push(part)
    else byTicket.set(part.ticket, [part])
  }
  const added = [...byTicket.values()].flatMap((ticket) =>
    ticket.filter((part) => ticket.some((other) => other !== part && wasInWork(other, part.cameAt))),
  )
  return new Set(added.map(({ id }) => id))
}

const wasInWork = ({ startedAt, kind, enteredLaneAt }: TicketPart, at: Instant): boolean =>
  startedAt !== null && startedAt < at && (kind !== "done" || enteredLaneAt > at)
