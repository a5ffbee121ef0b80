import { useMemo } from "react"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import { type PartyBoard, partiesOf, type Someone } from "../../shared/handoff/parties.ts"
import type { Party } from "../../shared/handoff/transitions.ts"
import type { ActorId } from "../../shared/ids.ts"
import { cardOf } from "../../shared/model/card.ts"
import { laneCrew } from "../../shared/model/lane.ts"
import { can } from "../../shared/rules/permission.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe } from "../hooks/useBoard.ts"
import { useCardRegisters, usePromise } from "../hooks/useCards.ts"
import { useIsSharedScreen } from "../hooks/useMayAsk.ts"
import { usePeopleDirectory } from "../hooks/usePeopleDirectory.ts"
import { someoneOf } from "../shared-screen/who-may.ts"
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

/** Whoever could press something here: me, or on a shared screen everybody who could step up and say who they are. */
function usePressing(): readonly Someone[] {
  const me = useSomeone()
  const isShared = useIsSharedScreen()
  const people = usePeopleDirectory()
  return useMemo(() => {
    if (!isShared) return me ? [me] : []
    const all = [...people.values()].map(someoneOf).filter((one) => one !== undefined)
    return all.filter(({ role }) => can(role, "board.command"))
  }, [me, isShared, people])
}

/** What each of them is to a handoff. */
export function useEachParties(handoff: Handoff): readonly ReadonlySet<Party>[] {
  const { model } = useBoardSession()
  const pressing = usePressing()
  const registers = useCardRegisters(handoff.card)
  const promise = usePromise(handoff.card)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the board is read anew when the card or its promise changes
  return useMemo(
    () => pressing.map((someone) => partiesOf(someone, handoff, partyBoardOf(model))),
    [pressing, handoff, model, registers, promise],
  )
}

/** What I am to a handoff; on a shared screen what anybody there is. */
export function useParties(handoff: Handoff): ReadonlySet<Party> {
  const each = useEachParties(handoff)
  return useMemo(() => new Set(each.flatMap((parties) => [...parties])), [each])
}

export const partyBoardOf = (model: ReadModel): PartyBoard => ({
  accountable: (card) => model.promise(card)?.accountable ?? null,
  crewOf: (card) => cardOf(card, model.card(card) ?? {}).crew.map(({ person }) => person),
  crewRolesOf: (lane) => laneCrew(model.lane(lane)),
})
