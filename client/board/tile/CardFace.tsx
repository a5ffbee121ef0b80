import { IconArrowRight } from "@tabler/icons-react"
import type { Card } from "../../../shared/model/card.ts"
import { board as words } from "../../words/en/board.ts"
import { cardAddress } from "../board-address.ts"
import { useSelected } from "../board-ui.ts"
import { useBoardUi } from "../useBoardUi.ts"
import { Accountable } from "./Accountable.tsx"
import { EditInPlace } from "./EditInPlace.tsx"
import { HandoffFace } from "./HandoffFace.tsx"
import { LabelChips } from "./LabelChips.tsx"
import { Meta } from "./Meta.tsx"
import { BlockedSign, SeveritySign } from "./signs.tsx"
import classes from "./tile.module.css"
import { useSeverity } from "./useSeverity.ts"

/** What a card says at a glance: how worried we are, what it is, what is next, whose it is, how long it has waited. */
export function CardFace({ card }: { card: Card }) {
  const ui = useBoardUi()
  const severity = useSeverity(card.id, card.severity)
  const field = useSelected(ui.editing, (editing) => (editing?.card === card.id ? editing.field : undefined))
  return (
    <>
      <SeveritySign severity={severity} />
      {field === "title" ? (
        <EditInPlace card={card.id} field="title" value={card.title} />
      ) : (
        <a
          className={classes.title}
          id={`card-${card.id}`}
          href={cardAddress(card.id)}
          data-act="open"
          tabIndex={-1}
          draggable={false}
          data-empty={card.title === "" || undefined}
        >
          {card.title || words.untitled}
        </a>
      )}
      <div id={`face-${card.id}`} className={classes.details}>
        <NextStep card={card} isEdited={field === "next"} />
        {card.blocked && <BlockedSign reason={card.blocked.reason} />}
        <HandoffFace card={card} />
        {card.labelIds.length > 0 && <LabelChips ids={card.labelIds} />}
        <div className={classes.foot}>
          <Accountable card={card} />
          <Meta card={card} />
        </div>
      </div>
    </>
  )
}

function NextStep({ card, isEdited }: { card: Card; isEdited: boolean }) {
  if (isEdited) return <EditInPlace card={card.id} field="next" value={card.next} />
  if (card.next === "") return null
  return (
    <p className={classes.next}>
      <IconArrowRight size={14} aria-hidden="true" />
      <span>
        <span className={classes.nextWord}>{words.next}</span> {card.next}
      </span>
    </p>
  )
}
