/** Whom to hand over to: whoever worked on it most recently in the receiving lane and is here now, before any nominal owner. */
import type { ActorId } from "../ids.ts"
import type { Instant } from "../time.ts"

export interface Suggesting {
  readonly people: readonly { readonly actor: ActorId; readonly crewRoles: readonly string[] }[]
  readonly present: ReadonlySet<string>
  /** Who did something with cards of the receiving lane, and when, in any order. */
  readonly contributions: readonly { readonly actor: string; readonly at: Instant }[]
  /** The crew roles that work in the receiving lane; none means: everybody. */
  readonly laneRoles: readonly string[]
  /** People who cannot be meant: the sender, those who declined. */
  readonly without: readonly string[]
}

/** Everybody who may receive, best first: here before away, then the most recent contribution, then as they were given. */
export function suggestReceivers(facts: Suggesting): readonly ActorId[] {
  const { people, present, contributions, laneRoles, without } = facts
  const latest = new Map<string, Instant>()
  for (const { actor, at } of contributions) latest.set(actor, Math.max(at, latest.get(actor) ?? 0))
  const here = (actor: string) => (present.has(actor) ? 1 : 0)
  const mayReceive = (crewRoles: readonly string[]) =>
    laneRoles.length === 0 || laneRoles.some((role) => crewRoles.includes(role))
  return people
    .filter(({ actor, crewRoles }) => !without.includes(actor) && mayReceive(crewRoles))
    .map(({ actor }) => actor)
    .sort((a, b) => here(b) - here(a) || (latest.get(b) ?? 0) - (latest.get(a) ?? 0))
}
