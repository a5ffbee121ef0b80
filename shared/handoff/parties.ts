/** What somebody is to a handoff, from what the board knows of both. */
import type { ActorId } from "../ids.ts"
import type { BoardRole } from "../rules/permission.ts"
import type { Handoff, Target } from "./handoff.ts"
import type { Party } from "./transitions.ts"

export interface Someone {
  readonly actor: ActorId
  readonly role: BoardRole
  readonly crewRoles: readonly string[]
}

/** What parties depend on, beside the handoff itself. */
export interface PartyBoard {
  accountable(card: string): ActorId | null
  /** The people named on a card's crew. */
  crewOf(card: string): readonly string[]
  /** The crew roles that work in a lane; none means: everybody. Undefined for a lane that is not on the board. */
  crewRolesOf(lane: string): readonly string[] | undefined
}

/** A program with a key: it has a role on the board, and no name that it could give its word in. */
export const isKey = (actor: ActorId): boolean => actor.startsWith("key:")

/** Whether somebody may accept what goes to `target`. The sender never may, and a program is nobody to wait for. */
export function isEligible(someone: Someone, target: Target | null, board: PartyBoard): boolean {
  if (target === null || isKey(someone.actor) || (someone.role !== "lead" && someone.role !== "member")) return false
  switch (target.kind) {
    case "person":
      return someone.actor === target.id
    case "role":
      return someone.crewRoles.includes(target.id)
    default: {
      const roles = board.crewRolesOf(target.id)
      return roles !== undefined && (roles.length === 0 || roles.some((role) => someone.crewRoles.includes(role)))
    }
  }
}

/** A screen around which people stand: it leads and arranges, and is nobody. */
export const isSharedScreen = (actor: ActorId): boolean => actor.startsWith("shared:")

/** Programs may ask and arrange; what takes a person's word they never do. */
export const isMachine = (actor: ActorId): boolean => actor === "system" || actor.startsWith("rule:")

export function partiesOf(someone: Someone, handoff: Handoff | undefined, board: PartyBoard): ReadonlySet<Party> {
  const parties = new Set<Party>()
  if (someone.actor === "system") return parties.add("relay")
  if (someone.actor.startsWith("rule:")) return parties.add("rule")
  if (someone.role !== "lead" && someone.role !== "member") return parties
  parties.add("member")
  if (isKey(someone.actor)) parties.add("rule")
  if (someone.role === "lead") parties.add("lead")
  if (!handoff) return parties
  const { actor } = someone
  if (handoff.sender === actor) parties.add("sender")
  else if (!handoff.declinedBy.includes(actor) && isEligible(someone, handoff.to, board)) parties.add("eligible")
  if (handoff.receiver === actor) parties.add("receiver")
  if (handoff.doer === actor) parties.add("doer")
  if (handoff.state === "verified" && handoff.endedBy === actor) parties.add("verifier")
  if (board.accountable(handoff.card) === actor) parties.add("accountable")
  if (board.crewOf(handoff.card).includes(actor)) parties.add("crew")
  return parties
}
