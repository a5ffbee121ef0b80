import { useEffect } from "react"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useCardRegisters } from "../hooks/useCards.ts"
import { closeCard, useOpenCard } from "./board-address.ts"
import { tileOf } from "./board-ui.ts"
import { CardPanel } from "./other-rooms.tsx"

/** The panel of the card in the address. Others see that we look at it. */
export function OpenCard() {
  const card = useOpenCard()
  return card === undefined ? null : <Panel key={card} card={card} />
}

function Panel({ card }: { card: string }) {
  const session = useBoardSession()
  const isThere = useCardRegisters(card) !== undefined
  useEffect(() => {
    if (!isThere) return
    session.setPresence({ card })
    return () => {
      session.setPresence({ card: undefined })
      tileOf(card)?.focus({ preventScroll: true })
    }
  }, [session, card, isThere])
  return <CardPanel cardId={card} onClose={closeCard} />
}
