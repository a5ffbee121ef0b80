import { useCallback, useSyncExternalStore } from "react"
import type { BoardSession, Presence } from "../sync/board-session.ts"
import { useBoardSession } from "./BoardSessionProvider.tsx"
import { perSession } from "./per-session.ts"
import { useExternal } from "./useExternal.ts"

/** Everyone else who is on the board. */
export const usePeople = (): readonly Presence[] => useExternal(useBoardSession().people)

/** Those who have this card open. The list stays the same object while the same people look, whatever others do. */
export function usePeopleOnCard(cardId: string): readonly Presence[] {
  const session = useBoardSession()
  const subscribe = useCallback((listener: () => void) => session.people.subscribe(listener), [session])
  return useSyncExternalStore(subscribe, () => lookers(session)(cardId))
}

const NOBODY: readonly Presence[] = []

const lookers = perSession((session: BoardSession) => {
  let people: readonly Presence[] | undefined
  let byCard = new Map<string, readonly Presence[]>()
  return (cardId: string): readonly Presence[] => {
    if (people !== session.people.get()) {
      people = session.people.get()
      byCard = regroup(people, byCard)
    }
    return byCard.get(cardId) ?? NOBODY
  }
})

function regroup(people: readonly Presence[], before: ReadonlyMap<string, readonly Presence[]>) {
  const groups = new Map<string, readonly Presence[]>()
  for (const person of people)
    if (person.card !== undefined) groups.set(person.card, [...(groups.get(person.card) ?? []), person])
  for (const [card, group] of groups) {
    const known = before.get(card)
    if (known && known.length === group.length && known.every((person, i) => person === group[i]))
      groups.set(card, known)
  }
  return groups
}
