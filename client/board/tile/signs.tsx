import {
  IconAlertOctagonFilled,
  IconAlertTriangle,
  IconCircle,
  IconCircleHalf2,
  IconClock,
  IconClockExclamation,
  IconFlame,
  IconHandStop,
} from "@tabler/icons-react"
import type { AgeStep } from "../../../shared/model/ageing.ts"
import type { Severity } from "../../../shared/model/card.ts"
import { useStaleSince } from "../../hooks/useLiveness.ts"
import { board as words } from "../../words/en/board.ts"
import classes from "./tile.module.css"

const SIZE = 13

/** Shape, word and colour; the ordinary case says nothing. */
export function SeveritySign({ severity }: { severity: Severity }) {
  if (severity === "routine") return null
  const Icon = severity === "critical" ? IconAlertOctagonFilled : IconAlertTriangle
  return (
    <span className={classes.severity} data-severity={severity} title={words.severityHints[severity]}>
      <Icon size={SIZE} aria-hidden="true" />
      {words.severities[severity]}
    </span>
  )
}

export function BlockedSign({ reason }: { reason: string }) {
  return (
    <p className={classes.blocked}>
      <IconHandStop size={14} aria-hidden="true" />
      <span>
        <strong>{words.blocked}</strong> {reason}
      </span>
    </p>
  )
}

const AGE_ICON = {
  fresh: IconCircle,
  ageing: IconCircleHalf2,
  "due-soon": IconClockExclamation,
  late: IconFlame,
} as const

/** How long it has been in this lane; a lane without a target has no steps. */
export function AgeSign({ step, ageMs }: { step: AgeStep | undefined; ageMs: number }) {
  const isStale = useStaleSince() !== undefined
  const said = (age: string) => (isStale ? words.atLeast(age) : age)
  const Icon = step ? AGE_ICON[step] : IconClock
  const word = step && step !== "fresh" ? `${words.ages[step]} ` : ""
  const full = said(step ? words.ageWithStep(step, ageMs) : words.age(ageMs))
  return (
    <span className={classes.meta} data-age={step} title={full}>
      <Icon size={SIZE} aria-hidden="true" />
      <span aria-hidden="true">
        {word}
        {said(words.span(ageMs))}
      </span>
      <span className="visually-hidden">{full}</span>
    </span>
  )
}
