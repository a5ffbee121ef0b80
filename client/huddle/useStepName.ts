import { useMeta } from "../hooks/useBoard.ts"
import { huddle as words } from "../words/en/huddle.ts"

/** The board's name for a step of its huddle. */
export function useStepName(): (step: string) => string {
  const meta = useMeta()
  return (step) => words.stepName(step, (meta[`a:${step}`] as { readonly name?: string } | undefined)?.name ?? "")
}
