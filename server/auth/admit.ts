/**
 * Who may open a WebSocket: asked before the upgrade is answered, so there is never a socket of somebody unknown. A
 * session cookie needs the Origin of our own pages; a bearer token and a one-use ticket prove themselves.
 */
import type { IncomingMessage } from "node:http"
import type { BoardId } from "../../shared/ids.ts"
import { err, ok } from "../../shared/result.ts"
import { can } from "../../shared/rules/permission.ts"
import type { Instant } from "../../shared/time.ts"
import type { Access } from "./access.ts"
import type { Caller } from "./caller.ts"
import { isOriginFine } from "./origin.ts"
import type { Authenticate } from "./principal.ts"
import type { Tickets } from "./tickets.ts"

export interface AdmitParts {
  readonly access: Access
  readonly tickets: Tickets
  readonly allowedOrigins: readonly string[]
  isSecure(request: IncomingMessage): boolean
  now(): Instant
  /** Told of everybody let in, so that the end of their right is noticed while they are connected. */
  watch(caller: Caller): void
}

export function createAuthenticate(parts: AdmitParts): Authenticate {
  return async (request, board) => {
    const { authorization, cookie, origin, host } = request.headers
    const ticket = new URL(request.url ?? "/", "http://relay").searchParams.get("ticket")
    const secFetchSite = request.headers["sec-fetch-site"] as string | undefined
    const facts = { origin, secFetchSite, host, hasCookie: ticket === null && cookie !== undefined }
    if (!isOriginFine({ ...facts, hasBearer: authorization !== undefined }, parts.allowedOrigins))
      return err("bad-origin")
    const caller =
      ticket === null
        ? (await parts.access.identify({ authorization, cookie, secure: parts.isSecure(request) }))?.caller
        : await byTicket(parts, ticket, board)
    if (!caller) return err("unauthenticated")
    const found = await parts.access.roleOn(caller, board)
    if (!found) return err("not-found")
    if (!can(found.role, "board.sync")) return err("forbidden")
    parts.watch(caller)
    return ok({
      actor: caller.actor,
      name: caller.name,
      role: found.role,
      crewRoles: found.crewRoles,
      session: caller.kind === "key" ? undefined : caller.session,
      linkId: caller.kind === "guest" ? caller.linkId : undefined,
    })
  }
}

async function byTicket(parts: AdmitParts, ticket: string, board: BoardId): Promise<Caller | undefined> {
  const caller = parts.tickets.redeem(ticket, board, parts.now())
  return caller && parts.access.refresh(caller)
}
