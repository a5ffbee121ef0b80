import { useMemo } from "react"
import { suggestReceivers } from "../../shared/handoff/suggest.ts"
import type { ActorId } from "../../shared/ids.ts"
import { placeOf } from "../../shared/model/card.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useLaneIds } from "../hooks/useLanes.ts"
import { usePeople } from "../hooks/usePeople.ts"
import { usePeopleDirectory } from "../hooks/usePeopleDirectory.ts"
import type { ReadModel } from "../sync/board-session.ts"

/** Whom a card would most likely go to: who is accountable in the lane after its own, and is here now. */
export function useSuggested(cardId: string, without: readonly string[]): readonly ActorId[] {
  const { model } = useBoardSession()
  const lanes = useLaneIds()
  const here = usePeople()
  const directory = usePeopleDirectory()
  const leftOut = without.join(" ")
  return useMemo(() => {
    const lane = placeOf(model.card(cardId) ?? {})?.[0] ?? ""
    const next = lanes[lanes.indexOf(lane) + 1]
    return suggestReceivers({
      people: [...directory.values()]
        .filter(({ role }) => role === "lead" || role === "member")
        .map(({ actor, crewRoles }) => ({ actor: actor as ActorId, crewRoles })),
      present: new Set(here.map(({ actor }) => actor)),
      contributions: next === undefined ? [] : contributionsIn(model, next),
      laneRoles: next === undefined ? [] : ((model.lane(next)?.crew as readonly string[] | undefined) ?? []),
      without: leftOut.split(" "),
    }).slice(0, 3)
  }, [model, cardId, lanes, here, directory, leftOut])
}

/** What the fold knows of who works there: who holds its cards, and since when. */
const contributionsIn = (model: ReadModel, lane: string) =>
  model.cardIds(lane).flatMap((id) => {
    const promise = model.promise(id)
    return promise?.accountable ? [{ actor: promise.accountable, at: promise.accountableSince ?? 0 }] : []
  })
