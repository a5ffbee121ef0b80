import { useEffect } from "react"
import type { Need } from "../../shared/promises/needs-me.ts"
import { useMyRoles } from "../handoff/useParties.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useExternal } from "../hooks/useExternal.ts"
import { needsOfSession } from "./needs.ts"

/** What waits for me, most urgent first; undefined until that is known. */
export const useNeeds = (): readonly Need[] | undefined => useExternal(needsOfSession(useBoardSession()).list)

/** Keeps it up to date; once on a board. */
export function useFollowNeeds(): void {
  const needs = needsOfSession(useBoardSession())
  const roles = useMyRoles()
  useEffect(() => needs.follow(roles), [needs, roles])
}
