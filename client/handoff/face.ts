/** What a card's face says of its handoff and its signatures; the ordinary case says nothing. */
import { type Handoff, isOpen } from "../../shared/handoff/handoff.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import { checklistsOf } from "../../shared/model/card.ts"
import type { CardPromise } from "../../shared/promises/fold.ts"
import { missingSignatures } from "../../shared/rules/gate.ts"

export type FaceKind = "offered" | "announced" | "questioned" | "expired" | "loopOpen" | "done" | "changed" | "missed"

export function faceOf(handoff: Handoff): FaceKind | undefined {
  if (isOpen(handoff))
    return handoff.state === "questioned" ? "questioned" : handoff.escalation > 0 ? "expired" : openKind(handoff)
  if (handoff.state === "done") return "done"
  if (handoff.state !== "accepted") return undefined
  if (handoff.loopOpen) return "loopOpen"
  if (handoff.addenda.some(({ acknowledged }) => !acknowledged)) return "missed"
  return handoff.changedSince === "material" ? "changed" : undefined
}

const openKind = ({ state }: Handoff): FaceKind => (state === "announced" ? "announced" : "offered")

export interface RoleCount {
  readonly role: string
  readonly signed: number
  readonly needed: number
}

/** How many of the signatures that each role owes stand; roles in the order in which items ask for them. */
export function signaturesByRole(card: Registers, promise: CardPromise | undefined): readonly RoleCount[] {
  const missing = missingSignatures(card, promise)
  const needed = new Map<string, number>()
  for (const { checks } of checklistsOf(card))
    for (const { roles } of checks) for (const role of roles) needed.set(role, (needed.get(role) ?? 0) + 1)
  return [...needed].map(([role, count]) => ({
    role,
    needed: count,
    signed: count - missing.filter((one) => one.role === role).length,
  }))
}
