/** The clocks of a handoff, from its state alone: a restarted relay finds the same moments again. */
import type { Instant } from "../time.ts"
import { type Handoff, isOpenOffer } from "./handoff.ts"

/** Steps of escalation after which nothing more is sent: crew, lane lead, everybody who leads, the top of the huddle. */
export const LAST_ESCALATION = 4

/** When the next step of escalation is due: the first at the end of the time to accept, the others one interval apart. */
export const clockDue = (handoff: Handoff): Instant =>
  (handoff.acceptBy ?? Number.POSITIVE_INFINITY) + handoff.escalation * handoff.escalateEveryMs

/** When the sender is reminded, once, that the read-back still waits for a word. */
export const remindDue = (handoff: Handoff): Instant =>
  (handoff.acceptedAt ?? Number.POSITIVE_INFINITY) + handoff.escalateEveryMs

/** What the relay itself has to do for this handoff next, and when; undefined when no clock runs. */
export function nextAlarm(
  handoff: Handoff,
): { readonly action: "expire" | "remind"; readonly at: Instant; readonly level: number } | undefined {
  if (isOpenOffer(handoff) && handoff.escalation < LAST_ESCALATION) {
    return { action: "expire", at: clockDue(handoff), level: handoff.escalation + 1 }
  }
  if (handoff.state === "accepted" && handoff.loopOpen && !handoff.loopReminded) {
    return { action: "remind", at: remindDue(handoff), level: 0 }
  }
  return undefined
}
