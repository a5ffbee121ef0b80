import { useMemo } from "react"
import { useAtRisk, useWalk } from "./useLooked.ts"

const NONE: readonly string[] = []

/** The cards that a step goes through, in their order. */
export function useStepCards(step: string): readonly string[] {
  const risks = useAtRisk()
  const lanes = useWalk()
  return useMemo(() => {
    if (step === "at-risk") return risks.map(({ card }) => card)
    if (step === "walk") return lanes.flatMap(({ exceptions }) => exceptions.map(({ card }) => card))
    return NONE
  }, [step, risks, lanes])
}
