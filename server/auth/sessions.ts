/** Starts and ends sessions. The token goes to the browser once; only its hash is kept. */
import type { ActorId, UserId } from "../../shared/ids.ts"
import type { Instant } from "../../shared/time.ts"
import type { Accounts, LinkRow, UserRow } from "../store/store.ts"
import { SESSION_MS } from "./cookies.ts"
import type { LiveAccess } from "./live-access.ts"
import { newId, newToken } from "./tokens.ts"

export interface Started {
  readonly token: string
  readonly actor: ActorId
}

export interface Sessions {
  forUser(user: Pick<UserRow, "id" | "name">): Promise<Started>
  /** For whoever comes by a link; also for the screens that have one. */
  forGuest(link: LinkRow, name: string, crewRole: string | null): Promise<Started>
  end(session: string): Promise<void>
  /** Ends all sessions of a user, and everything that is connected by them. */
  endAllOf(user: UserId): Promise<void>
  endAllOfLink(linkId: string): Promise<void>
}

export const userActor = (id: UserId): ActorId => `user:${id}` as ActorId

export function createSessions(accounts: Accounts, live: LiveAccess, now: () => Instant): Sessions {
  return {
    async forUser(user) {
      const { token, tokenHash } = newToken()
      const actor = userActor(user.id)
      const times = { createdAt: now(), expiresAt: now() + SESSION_MS }
      await accounts.createSession({
        ...{ tokenHash, actor, userId: user.id, linkId: null },
        ...{ name: user.name, crewRole: null, ...times },
      })
      return { token, actor }
    },
    async forGuest(link, name, crewRole) {
      const { token, tokenHash } = newToken()
      const actor = `${link.role === "shared" ? "shared" : "guest"}:${newId()}` as ActorId
      const times = { createdAt: now(), expiresAt: now() + SESSION_MS }
      await accounts.createSession({ tokenHash, actor, userId: null, linkId: link.id, name, crewRole, ...times })
      return { token, actor }
    },
    async end(session) {
      await accounts.deleteSession(session)
      live.end({ session })
    },
    async endAllOf(user) {
      const ended = await accounts.deleteSessionsOf({ userId: user })
      for (const session of ended) live.end({ session })
    },
    async endAllOfLink(linkId) {
      await accounts.deleteSessionsOf({ linkId })
      live.end({ linkId })
    },
  }
}
