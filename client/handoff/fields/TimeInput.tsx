import { usePickedDate } from "../../card/fields/usePickedDate.ts"
import classes from "../handoff.module.css"
import { keptTime, localInput } from "./time-value.ts"

interface TimeInputProps {
  readonly id?: string
  readonly label: string
  readonly value: string
  readonly disabled?: boolean
  readonly onCommit: (value: string) => void
}

export function TimeInput({ id, label, value, disabled, onCommit }: TimeInputProps) {
  const picked = usePickedDate(localInput(value), (local) => onCommit(keptTime(local)))
  return (
    <input
      {...(id ? { id } : {})}
      type="datetime-local"
      className={classes.input}
      aria-label={label}
      disabled={disabled}
      {...picked}
    />
  )
}
