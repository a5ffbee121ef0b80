/**
 * The gate of a lane: what must be true before a card leaves it forward. The same code tells the honest client before the drop
 * and the relay after it. Moves backward, and within the lane, are always free.
 */
import type * as z from "zod/mini"
import type { Change } from "../change/change.ts"
import type { Refusal } from "../errors.ts"
import type { Json } from "../json.ts"
import type { Registers } from "../model/board-view.ts"
import { checklistsOf, placeOf } from "../model/card.ts"
import type { GATE } from "../model/keys.ts"
import { laneOf } from "../model/lane.ts"
import type { CardPromise } from "../promises/fold.ts"

export type Gate = z.infer<typeof GATE>

/** What a gate looks at, as it stands before the move. */
export interface GateBoard {
  lane(id: string): Registers | undefined
  card(id: string): Registers | undefined
  promise(cardId: string): CardPromise | undefined
  /** Live cards in a lane. */
  cardsIn(laneId: string): number
  /** Whether the card's newest handoff has been accepted (and is not returned, withdrawn or cancelled). */
  isHandedOver(cardId: string): boolean
}

/** One item that a role has not signed yet. */
export interface MissingSignature {
  readonly check: string
  readonly text: string
  readonly role: string
}

export const gateOf = (lane: Registers | undefined): Gate | undefined => lane?.gate as Gate | undefined

/** Which roles have not signed which items of a card. An item without roles asks for no signature. */
export function missingSignatures(card: Registers, promise: CardPromise | undefined): readonly MissingSignature[] {
  const checks = checklistsOf(card).flatMap(({ checks: items }) => items)
  return checks.flatMap(({ id, text, roles }) =>
    roles
      .filter((role) => !promise?.signatures[id]?.some((signature) => signature.role === role))
      .map((role) => ({ check: id, text, role })),
  )
}

/** The first thing that keeps a card from moving on, or undefined. */
export function judgeGate(change: Change, board: GateBoard): Refusal | undefined {
  if (change.kind !== "set" || change.root !== "cards" || change.key !== "place") return undefined
  const from = placeOf({ place: change.from })?.[0]
  const to = placeOf({ place: change.to })?.[0]
  if (from === undefined || to === undefined || from === to || !isForward(board.lane(from), board.lane(to)))
    return undefined
  const gate = gateOf(board.lane(from))
  const card = board.card(change.id)
  if (!gate || !card || board.promise(change.id)?.gatePass === to) return undefined
  return (
    judgeSigned(gate, card, board.promise(change.id)) ??
    judgeFields(gate, card) ??
    judgeHandoff(gate, change.id, board) ??
    judgeRoom(gate, to, board)
  )
}

function isForward(from: Registers | undefined, to: Registers | undefined): boolean {
  return from !== undefined && to !== undefined && laneOf("", from).rank < laneOf("", to).rank
}

function judgeSigned(gate: Gate, card: Registers, promise: CardPromise | undefined): Refusal | undefined {
  if (!gate.signatures) return undefined
  const missing = missingSignatures(card, promise)
  if (missing.length === 0) return undefined
  return {
    rule: "G1",
    data: {
      checks: missing.map(({ check }) => check),
      texts: missing.map(({ text }) => text),
      roles: missing.map(({ role }) => role),
    },
  }
}

const isEmpty = (value: Json | undefined) => value === undefined || value === null || value === ""

function judgeFields(gate: Gate, card: Registers): Refusal | undefined {
  const empty = gate.fields.filter((key) => isEmpty(card[key]))
  return empty.length > 0 ? { rule: "G2", data: { fields: empty } } : undefined
}

function judgeHandoff(gate: Gate, card: string, board: GateBoard): Refusal | undefined {
  return gate.handoff && !board.isHandedOver(card) ? { rule: "G4" } : undefined
}

function judgeRoom(gate: Gate, to: string, board: GateBoard): Refusal | undefined {
  return gate.wip === "hard" && isOverLimit(to, board) ? { rule: "G3", data: { lane: to } } : undefined
}

/** Whether one more card takes a lane over its limit: hard gates refuse it, soft ones record it. */
export function isOverLimit(laneId: string, board: GateBoard): boolean {
  const lane = board.lane(laneId)
  const limit = lane && laneOf(laneId, lane).wip
  return limit !== undefined && board.cardsIn(laneId) >= limit
}

/** For the card's face and the drop: how many of the needed signatures stand. */
export function signatureCount(
  card: Registers,
  promise: CardPromise | undefined,
): { readonly signed: number; readonly needed: number } {
  const needed = checklistsOf(card)
    .flatMap(({ checks }) => checks)
    .reduce((sum, { roles }) => sum + roles.length, 0)
  return { signed: needed - missingSignatures(card, promise).length, needed }
}
