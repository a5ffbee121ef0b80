import { isStepId, type StepId } from "../../../shared/huddle/agenda.ts"
import type { Huddle } from "../../../shared/huddle/huddle.ts"
import { unreachable } from "../../../shared/result.ts"
import type { Shown } from "../follow.ts"
import { AtRiskStep } from "./AtRiskStep.tsx"
import { CloseStep } from "./CloseStep.tsx"
import { LookAheadStep } from "./LookAheadStep.tsx"
import { LookBackStep } from "./LookBackStep.tsx"
import { OwnStep } from "./OwnStep.tsx"
import { ReadBackStep } from "./ReadBackStep.tsx"
import { RollCallStep } from "./RollCallStep.tsx"
import { WalkStep } from "./WalkStep.tsx"

export interface StepProps {
  readonly huddle: Huddle
  readonly shown: Shown
}

/** What the step that is looked at has on the screen. */
export function StepBody({ huddle, shown }: StepProps) {
  const id = huddle.steps[shown.step]?.id ?? ""
  return isStepId(id) ? bodyOf(id, { huddle, shown }) : <OwnStep huddle={huddle} shown={shown} />
}

function bodyOf(id: StepId, props: StepProps) {
  switch (id) {
    case "roll-call":
      return <RollCallStep {...props} />
    case "look-back":
      return <LookBackStep {...props} />
    case "at-risk":
      return <AtRiskStep {...props} />
    case "walk":
      return <WalkStep {...props} />
    case "look-ahead":
      return <LookAheadStep />
    case "read-back":
      return <ReadBackStep {...props} />
    case "close":
      return <CloseStep {...props} />
    default:
      return unreachable(id)
  }
}
