/** From a point on the screen to a lane and a slot in it. */
import { type Slot, slotAt } from "./slot.ts"

interface Box {
  readonly left: number
  readonly right: number
}

/** The lane over or nearest to which the pointer is; how high or low does not matter. */
export function laneAt(x: number, rects: ReadonlyMap<string | number, Box>): string | undefined {
  let nearest: string | undefined
  let distance = Number.POSITIVE_INFINITY
  for (const [lane, { left, right }] of rects) {
    const away = Math.max(left - x, 0, x - right)
    if (away >= distance) continue
    nearest = String(lane)
    distance = away
  }
  return nearest
}

/** The slot at a height, asked of the cards that are drawn: above the middle of a card is before it. */
export function slotUnder(y: number, lane: string, ids: readonly string[], card: string): Slot {
  const others = ids.filter((id) => id !== card)
  const indexes = new Map(others.map((id, index) => [id, index]))
  const list = document.querySelector(`[data-lane-scroller="${CSS.escape(lane)}"]`)
  let lowest = -1
  for (const tile of list?.querySelectorAll<HTMLElement>("[data-card]") ?? []) {
    const index = indexes.get(tile.dataset.card ?? "")
    if (index === undefined) continue
    const { top, bottom } = tile.getBoundingClientRect()
    // A card that is pinned far outside of the scroller says nothing about this height.
    if (y < (top + bottom) / 2) return slotAt(lane, others, index, card)
    lowest = Math.max(lowest, index)
  }
  return slotAt(lane, others, lowest + 1, card)
}
