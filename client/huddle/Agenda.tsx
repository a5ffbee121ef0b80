import type { Huddle } from "../../shared/huddle/huddle.ts"
import { huddle as words } from "../words/en/huddle.ts"
import type { Shown } from "./follow.ts"
import classes from "./huddle.module.css"
import { useHuddleUi, useIsDriver } from "./useHuddle.ts"
import { useSteering } from "./useSteering.ts"
import { useStepName } from "./useStepName.ts"

/** All steps in a row. Whoever drives goes there with everybody; anybody else looks there on their own. */
export function Agenda({ huddle, shown }: { huddle: Huddle; shown: Shown }) {
  const isDriver = useIsDriver(huddle)
  const steering = useSteering()
  const ui = useHuddleUi()
  const nameOf = useStepName()
  const go = (step: number) => {
    ui.own.set(isDriver || step === huddle.step ? undefined : { huddle: huddle.id, step })
    if (isDriver) void steering.goTo(step)
  }
  return (
    <nav className={classes.agenda} aria-label={words.agenda}>
      <ol>
        {huddle.steps.map(({ id }, step) => (
          <li key={id}>
            <button
              type="button"
              aria-current={step === huddle.step ? "step" : undefined}
              data-past={step < huddle.step || undefined}
              data-looked={(step === shown.step && !shown.isFollowing) || undefined}
              title={isDriver ? words.goTo(nameOf(id)) : words.lookAt(nameOf(id))}
              onClick={() => go(step)}
            >
              {nameOf(id)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
