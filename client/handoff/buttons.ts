/**
 * Which steps stand as buttons under a handoff. The table of transitions says who may do what from where; this only leaves
 * out what has a place of its own (accepting, questions, the loop) and what the relay would refuse anyway.
 */
import { type Handoff, standByUntil } from "../../shared/handoff/handoff.ts"
import { actionsOpen, type HandoffAction, type Party, transitionOf } from "../../shared/handoff/transitions.ts"
import type { Instant } from "../../shared/time.ts"

export interface StepButton {
  readonly action: HandoffAction
  readonly asksReason: boolean
  readonly isPrimary: boolean
}

/** In the order in which they are shown; what is not here has a place of its own, or is the relay's. */
const SHOWN: readonly HandoffAction[] = [
  "finish",
  "verify",
  "reassign",
  "return",
  "decline",
  "send-back",
  "withdraw",
  "recall",
  "take-over",
  "cancel",
]
const PRIMARY: ReadonlySet<HandoffAction> = new Set(["finish", "verify", "reassign"])

type Useful = (handoff: Handoff, parties: ReadonlySet<Party>, now: Instant) => boolean

/** What the guards would say, as far as the fold knows. */
const USEFUL: Partial<Record<HandoffAction, Useful>> = {
  reassign: ({ escalation }) => escalation > 0,
  // Whoever offered it takes it back by withdrawing.
  return: ({ to }, parties) => !parties.has("sender") && (to?.kind === "person" || parties.has("lead")),
  decline: ({ to }) => to?.kind !== "person",
  "send-back": (handoff, _, now) => now <= standByUntil(handoff),
  "take-over": ({ state }, parties) => !parties.has("receiver") && !(parties.has("sender") && state !== "accepted"),
  finish: ({ corrected }) => !corrected,
  verify: ({ fourEyes }, parties) => !(fourEyes && parties.has("doer")),
  withdraw: ({ state }) => state !== "draft",
}

export function stepButtons(handoff: Handoff, parties: ReadonlySet<Party>, now: Instant): readonly StepButton[] {
  const open = new Set(actionsOpen(handoff.state, parties))
  return SHOWN.filter((action) => open.has(action) && (USEFUL[action]?.(handoff, parties, now) ?? true)).map(
    (action) => ({
      action,
      asksReason: transitionOf(action).needsReason === true,
      isPrimary: PRIMARY.has(action),
    }),
  )
}

/** What anybody of several people could press, as on a shared screen. */
export function stepButtonsOfAny(
  handoff: Handoff,
  each: readonly ReadonlySet<Party>[],
  now: Instant,
): readonly StepButton[] {
  const all = each.flatMap((parties) => stepButtons(handoff, parties, now))
  return SHOWN.flatMap((action) => all.find((button) => button.action === action) ?? [])
}

export const mayDo = (action: HandoffAction, handoff: Handoff, parties: ReadonlySet<Party>): boolean =>
  actionsOpen(handoff.state, parties).includes(action)
