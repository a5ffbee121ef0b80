import { useMemo } from "react"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import { type PartyBoard, partiesOf, type Someone } from "../../shared/handoff/parties.ts"
import type { Party } from "../../shared/handoff/transitions.ts"
import type { ActorId } from "../../shared/ids.ts"
import { cardOf } from "../../shared/model/card.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe } from "../hooks/useBoard.ts"
import { useCardRegisters, usePromise } from "../hooks/useCards.ts"
import { usePeopleDirectory } from "../hooks/usePeopleDirectory.ts"
import type { ReadModel } from "../sync/board-session.ts"

const NO_ROLES: readonly string[] = []

/** The crew roles that I have on this board. */
export function useMyRoles(): readonly string[] {
  const me = useMe()
  const people = usePeopleDirectory()
  return (me && people.get(me.actor)?.crewRoles) ?? NO_ROLES
}

/** Me, as the rules see me; undefined until the relay has said who I am. */
export function useSomeone(): Someone | undefined {
  const me = useMe()
  const crewRoles = useMyRoles()
  return useMemo(() => me && { actor: me.actor as ActorId, role: me.role, crewRoles }, [me, crewRoles])
}

const NOBODY: ReadonlySet<Party> = new Set()

/** What I am to a handoff. */
export function useParties(handoff: Handoff): ReadonlySet<Party> {
  const { model } = useBoardSession()
  const someone = useSomeone()
  const registers = useCardRegisters(handoff.card)
  const promise = usePromise(handoff.card)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the board is read anew when the card or its promise changes
  return useMemo(
    () => (someone ? partiesOf(someone, handoff, partyBoardOf(model)) : NOBODY),
    [someone, handoff, model, registers, promise],
  )
}

export const partyBoardOf = (model: ReadModel): PartyBoard => ({
  accountable: (card) => model.promise(card)?.accountable ?? null,
  crewOf: (card) => cardOf(card, model.card(card) ?? {}).crew.map(({ person }) => person),
  crewRolesOf: (lane) => (model.lane(lane)?.crew as readonly string[] | undefined) ?? NO_ROLES,
})
