import type { ReactNode } from "react"
import { useCard } from "../hooks/useCards.ts"
import { board as boardWords } from "../words/en/board.ts"
import { PointedBy } from "./PointedBy.tsx"
import rows from "./rows.module.css"

interface CardRowProps {
  readonly card: string
  readonly onGo: (card: string) => void
  /** What is said of it. */
  readonly children: ReactNode
}

/** A card in a list, and the way to it. */
export function CardRow({ card: id, onGo, children }: CardRowProps) {
  const card = useCard(id)
  return (
    <button type="button" className={rows.cardRow} data-pointed={id} onClick={() => onGo(id)}>
      <strong>{card?.title || boardWords.untitled}</strong>
      <span>
        {children}
        <PointedBy card={id} />
      </span>
    </button>
  )
}
