import { useEffect } from "react"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { closeCard, useOpenCard } from "./board-address.ts"
import { tileOf } from "./board-ui.ts"
import { CardPanel } from "./other-rooms.ts"
import { useBoardUi } from "./useBoardUi.ts"

/** The panel of the card in the address. The board brings that card into view; as the panel closes the focus goes back to it. */
export function OpenCard() {
  const card = useOpenCard()
  return card === undefined ? null : <Panel key={card} card={card} />
}

function Panel({ card }: { card: string }) {
  const { model } = useBoardSession()
  const ui = useBoardUi()
  useEffect(() => {
    const lane = model.laneIds().find((id) => model.cardIds(id).includes(card))
    if (lane === undefined) return
    // The panel takes its room beside the lanes first.
    const frame = requestAnimationFrame(() => {
      ui.showLane(lane)
      ui.lanes.get(lane)?.show(card)
    })
    return () => cancelAnimationFrame(frame)
  }, [model, ui, card])
  useEffect(() => () => tileOf(card)?.focus({ preventScroll: true }), [card])
  return <CardPanel cardId={card} onClose={closeCard} />
}
