/**
 * Where a card in hand would land, as the cards above and below it and never as a number: while it is held, others may add,
 * move and put away cards, and the gap between two neighbours is still the gap that the person chose.
 */
import type { Change } from "../../../shared/change/change.ts"
import { placeOf } from "../../../shared/model/card.ts"
import { rankBetween, ranksBetween } from "../../../shared/model/rank.ts"
import { type Jitter, type Reader, setOnCard } from "../edits.ts"

export interface Slot {
  readonly lane: string
  readonly above: string | undefined
  readonly below: string | undefined
}

/** The slot at an index among a lane's cards; the card in hand is not counted. */
export function slotAt(lane: string, ids: readonly string[], index: number, card: string): Slot {
  const others = ids.filter((id) => id !== card)
  const at = Math.max(0, Math.min(index, others.length))
  return { lane, above: others[at - 1], below: others[at] }
}

export const slotOf = (lane: string, ids: readonly string[], card: string): Slot =>
  slotAt(lane, ids, ids.indexOf(card), card)

/** Where the slot is among the cards that are there now; the nearer neighbour that is left decides. */
export function indexOfSlot(slot: Slot, ids: readonly string[], card: string): number {
  const others = ids.filter((id) => id !== card)
  const above = slot.above === undefined ? -1 : others.indexOf(slot.above)
  if (above >= 0) return above + 1
  const below = slot.below === undefined ? -1 : others.indexOf(slot.below)
  if (below >= 0) return below
  return slot.above === undefined ? 0 : others.length
}

export const isSameSlot = (a: Slot, b: Slot): boolean => a.lane === b.lane && a.above === b.above && a.below === b.below

const rankOf = (board: Reader, id: string | undefined): string | undefined =>
  id === undefined ? undefined : placeOf(board.card(id) ?? {})?.[1]

/**
 * The one transaction of a drop. Among all cards of the lane, filtered ones too. Two neighbours with the same rank leave no
 * gap between them, so the lower ones of that run get new ranks along with it.
 */
export function moveTo(board: Reader, card: string, slot: Slot, jitter: Jitter): Change[] {
  const others = board.cardIds(slot.lane).filter((id) => id !== card)
  const at = indexOfSlot(slot, others, card)
  const isWhereItWas = placeOf(board.card(card) ?? {})?.[0] === slot.lane && board.cardIds(slot.lane)[at] === card
  if (isWhereItWas || !board.card(card)) return []
  const above = rankOf(board, others[at - 1])
  const below = rankOf(board, others[at])
  const run = above === undefined || below === undefined || below > above ? 0 : equalRun(board, others, at, above)
  if (run === 0) return setOnCard(board, card, "place", [slot.lane, rankBetween(above, below, jitter())])
  const [rank, ...rest] = ranksBetween(above, rankOf(board, others[at + run]), run + 1, jitter)
  return [
    ...setOnCard(board, card, "place", [slot.lane, rank!]),
    ...rest.flatMap((next, i) => setOnCard(board, others[at + i]!, "place", [slot.lane, next])),
  ]
}

/** How many cards from `at` on are not after `rank`. */
function equalRun(board: Reader, ids: readonly string[], at: number, rank: string): number {
  let run = 0
  while (at + run < ids.length && (rankOf(board, ids[at + run]) ?? "") <= rank) run++
  return run
}
