import { useMemo } from "react"
import { useCardIds } from "../../hooks/useCards.ts"
import { useSelected } from "../board-ui.ts"
import { indexOfSlot, type Slot } from "../drag/slot.ts"
import { useBoardUi } from "../useBoardUi.ts"

/** The cards of a lane that pass the filter. The card in hand stays where it was lifted, whatever others do with it. */
export function useVisibleIds(lane: string): readonly string[] {
  const ui = useBoardUi()
  const ids = useCardIds(lane)
  const matched = useSelected(ui.matched, (set) => set)
  const from = useSelected(ui.held, (held) => held?.from)
  const card = useSelected(ui.held, (held) => held?.card)
  return useMemo(() => {
    const shown = matched ? ids.filter((id) => matched.has(id)) : ids
    return card === undefined || !from ? shown : keepInHand(shown, lane, card, from)
  }, [ids, matched, lane, card, from])
}

export function keepInHand(ids: readonly string[], lane: string, card: string, from: Slot): readonly string[] {
  const isHere = ids.includes(card)
  if (isHere === (lane === from.lane)) return ids
  const others = ids.filter((id) => id !== card)
  if (isHere) return others
  const at = indexOfSlot(from, others, card)
  return [...others.slice(0, at), card, ...others.slice(at)]
}
