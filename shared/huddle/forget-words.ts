/** What the fold holds of people's words (decisions, actions and their reasons) goes when it is erased. */
import { type Erasure, isErasedBy } from "../model/erasure.ts"
import type { HuddleState } from "./fold-huddle.ts"
import type { HuddleAction, HuddleDecision } from "./huddle.ts"
import type { HuddleRecord } from "./record.ts"

export function forgetHuddleWords(
  state: { readonly huddle: HuddleState; actions: HuddleAction[] },
  erasure: Erasure,
): void {
  const { open, last, lastBy } = state.huddle
  if (open) open.decisions = open.decisions.map((decision) => forgotten(decision, erasure))
  if (last && lastBy && isErasedBy(erasure, lastBy)) state.huddle.last = withoutWords(last)
  state.actions = state.actions.map((action) => forgottenAction(action, erasure))
}

const forgotten = (said: HuddleDecision, erasure: Erasure): HuddleDecision =>
  isErasedBy(erasure, { seq: said.seq, actor: said.by }) ? { ...said, text: "" } : said

function forgottenAction(action: HuddleAction, erasure: Erasure): HuddleAction {
  const { seq, by: actor, reasonBy, escalated } = action
  return {
    ...action,
    ...(isErasedBy(erasure, { seq, actor }) ? { text: "" } : {}),
    ...(reasonBy && isErasedBy(erasure, reasonBy) ? { reason: null } : {}),
    ...(escalated?.seq !== undefined && isErasedBy(erasure, { seq: escalated.seq, actor: escalated.by })
      ? { escalated: { ...escalated, reason: null } }
      : {}),
  }
}

function withoutWords(record: HuddleRecord): HuddleRecord {
  const bare = <T extends object>(lines: readonly T[]) => lines.map((line) => ({ ...line, text: "" }))
  return {
    ...record,
    decisions: bare(record.decisions),
    actions: bare(record.actions),
    escalated: bare(record.escalated).map((line) => ({ ...line, reason: "" })),
  }
}
