import { ActionIcon } from "@mantine/core"
import { IconX } from "@tabler/icons-react"
import type { Card } from "../../../shared/model/card.ts"
import { useNow } from "../../hooks/useNow.ts"
import { card as words } from "../../words/en/card.ts"
import { dueFromParts, duePartsOf, dueWords } from "../due.ts"
import { setDue } from "../edits.ts"
import { useCardEdits } from "../useCardEdits.ts"
import classes from "./fields.module.css"
import { None } from "./None.tsx"
import { usePickedDate } from "./usePickedDate.ts"

export function DueField({ card, id }: { card: Card; id: string }) {
  const { canEdit, edit } = useCardEdits(card.id)
  const parts = duePartsOf(card.due)
  const write = (date: string, time: string) => edit((edited) => setDue(edited, dueFromParts({ date, time })))
  const date = usePickedDate(parts.date, (value) => write(value, value === "" ? "" : parts.time))
  const time = usePickedDate(parts.time, (value) => write(parts.date, value), false)
  if (!canEdit && card.due === undefined) return <None />
  return (
    <div className={classes.inline}>
      <input {...date} id={id} className={classes.native} type="date" aria-label={words.dueDate} readOnly={!canEdit} />
      {parts.date !== "" && (
        <input {...time} className={classes.native} type="time" aria-label={words.dueTime} readOnly={!canEdit} />
      )}
      {card.due !== undefined && <DueRelative due={card.due} />}
      {card.due !== undefined && canEdit && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={words.clearDue}
          title={words.clearDue}
          onClick={() => edit((edited) => setDue(edited, null))}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </div>
  )
}

function DueRelative({ due }: { due: string }) {
  const { text, tone } = dueWords(due, useNow())
  return <span className={tone === "late" ? classes.late : tone === "soon" ? classes.soon : classes.quiet}>{text}</span>
}
