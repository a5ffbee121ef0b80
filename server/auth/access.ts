/**
 * The two questions of every request: who asks, and which role have they on this board? Both are answered from the store
 * each time, so what was taken away is gone with the next request.
 */
import type { ActorId, BoardId } from "../../shared/ids.ts"
import type { BoardRole } from "../../shared/rules/permission.ts"
import { DAY_MS, type Instant } from "../../shared/time.ts"
import type { BoardRow, LinkRow, SessionRow, Store } from "../store/store.ts"
import { ADMIN_KEY, type Caller, type GuestCaller, isOwner } from "./caller.ts"
import { cookieName, readCookie, SESSION_MS, screenCookieName } from "./cookies.ts"
import { isLinkOpen } from "./link.ts"
import { isMakerThere } from "./screen-maker.ts"
import { equalSecrets, hashToken, isToken } from "./tokens.ts"

export interface Credentials {
  readonly authorization: string | undefined
  readonly cookie: string | undefined
  /** The request came over https, so the cookie has its `__Host-` name. */
  readonly secure: boolean
  /** The board for which a wall display asks: its own cookie counts then, and no other. */
  readonly screen?: string
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
    if (!link || !isLinkOpen(link, now()) || !(await isMakerThere(store, link, now()))) return undefined
    const person = { name: row.name, crewRole: row.crewRole, startedAt: row.createdAt }
    return { ...session, kind: "guest", ...person, ...throughLink(link) }
  }

  async function renew(caller: Caller, token: string): Promise<Identified> {
    if (caller.kind === "key" || caller.expiresAt - now() > SESSION_MS - DAY_MS) return { caller }
    const expiresAt = now() + SESSION_MS
    await accounts.extendSession(caller.session, expiresAt)
    return { caller: { ...caller, expiresAt }, renewed: token }
  }

  /** The token of a wall display opens its two addresses by itself: for programs, and for pages in other pages' frames. */
  function bearerOf(link: LinkRow | undefined): GuestCaller | undefined {
    if (link?.role !== "kiosk" || !isLinkOpen(link, now())) return undefined
    const session = { session: linkSession(link.id), expiresAt: Infinity, actor: `guest:${link.id}` as ActorId }
    const screen = { name: link.label, crewRole: null, startedAt: link.createdAt }
    return { ...session, kind: "guest", ...screen, ...throughLink(link) }
  }

  async function byLink(authorization: string): Promise<Identified | undefined> {
    const token = bearerTokenOf(authorization)
    if (token === undefined || !isToken(token)) return undefined
    const caller = bearerOf(await accounts.findLink({ tokenHash: hashToken(token) }))
    return caller && { caller }
  }

  return {
    async identify({ authorization, cookie, secure, screen }) {
      if (authorization !== undefined) return byKey(authorization, adminToken) ?? (await byLink(authorization))
      const token = readCookie(cookie, screen === undefined ? cookieName(secure) : screenCookieName(screen, secure))
      if (token === undefined || !isToken(token)) return undefined
      const caller = await callerOf(await accounts.findSession(hashToken(token)))
      return caller && (screen === undefined ? renew(caller, token) : { caller })
    },
    async refresh(caller) {
      if (caller.kind === "key") return caller
      const isByLink = caller.kind === "guest" && caller.session === linkSession(caller.linkId)
      return isByLink
        ? bearerOf(await accounts.findLink({ id: caller.linkId }))
        : callerOf(await accounts.findSession(caller.session))
    },
    async roleOn(caller, id) {
      // Both are always asked, so that "none" and "not yours" take the same time.
      const [board, standing] = await Promise.all([boards.getBoard(id), standingOf(store, caller, id, now())])
      return board && standing && { ...standing, board }
    },
  }
}

const throughLink = ({ id, expiresAt, board, role }: LinkRow) => ({ linkId: id, linkExpiresAt: expiresAt, board, role })

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

function byKey(authorization: string, adminToken: string | undefined): Identified | undefined {
  const token = bearerTokenOf(authorization)
  return token !== undefined && adminToken !== undefined && equalSecrets(token, adminToken)
    ? { caller: ADMIN_KEY }
    : undefined
}

const bearerTokenOf = (authorization: string): string | undefined => /^Bearer ([^\s]+)$/i.exec(authorization)?.[1]

/** Whoever comes with a link's token has no session that could be ended alone; this is no hash of any token. */
const linkSession = (linkId: string): string => `link:${linkId}`
