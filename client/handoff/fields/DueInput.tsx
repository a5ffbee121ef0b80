import { usePickedDate } from "../../card/fields/usePickedDate.ts"
import { handoff as words } from "../../words/en/handoff.ts"
import classes from "../handoff.module.css"
import { keptDue, localInput } from "./time-value.ts"

interface DueInputProps {
  readonly id: string
  readonly value: string
  readonly disabled: boolean
  readonly onCommit: (due: string) => void
}

/** A day, and a time where it matters; the same form as the card's own due date. */
export function DueInput({ id, value, disabled, onCommit }: DueInputProps) {
  const [day = "", clock = ""] = value.length === 10 ? [value] : localInput(value).split("T")
  const date = usePickedDate(day, (next) => onCommit(keptDue(next, clock)))
  const time = usePickedDate(clock, (next) => onCommit(keptDue(day, next)), false)
  return (
    <div className={classes.due}>
      <input id={id} type="date" className={classes.input} aria-label={words.due} disabled={disabled} {...date} />
      <input
        type="time"
        className={classes.input}
        aria-label={words.dueTime}
        disabled={disabled || day === ""}
        {...time}
      />
    </div>
  )
}
