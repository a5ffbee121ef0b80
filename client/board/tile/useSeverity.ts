import { type Handoff, isOpenOffer } from "../../../shared/handoff/handoff.ts"
import type { Severity } from "../../../shared/model/card.ts"
import { SEVERITIES } from "../../../shared/model/keys.ts"
import { usePromise } from "../../hooks/useCards.ts"
import { useHandoff } from "../../hooks/useHandoffs.ts"

/** How worried we are: as the card says, or as its offer does while it waits for somebody. The graver counts. */
export function useSeverity(card: string, severity: Severity = "routine"): Severity {
  const promise = usePromise(card)
  const handoff = useHandoff(promise?.openHandoff ?? promise?.heldBy ?? "")
  return handoff && isWaiting(handoff) ? graver(severity, handoff.severity) : severity
}

const isWaiting = (handoff: Handoff): boolean =>
  isOpenOffer(handoff) || (handoff.state === "accepted" && handoff.loopOpen)

const graver = (a: Severity, b: Severity): Severity => (SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b)
