import { useEffect } from "react"
import { closeCard, useOpenCard } from "./board-address.ts"
import { tileOf } from "./board-ui.ts"
import { CardPanel } from "./other-rooms.ts"

/** The panel of the card in the address. As it closes the focus goes back to the card on the board. */
export function OpenCard() {
  const card = useOpenCard()
  return card === undefined ? null : <Panel key={card} card={card} />
}

function Panel({ card }: { card: string }) {
  useEffect(() => () => tileOf(card)?.focus({ preventScroll: true }), [card])
  return <CardPanel cardId={card} onClose={closeCard} />
}
