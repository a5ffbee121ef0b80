/** Who could take something over on a board: its members, the owners, guests with an open link, and whoever is connected. */
import type { Someone } from "../../shared/handoff/parties.ts"
import type { BoardId } from "../../shared/ids.ts"
import type { Instant } from "../../shared/time.ts"
import type { Principal } from "../auth/principal.ts"
import { userActor } from "../auth/sessions.ts"
import type { Store } from "../store/store.ts"

export async function crewOf(
  store: Store,
  board: BoardId,
  connected: Iterable<Principal>,
  now: Instant,
): Promise<readonly Someone[]> {
  const [members, users, guests] = await Promise.all([
    store.boards.listMembers(board),
    store.accounts.listUsers(),
    store.accounts.listGuests(board, now),
  ])
  const crew = new Map<string, Someone>()
  for (const { actor, role, crewRole } of guests)
    crew.set(actor, { actor, role, crewRoles: crewRole === null ? [] : [crewRole] })
  for (const { id, owner, disabledAt } of users) {
    const member = members.find(({ userId }) => userId === id)
    const role = owner ? "lead" : member?.role
    const actor = userActor(id)
    if (role && disabledAt === null) crew.set(actor, { actor, role, crewRoles: member?.crewRoles ?? [] })
  }
  for (const { actor, role, crewRoles = [] } of connected) crew.set(actor, { actor, role, crewRoles })
  return [...crew.values()]
}
