/** How long a card has been where it is, in four steps of its lane's own target. */
import { MINUTE_MS } from "../time.ts"
import type { LaneKind } from "./lane.ts"

export type AgeStep = "fresh" | "ageing" | "due-soon" | "late"

/** From this share of the target on. */
const AGEING_AT = 0.5
const DUE_SOON_AT = 0.8

/** Undefined where nothing is awaited: a lane without a target, or one where the work is done. */
export function ageStep(ageMs: number, lane: { readonly targetMinutes?: number | undefined; readonly kind: LaneKind }) {
  if (lane.targetMinutes === undefined || lane.kind === "done") return undefined
  const share = ageMs / (lane.targetMinutes * MINUTE_MS)
  if (share > 1) return "late" satisfies AgeStep
  if (share >= DUE_SOON_AT) return "due-soon" satisfies AgeStep
  return (share >= AGEING_AT ? "ageing" : "fresh") satisfies AgeStep
}
