import { IconAlertOctagonFilled, IconAlertTriangle, IconCircle } from "@tabler/icons-react"
import { useId } from "react"
import type { Card, Severity } from "../../../shared/model/card.ts"
import { SEVERITIES } from "../../../shared/model/keys.ts"
import { card as words } from "../../words/en/card.ts"
import { setSeverity } from "../edits.ts"
import { useCardEdits } from "../useCardEdits.ts"
import classes from "./fields.module.css"

/** A shape of its own for each, so that it is never colour alone. */
const SHAPES = { routine: IconCircle, watch: IconAlertTriangle, critical: IconAlertOctagonFilled } as const

export function SeverityField({ card }: { card: Card }) {
  const { canEdit, edit } = useCardEdits(card.id)
  const group = useId()
  return (
    <fieldset className={classes.segments} disabled={!canEdit}>
      <legend className="visually-hidden">{words.severity}</legend>
      {SEVERITIES.map((severity) => (
        <Segment
          key={severity}
          group={group}
          severity={severity}
          isChosen={card.severity === severity}
          onChoose={() => edit((edited) => setSeverity(edited, severity))}
        />
      ))}
    </fieldset>
  )
}

interface SegmentProps {
  readonly group: string
  readonly severity: Severity
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Segment({ group, severity, isChosen, onChoose }: SegmentProps) {
  const Shape = SHAPES[severity]
  return (
    <label className={classes.segment} data-severity={severity}>
      <input type="radio" name={group} value={severity} checked={isChosen} onChange={onChoose} />
      <Shape size={13} aria-hidden="true" />
      {words.severities[severity]}
    </label>
  )
}
