/** The handoff of a card as a wall display needs it: where it is on its way to, and how long that may take. */
import { isOpen } from "../../shared/handoff/handoff.ts"
import type { Json } from "../../shared/json.ts"
import type { CardPromise } from "../../shared/promises/fold.ts"
import { handoffOf } from "../../shared/promises/questions.ts"
import type { HandoffStatus } from "../../shared/wire/http.ts"
import { initialsOf } from "./initials.ts"
import type { StatusQuestion } from "./status.ts"

export function handoffStatus(card: CardPromise | undefined, asked: StatusQuestion): HandoffStatus | null {
  const id = card?.openHandoff ?? card?.heldBy
  const handoff = id ? handoffOf(asked.promises, id) : undefined
  if (!handoff?.to || !(isOpen(handoff) || handoff.loopOpen)) return null
  const { severity, offeredAt, acceptBy, escalation, loopOpen, to } = handoff
  const state = handoff.state as HandoffStatus["state"]
  return { state, severity, to: targetName(to, asked), toKind: to.kind, offeredAt, acceptBy, escalation, loopOpen }
}

function targetName({ kind, id }: { kind: HandoffStatus["toKind"]; id: string }, asked: StatusQuestion): string {
  const { view, isPrivate, nameOf } = asked
  if (kind === "person") return isPrivate ? initialsOf(nameOf(id)) : nameOf(id)
  return named(kind === "lane" ? view.lanes.get(id) : view.meta[`r:${id}`]) ?? id
}

function named(thing: Json | undefined): string | undefined {
  const name = (thing as { readonly name?: Json } | undefined)?.name
  return typeof name === "string" ? name : undefined
}
