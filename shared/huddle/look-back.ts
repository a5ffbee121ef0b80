/** What a huddle looks back at: the actions that are open, overdue ones first, and what went wrong since the last one. */
import type { Promises } from "../promises/fold.ts"
import { DAY_MS, type Instant } from "../time.ts"
import { endOfDay, type RiskAsked } from "./at-risk.ts"
import type { HuddleAction } from "./huddle.ts"

export interface OpenAction {
  readonly action: HuddleAction
  readonly isOverdue: boolean
}

export interface Setback {
  readonly kind: "returned" | "expired" | "recalled"
  readonly handoff: string
  readonly card: string
  readonly at: Instant
}

export interface LookBack {
  /** The end of the last huddle, or a day ago where none was held. */
  readonly since: Instant
  readonly actions: readonly OpenAction[]
  readonly setbacks: readonly Setback[]
}

export function lookBack(
  promises: Pick<Promises, "huddle" | "actions" | "handoffs">,
  { now, endOf = endOfDay }: RiskAsked,
): LookBack {
  const since = promises.huddle.last?.endedAt ?? now - DAY_MS
  return { since, actions: openActions(promises.actions, { now, endOf }), setbacks: setbacksOf(promises, since, now) }
}

/** The actions that wait to be done, the one that is due first at the top. */
function openActions(actions: readonly HuddleAction[], { now, endOf = endOfDay }: RiskAsked): readonly OpenAction[] {
  const dueAt = ({ due }: HuddleAction) => endOf(due) ?? Number.POSITIVE_INFINITY
  return actions
    .filter(({ state }) => state === "open")
    .map((action) => ({ action, isOverdue: dueAt(action) < now }))
    .sort((a, b) => compare(dueAt(a.action), dueAt(b.action)) || a.action.seq - b.action.seq)
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)

function setbacksOf({ handoffs }: Pick<Promises, "handoffs">, since: Instant, now: Instant): readonly Setback[] {
  const found = Object.values(handoffs).flatMap(
    ({ id, card, state, endedAt, escalation, acceptBy, recalledAt }): Setback[] => [
      ...(state === "returned" && endedAt !== null
        ? [{ kind: "returned", handoff: id, card, at: endedAt } as const]
        : []),
      ...(escalation > 0 && acceptBy !== null ? [{ kind: "expired", handoff: id, card, at: acceptBy } as const] : []),
      ...(recalledAt === null ? [] : [{ kind: "recalled", handoff: id, card, at: recalledAt } as const]),
    ],
  )
  return found
    .filter(({ at }) => at >= since && at <= now)
    .sort((a, b) => a.at - b.at || compareText(a.handoff, b.handoff))
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
