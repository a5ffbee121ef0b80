/**
 * The gate of a lane: what must be true before a card leaves it forward. The same code tells the honest client before the drop
 * and the relay after it. Moves backward, and within the lane, are always free.
 */
import type * as z from "zod/mini"
import type { Change } from "../change/change.ts"
import type { Refusal } from "../errors.ts"
import type { Target } from "../handoff/handoff.ts"
import type { Json } from "../json.ts"
import type { Registers } from "../model/board-view.ts"
import { checklistsOf, placeOf } from "../model/card.ts"
import type { GATE } from "../model/keys.ts"
import { laneOf } from "../model/lane.ts"
import { type CardPromise, signaturesOf } from "../promises/fold.ts"
import type { BoardRole } from "./permission.ts"

export type Gate = z.infer<typeof GATE>

/** What a gate looks at, as it stands before the move. */
export interface GateBoard {
  lane(id: string): Registers | undefined
  card(id: string): Registers | undefined
  promise(cardId: string): CardPromise | undefined
  /** Live cards in a lane. */
  cardsIn(laneId: string): number
  /** Whether the card has been handed over in its lane: `isHandedOver` of its promise. */
  isHandedOver(cardId: string): boolean
  /** All lanes, so that a move over several of them is judged by all their gates; left out: only where the card stands. */
  laneIds?(): Iterable<string>
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
      .filter((role) => !signaturesOf(promise, id).some((signature) => signature.role === role))
      .map((role) => ({ check: id, text, role })),
  )
}

/** A handoff has been accepted since the card came into its lane, and no other is on its way. */
export const isHandedOver = (promise: CardPromise | undefined): boolean =>
  promise?.handedOver === true && !promise.openHandoff

/** The first thing that keeps a card from moving on, or a new one from coming in where it does; undefined when it may. */
export function judgeGate(change: Change, board: GateBoard, role: BoardRole): Refusal | undefined {
  if (change.kind === "set-meta" || change.root !== "cards") return undefined
  if (change.kind === "created") return judgeEntry(placeOf(change.value)?.[0], board, role)
  if (change.kind !== "set") return undefined
  if (change.key === "archived") return judgeArchive(change.id, change.to, board)
  if (change.key !== "place") return undefined
  const from = placeOf({ place: change.from })?.[0]
  const to = placeOf({ place: change.to })?.[0]
  if (from === undefined || !board.lane(from)) return judgeEntry(to, board, role)
  return to === undefined ? undefined : judgeMove(change.id, from, to, board, gatesFor(from, to, board))
}

/**
 * Work begins before the gates, or at the first of them: made right behind one it would never have been asked for anything.
 * A lead may put it where it stands already.
 */
function judgeEntry(to: string | undefined, board: GateBoard, role: BoardRole): Refusal | undefined {
  if (to === undefined || role === "lead") return undefined
  const passed = [...(board.laneIds?.() ?? [])].find(
    (id) => isLive(board.lane(id)) && asksOfCard(gateOf(board.lane(id))) && isForward(board.lane(id), board.lane(to)),
  )
  return passed === undefined ? undefined : { rule: "G5", data: { lane: passed } }
}

/** What the gate says before the card is offered to a lane: everything but the handoff, which is what is being made. */
export function judgeExit(cardId: string, target: Target, board: GateBoard): Refusal | undefined {
  const from = placeOf(board.card(cardId) ?? {})?.[0]
  if (target.kind !== "lane" || from === undefined) return undefined
  const gates = gatesFor(from, target.id, board).map((gate) => ({ ...gate, handoff: false }))
  return judgeMove(cardId, from, target.id, board, gates)
}

function judgeMove(
  cardId: string,
  from: string,
  to: string,
  board: GateBoard,
  gates: readonly Gate[],
): Refusal | undefined {
  const card = board.card(cardId)
  const promise = board.promise(cardId)
  if (!card || from === to || promise?.gatePass === to) return undefined
  for (const gate of gates) {
    const refusal =
      judgeSigned(gate, card, promise) ??
      judgeFields(gate, card) ??
      judgeHandoff(gate, cardId, board) ??
      judgeRoom(gate, to, board)
    if (refusal) return refusal
  }
  return undefined
}

const asksOfCard = (gate: Gate | undefined): boolean =>
  gate !== undefined && (gate.signatures || gate.handoff || gate.fields.length > 0)

/** A card in somebody's hands on its way to another is not put away: the receiver would wait for nothing. */
function judgeArchive(cardId: string, to: Json, board: GateBoard): Refusal | undefined {
  const open = board.promise(cardId)?.openHandoff
  return to === true && open ? { rule: "H17", data: { handoff: open } } : undefined
}

/** The gates between two lanes, leaving the first and passing all between: going back and jumping over one opens none. */
function gatesFor(from: string, to: string, board: GateBoard): readonly Gate[] {
  if (!isForward(board.lane(from), board.lane(to))) return []
  const between = [...(board.laneIds?.() ?? [])].filter(
    (id) =>
      id !== from &&
      isLive(board.lane(id)) &&
      isForward(board.lane(from), board.lane(id)) &&
      isForward(board.lane(id), board.lane(to)),
  )
  return [from, ...between].flatMap((id) => gateOf(board.lane(id)) ?? [])
}

const isLive = (lane: Registers | undefined): boolean => lane !== undefined && lane.archived !== true

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
