/** What a gate misses, as the dialog before the drop tells it: who has not signed what, and whom to ask. */
import type { Refusal } from "../../shared/errors.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import { cardOf } from "../../shared/model/card.ts"

export interface Missing {
  readonly check: string
  readonly text: string
  readonly role: string
  /** Who signs it: the card's crew for that role, or the one person who has it. */
  readonly person: string | undefined
}

interface RolePerson {
  readonly actor: string
  readonly crewRoles: readonly string[]
}

const list = (refusal: Refusal, key: string): readonly string[] => {
  const value = refusal.data?.[key]
  return Array.isArray(value) ? value : []
}

export function missingOf(refusal: Refusal, card: Registers, people: Iterable<RolePerson>): readonly Missing[] {
  const everybody = [...people]
  const texts = list(refusal, "texts")
  const roles = list(refusal, "roles")
  return list(refusal, "checks").map((check, i) => {
    const role = roles[i] ?? ""
    return { check, text: texts[i] ?? "", role, person: signerOf(card, role, everybody) }
  })
}

export function signerOf(card: Registers, role: string, people: Iterable<RolePerson>): string | undefined {
  const named = cardOf("", card).crew.find((one) => one.role === role)?.person
  if (named !== undefined && named !== "") return named
  const able = [...people].filter(({ crewRoles }) => crewRoles.includes(role))
  return able.length === 1 ? able[0]?.actor : undefined
}
