/** The clocks of a handoff, from its state alone: a restarted relay finds the same moments again. */

import type { Promises } from "../promises/fold.ts"
import type { Instant } from "../time.ts"
import { type Handoff, isOpenOffer } from "./handoff.ts"
import type { Party } from "./transitions.ts"

/**
 * Whom each step of escalation tells, beside the sender and those who may accept; every step keeps whom the ones before it
 * told. After the last one nothing more is sent: it stands at the top of the next huddle.
 */
const AUDIENCE = ["crew", "lead", "member", "huddle"] as const
export const LAST_ESCALATION = AUDIENCE.length

/** Whether somebody with these parts has been told by the steps that were taken. */
export const isInAudience = (handoff: Handoff, parties: ReadonlySet<Party>): boolean =>
  AUDIENCE.slice(0, handoff.escalation).some((told) => told !== "huddle" && parties.has(told))

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

/** When the first of a board's clocks strikes; null while none runs. */
export function firstAlarmAt({ handoffs }: Pick<Promises, "handoffs">): Instant | null {
  let first = Number.POSITIVE_INFINITY
  for (const handoff of Object.values(handoffs)) first = Math.min(first, nextAlarm(handoff)?.at ?? first)
  return Number.isFinite(first) ? first : null
}
