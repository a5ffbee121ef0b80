import { currentStep, type Huddle } from "../../shared/huddle/huddle.ts"
import { useNow } from "../hooks/useNow.ts"
import { huddle as words } from "../words/en/huddle.ts"
import classes from "./huddle.module.css"
import { saidLeft } from "./said-left.ts"
import { TimeRing } from "./TimeRing.tsx"
import { stepLeft } from "./time-left.ts"
import { useStepName } from "./useStepName.ts"

const SECOND = 1_000

/** The step that runs, and how long it lasts. */
export function StepHead({ huddle }: { huddle: Huddle }) {
  const now = useNow(SECOND)
  const name = useStepName()(currentStep(huddle).id)
  const left = stepLeft(huddle, now)
  return (
    <div className={classes.stepHead}>
      <h1 className={classes.stepName}>
        {name}
        <span className="visually-hidden">, {words.stepOf(huddle.step + 1, huddle.steps.length)}</span>
      </h1>
      <TimeRing left={left} label={words.timer(name, saidLeft(left))} />
    </div>
  )
}
