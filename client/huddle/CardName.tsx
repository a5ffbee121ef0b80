import { openCard } from "../board/board-address.ts"
import { useCard } from "../hooks/useCards.ts"
import { board as boardWords } from "../words/en/board.ts"
import { huddle as words } from "../words/en/huddle.ts"
import rows from "./rows.module.css"

/** A card by its title; one that is still there can be opened. */
export function CardName({ card: id }: { card: string }) {
  const card = useCard(id)
  if (!card) return <span>{words.gone}</span>
  return (
    <button type="button" className={rows.cardName} onClick={() => openCard(id)}>
      {card.title || boardWords.untitled}
    </button>
  )
}
