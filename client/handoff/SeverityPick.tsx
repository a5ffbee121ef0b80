import { IconAlertOctagonFilled, IconAlertTriangle, IconCircle } from "@tabler/icons-react"
import { useId } from "react"
import type { Severity } from "../../shared/model/card.ts"
import { SEVERITIES } from "../../shared/model/keys.ts"
import fields from "../card/fields/fields.module.css"
import { Typists } from "../card/fields/Typists.tsx"
import { useTyping } from "../card/fields/useTyping.ts"
import { handoff as words } from "../words/en/handoff.ts"
import classes from "./handoff.module.css"

const SHAPES = { routine: IconCircle, watch: IconAlertTriangle, critical: IconAlertOctagonFilled } as const

interface SeverityPickProps {
  readonly value: Severity
  readonly readOnly: boolean
  /** Others see who is at it. */
  readonly typing: { readonly cardId: string; readonly register: string }
  readonly onChoose: (severity: Severity) => void
}

/** How worried we are comes first: it decides what is needed and how much is read back. */
export function SeverityPick({ value, readOnly, typing, onChoose }: SeverityPickProps) {
  const group = useId()
  const { onFocus, onBlur } = useTyping(typing.cardId, typing.register)
  return (
    <fieldset className={classes.severityPick} disabled={readOnly} onFocus={onFocus} onBlur={onBlur}>
      <legend className={classes.fieldName}>
        {words.severity} <Typists {...typing} />
      </legend>
      <div className={fields.segments}>
        {SEVERITIES.map((severity) => {
          const Shape = SHAPES[severity]
          return (
            <label key={severity} className={fields.segment} data-severity={severity}>
              <input
                type="radio"
                name={group}
                value={severity}
                checked={severity === value}
                onChange={() => onChoose(severity)}
              />
              <Shape size={13} aria-hidden="true" />
              {words.severities[severity]}
            </label>
          )
        })}
      </div>
      <p className={classes.help}>{words.severityHints[value]}</p>
    </fieldset>
  )
}

/** Shape, word and colour, for reading. */
export function SeverityMark({ value }: { value: Severity }) {
  const Shape = SHAPES[value]
  return (
    <span className={classes.severity} data-severity={value} title={words.severityHints[value]}>
      <Shape size={14} aria-hidden="true" />
      {words.severities[value]}
    </span>
  )
}
