import type { StepTime } from "../../../shared/huddle/huddle.ts"
import { huddle as words } from "../../words/en/huddle.ts"
import { digits } from "../time-left.ts"
import { useStepName } from "../useStepName.ts"
import classes from "./record.module.css"

/** How long each step took beside the box that it had, drawn to one scale; the figures stand beside it. */
export function StepBars({ steps }: { steps: readonly StepTime[] }) {
  const nameOf = useStepName()
  const longest = Math.max(1, ...steps.map(({ seconds, ms }) => Math.max(ms, seconds * 1000)))
  const width = (ms: number) => `${(ms / longest) * 100}%`
  return (
    <ol className={classes.bars}>
      {steps.map(({ id, seconds, ms }) => (
        <li key={id} data-over={ms > seconds * 1000 || undefined}>
          <span>{nameOf(id)}</span>
          <span className={classes.track} aria-hidden="true">
            <i style={{ width: width(seconds * 1000) }} />
            <b style={{ width: width(ms) }} />
          </span>
          <span>
            {words.minutesOf(digits(ms), digits(seconds * 1000))}
            {ms > seconds * 1000 && <span className="visually-hidden"> ({words.overBox})</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
