import { useMemo } from "react"
import type { Target } from "../../shared/handoff/handoff.ts"
import { crewRolesOf } from "../../shared/model/settings.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useCrewRoles, useMe } from "../hooks/useBoard.ts"
import { usePersonName } from "../hooks/usePeopleDirectory.ts"
import type { BoardSession } from "../sync/board-session.ts"
import { board as boardWords } from "../words/en/board.ts"
import { handoff as words } from "../words/en/handoff.ts"
import type { Names } from "./refusal-words.ts"

/** Names of whom and what a handoff speaks of. */
export function useNames(): Names {
  const session = useBoardSession()
  const person = usePersonName()
  const me = useMe()
  // A role that is renamed renames it here too.
  useCrewRoles()
  return useMemo(
    () => namesOf(session, (actor) => (actor === me?.actor ? me.name : person(actor))),
    [session, person, me],
  )
}

function namesOf(session: BoardSession, person: (actor: string) => string): Names {
  const role = (id: string) => crewRolesOf(session.model.view()).find((one) => one.id === id)?.name ?? words.goneTarget
  const lane = (id: string) => {
    const name = session.model.lane(id)?.name
    return typeof name === "string" ? name : boardWords.unnamedLane
  }
  return {
    person,
    role,
    lane,
    target(to) {
      const kind = to.slice(0, to.indexOf(":")) as Target["kind"]
      return targetWords({ kind, id: to.slice(kind.length + 1) }, { person, role, lane })
    },
  }
}

export function targetWords(to: Target | null | undefined, names: Omit<Names, "target">): string {
  if (!to) return words.nobody
  if (to.kind === "person") return names.person(to.id)
  return to.kind === "role" ? words.role(names.role(to.id)) : words.lane(names.lane(to.id))
}
