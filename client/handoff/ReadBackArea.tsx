import { useId } from "react"
import type { Brief } from "../../shared/handoff/brief.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { readBackHint } from "./accept-check.ts"
import classes from "./handoff.module.css"

interface ReadBackAreaProps {
  readonly value: string
  readonly brief: Brief
  readonly onChange: (text: string) => void
}

/** Own words. A copy of the brief is called one while it is typed. */
export function ReadBackArea({ value, brief, onChange }: ReadBackAreaProps) {
  const id = useId()
  const hint = readBackHint(value, brief)
  return (
    <div className={classes.field}>
      <label className={classes.fieldName} htmlFor={id}>
        {words.readBack}
      </label>
      <textarea
        id={id}
        className={classes.textarea}
        rows={3}
        maxLength={4_000}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} role="status" className={hint.isFine ? classes.quiet : classes.problem}>
        {hint.text}
      </p>
    </div>
  )
}
