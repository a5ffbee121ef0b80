import type { Huddle } from "../../shared/huddle/huddle.ts"
import classes from "./huddle-bar.module.css"
import { LineForm } from "./LineForm.tsx"
import { Problem } from "./Problem.tsx"
import { SteeringContext, useNewSteering } from "./useSteering.ts"

/** The form for a decision or an action, over the board. */
export function FloatingLine({ huddle }: { huddle: Huddle }) {
  return (
    <SteeringContext value={useNewSteering()}>
      <div className={classes.floating}>
        <Problem />
        <LineForm huddle={huddle} />
      </div>
    </SteeringContext>
  )
}
