import { IconDots } from "@tabler/icons-react"
import { memo } from "react"
import { useCard } from "../../hooks/useCards.ts"
import { useHasChanged } from "../../hooks/useLiveness.ts"
import { board as words } from "../../words/en/board.ts"
import { useSelected } from "../board-ui.ts"
import { useBoardUi } from "../useBoardUi.ts"
import { CardFace } from "./CardFace.tsx"
import { CompanyMarks } from "./CompanyMarks.tsx"
import { useCompany } from "./card-company.ts"
import classes from "./tile.module.css"
import { useSeverity } from "./useSeverity.ts"

interface CardTileProps {
  readonly id: string
  /** Whether Tab comes to this card; the arrows go to the others. */
  readonly isTabStop: boolean
}

/** One card on the board. Its events are handled by the board, by `data-card`: thousands of cards carry no handlers. */
export const CardTile = memo(function CardTile({ id, isTabStop }: CardTileProps) {
  const ui = useBoardUi()
  const card = useCard(id)
  const severity = useSeverity(id, card?.severity)
  const company = useCompany(id)
  const heldBy = useSelected(ui.held, (held) => (held?.card === id ? held.by : undefined))
  const movedBy = useSelected(ui.movedBy, (moved) => moved.get(id))
  const hasChanged = useHasChanged(id)
  if (!card) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this is a group of what belongs to one card
    <div
      className={classes.tile}
      data-card={id}
      data-severity={severity}
      data-held={heldBy}
      data-company={company.dragging ? "dragging" : undefined}
      data-moved={movedBy === undefined ? undefined : ""}
      data-changed={hasChanged || undefined}
      role="group"
      aria-roledescription={words.cardRole}
      aria-labelledby={`card-${id}`}
      aria-describedby={`face-${id}`}
      tabIndex={isTabStop ? 0 : -1}
    >
      <CardFace card={card} />
      <CompanyMarks company={company} movedBy={movedBy} />
      <button
        type="button"
        className={classes.menu}
        data-act="menu"
        tabIndex={-1}
        aria-label={words.cardMenu(card.title || words.untitled)}
      >
        <IconDots size={16} aria-hidden="true" />
      </button>
    </div>
  )
})
