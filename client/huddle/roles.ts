/** Which crew roles a card asks for, and how each of them stands in the roll of a huddle. */
import { type Huddle, type RollState, rollOf } from "../../shared/huddle/huddle.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import { checklistsOf, prefixedOf } from "../../shared/model/card.ts"

/** Its crew, and whoever signs its checks. */
export function rolesOfCard(registers: Registers): readonly string[] {
  const crew = prefixedOf(registers, "r").map(([role]) => role)
  const signers = checklistsOf(registers).flatMap(({ checks }) => checks.flatMap(({ roles }) => roles))
  return [...new Set([...crew, ...signers])]
}

export interface RoleStanding {
  readonly role: string
  readonly state: RollState | undefined
  /** Who stands in for it. */
  readonly person: string | null
  /** The card that is shown asks for it. */
  readonly isOfCard: boolean
  /** The card asks for it, and nobody can speak for it. */
  readonly isMissing: boolean
}

export function roleStandings(
  huddle: Huddle,
  roles: readonly string[],
  ofCard: readonly string[],
): readonly RoleStanding[] {
  return roles.map((role) => {
    const answer = rollOf(huddle, role)
    const isOfCard = ofCard.includes(role)
    return {
      ...{ role, isOfCard, state: answer?.state, person: answer?.person ?? null },
      isMissing: isOfCard && answer?.state === "absent",
    }
  })
}
