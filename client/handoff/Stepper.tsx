import { IconCheck } from "@tabler/icons-react"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import { handoff as words } from "../words/en/handoff.ts"
import classes from "./handoff.module.css"
import { STEPS, standingOf } from "./standing.ts"

/** The five steps, and where this handoff is among them. */
export function Stepper({ handoff }: { handoff: Handoff }) {
  const { step, isAside } = standingOf(handoff, 0)
  const at = STEPS.indexOf(step)
  const state = words.states[handoff.state]
  return (
    <ol
      className={classes.steps}
      aria-label={words.stepperLabel(words.steps[step], state)}
      data-aside={isAside || undefined}
    >
      {STEPS.map((name, i) => {
        const isDone = i < at || handoff.state === "verified"
        return (
          <li
            key={name}
            data-state={isDone ? "done" : i === at ? "now" : "next"}
            {...(i === at ? { "aria-current": "step" } : {})}
          >
            <span className={classes.stepMark} aria-hidden="true">
              {isDone && <IconCheck size={11} stroke={3} />}
            </span>
            {i === at && step !== handoff.state ? state : words.steps[name]}
          </li>
        )
      })}
    </ol>
  )
}
