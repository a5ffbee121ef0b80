/**
 * The two questions of every request: who asks, and which role have they on this board? Both are answered from the store
 * each time, so what was taken away is gone with the next request.
 */
import type { BoardId } from "../../shared/ids.ts"
import type { BoardRole } from "../../shared/rules/permission.ts"
import { DAY_MS, type Instant } from "../../shared/time.ts"
import type { BoardRow, LinkRow, SessionRow, Store } from "../store/store.ts"
import { ADMIN_KEY, type Caller, isOwner } from "./caller.ts"
import { cookieName, readCookie, SESSION_MS } from "./cookies.ts"
import { equalSecrets, hashToken, isToken } from "./tokens.ts"

export interface Credentials {
  readonly authorization: string | undefined
  readonly cookie: string | undefined
  /** The request came over https, so the cookie has its `__Host-` name. */
  readonly secure: boolean
}

export interface Identified {
  readonly caller: Caller
  /** Set when the session's end was moved: the token to put into the cookie again. */
  readonly renewed?: string
}

/** What somebody is on a board: the role gives rights, the crew roles say what they sign for. */
interface Standing {
  readonly role: BoardRole
  readonly crewRoles: readonly string[]
}

export interface OnBoard extends Standing {
  readonly board: BoardRow
}

export interface Access {
  identify(credentials: Credentials): Promise<Identified | undefined>
  /** The caller as of now, or undefined when the session has ended since. */
  refresh(caller: Caller): Promise<Caller | undefined>
  /** Undefined both when there is no such board and when it is not theirs to see. */
  roleOn(caller: Caller, board: BoardId): Promise<OnBoard | undefined>
}

export function createAccess(store: Store, adminToken: string | undefined, now: () => Instant): Access {
  const { accounts, boards } = store

  async function callerOf(row: SessionRow | undefined): Promise<Caller | undefined> {
    if (!row || row.expiresAt <= now()) return undefined
    const session = { session: row.tokenHash, expiresAt: row.expiresAt, actor: row.actor }
    if (row.userId !== null) {
      const user = await accounts.findUser({ id: row.userId })
      if (!user || user.disabledAt !== null) return undefined
      return { ...session, kind: "member", userId: user.id, login: user.login, name: user.name, owner: user.owner }
    }
    const link = row.linkId === null ? undefined : await accounts.findLink({ id: row.linkId })
    if (!link || !isLinkOpen(link, now())) return undefined
    return { ...session, kind: "guest", name: row.name, crewRole: row.crewRole, linkId: link.id, board: link.board }
  }

  async function renew(caller: Caller, token: string): Promise<Identified> {
    if (caller.kind === "key" || caller.expiresAt - now() > SESSION_MS - DAY_MS) return { caller }
    const expiresAt = now() + SESSION_MS
    await accounts.extendSession(caller.session, expiresAt)
    return { caller: { ...caller, expiresAt }, renewed: token }
  }

  return {
    async identify({ authorization, cookie, secure }) {
      if (authorization !== undefined) return byKey(authorization, adminToken)
      const token = readCookie(cookie, cookieName(secure))
      if (token === undefined || !isToken(token)) return undefined
      const caller = await callerOf(await accounts.findSession(hashToken(token)))
      return caller && renew(caller, token)
    },
    async refresh(caller) {
      return caller.kind === "key" ? caller : callerOf(await accounts.findSession(caller.session))
    },
    async roleOn(caller, id) {
      // Both are always asked, so that "none" and "not yours" take the same time.
      const [board, standing] = await Promise.all([boards.getBoard(id), standingOf(store, caller, id, now())])
      return board && standing && { ...standing, board }
    },
  }
}

async function standingOf(store: Store, caller: Caller, board: BoardId, now: Instant): Promise<Standing | undefined> {
  if (caller.kind === "key") return { role: "lead", crewRoles: [] }
  if (caller.kind === "guest") {
    const link = caller.board === board ? await store.accounts.findLink({ id: caller.linkId }) : undefined
    const crewRoles = caller.crewRole === null ? [] : [caller.crewRole]
    return link && isLinkOpen(link, now) ? { role: link.role, crewRoles } : undefined
  }
  const memberships = await store.boards.membershipsOf(caller.userId)
  const membership = memberships.find((candidate) => candidate.board === board)
  const role = isOwner(caller) ? "lead" : membership?.role
  return role && { role, crewRoles: membership?.crewRoles ?? [] }
}

export const isLinkOpen = (link: LinkRow, now: Instant): boolean =>
  link.revokedAt === null && (link.expiresAt === null || link.expiresAt > now)

function byKey(authorization: string, adminToken: string | undefined): Identified | undefined {
  const token = /^Bearer ([^\s]+)$/i.exec(authorization)?.[1]
  return token !== undefined && adminToken !== undefined && equalSecrets(token, adminToken)
    ? { caller: ADMIN_KEY }
    : undefined
}
