/** Moving a card by keys: each key means a place on the board, never a number of pixels. */
import { indexOfSlot, type Slot, slotAt } from "./slot.ts"

/** The board as the person sees it: lanes in order, and the cards of each that pass the filter. */
export interface Visible {
  laneIds(): readonly string[]
  cardIds(lane: string): readonly string[]
}

const MOVER_KEYS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"] as const
export type MoverKey = (typeof MOVER_KEYS)[number]
export const isMoverKey = (key: string): key is MoverKey => (MOVER_KEYS as readonly string[]).includes(key)

/** How far PageUp and PageDown carry a card. */
const PAGE = 10

const STEPS: Readonly<Record<MoverKey, (index: number, last: number) => number>> = {
  ArrowUp: (index) => index - 1,
  ArrowDown: (index) => index + 1,
  ArrowLeft: (index) => index,
  ArrowRight: (index) => index,
  Home: () => 0,
  End: (_, last) => last,
  PageUp: (index) => index - PAGE,
  PageDown: (index) => index + PAGE,
}

/** The slot after a key; the same slot where there is no further to go. */
export function stepSlot(slot: Slot, card: string, key: MoverKey, board: Visible): Slot {
  const lanes = board.laneIds()
  const by = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0
  const lane = by === 0 ? slot.lane : lanes[lanes.indexOf(slot.lane) + by]
  if (lane === undefined) return slot
  const index = indexOfSlot(slot, board.cardIds(slot.lane), card)
  const last = board.cardIds(lane).filter((id) => id !== card).length
  return slotAt(lane, board.cardIds(lane), STEPS[key](index, last), card)
}

/** The card that the focus goes to; undefined where there is none that way. Empty lanes are stepped over. */
export function neighbourOf(lane: string, card: string, key: MoverKey, board: Visible): string | undefined {
  const ids = board.cardIds(lane)
  const index = ids.indexOf(card)
  if (key !== "ArrowLeft" && key !== "ArrowRight") {
    const to = Math.max(0, Math.min(STEPS[key](index, ids.length - 1), ids.length - 1))
    return ids[to] === card ? undefined : ids[to]
  }
  const lanes = key === "ArrowLeft" ? [...board.laneIds()].reverse() : board.laneIds()
  const filled = lanes.slice(lanes.indexOf(lane) + 1).find((id) => board.cardIds(id).length > 0)
  if (filled === undefined) return undefined
  const there = board.cardIds(filled)
  return there[Math.min(index, there.length - 1)]
}
