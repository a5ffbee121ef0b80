/** Share links: a role on one board for whoever holds the link, until it runs out or is revoked. */
import * as z from "zod"
import { type Instant, MINUTE_MS } from "../../shared/time.ts"
import type { ShareLink } from "../../shared/wire/http.ts"
import { isLinkOpen } from "../auth/link.ts"
import { createThrottle } from "../auth/throttle.ts"
import { hashToken, isToken, newId, newToken } from "../auth/tokens.ts"
import type { LinkRow } from "../store/store.ts"
import type { Parts } from "./parts.ts"
import { Refused, refuse } from "./problem.ts"
import { revokeLink } from "./revoke-link.ts"
import { type Route, route } from "./route.ts"
import {
  crewRole,
  innerId,
  label,
  linkRole,
  me,
  newShareLink,
  personName,
  role,
  screenSettings,
  shareLink,
  token,
} from "./schemas.ts"
import { putScreen } from "./screens.ts"
import { putCookie, throttled } from "./sign-in.ts"
import { tell } from "./tell.ts"

const MOST_LINKS = 500
/** A whole shift may come in at once; a program that makes guests must not fill the disk with them. */
const JOINS_PER_MINUTE = 120
/** Far more than a board has people; sessions that ran out do not count. */
const MOST_GUESTS = 2_000
const LINK_FULL = "Too many guests are in by this link. A lead of the board can make another one."

const linkOf = (row: LinkRow): ShareLink => {
  const { board: _board, tokenHash: _tokenHash, createdBy: _createdBy, ...link } = row
  return link
}

export function linkRoutes(parts: Parts): readonly Route[] {
  const { accounts } = parts.store
  return [
    route({
      method: "GET",
      path: "/boards/:id/links",
      access: "links.manage",
      summary: "Share links of the board, with how often and when they were used",
      answer: z.array(shareLink),
      handle: async ({ on }) => (await accounts.listLinks(on.board.id)).map(linkOf),
    }),
    route({
      method: "POST",
      path: "/boards/:id/links",
      access: "links.manage",
      summary: "Make a share link; its token is shown this once",
      body: z.strictObject({
        role: linkRole,
        label: label.default(""),
        expiresAt: z.int().nullable().optional(),
        expiresInMinutes: z
          .int()
          .min(1)
          .max(10 * 366 * 24 * 60)
          .optional(),
        /** For wall displays: what the screen is. */
        screen: screenSettings.optional(),
      }),
      answer: newShareLink,
      status: 201,
      async handle(call) {
        const { body, on, caller, request } = call
        const expiresAt = expiryOf(body, parts.now())
        if (expiresAt !== null && expiresAt <= parts.now())
          return refuse("bad-request", { errors: [{ path: "body.expiresAt", message: "This moment is over." }] })
        const open = (await accounts.listLinks(on.board.id)).filter((link) => isLinkOpen(link, parts.now()))
        if (open.length >= MOST_LINKS) return refuse("conflict", { detail: "The board has too many open links." })
        const { token, tokenHash } = newToken()
        const row: LinkRow = {
          ...{ id: newId(), board: on.board.id, tokenHash, role: body.role, label: body.label },
          ...{ createdBy: caller.actor, createdAt: parts.now(), expiresAt },
          ...{ revokedAt: null, uses: 0, lastUsedAt: null },
        }
        await accounts.createLink(row)
        const isScreen = body.role === "kiosk"
        if (isScreen && body.screen) await putScreen(parts.store, row.id, body.screen)
        tell(parts, call, "link.created", { link: row.id, role: row.role, expiresAt })
        const page = isScreen ? `/kiosk/${on.board.id}` : "/join"
        const code = isScreen ? { screenCode: parts.screenCodes.issue({ board: on.board.id, token }, parts.now()) } : {}
        return { ...linkOf(row), token, url: `${parts.publicUrl(request)}${page}#${token}`, ...code }
      },
    }),
    route({
      method: "DELETE",
      path: "/boards/:id/links/:linkId",
      access: "links.manage",
      summary: "Revoke a share link; everybody who came by it is out at once",
      params: z.object({ id: z.string(), linkId: innerId }),
      async handle(call) {
        const link = await accounts.findLink({ id: call.params.linkId })
        if (!link || link.board !== call.on.board.id) return refuse("not-found")
        await revokeLink(parts, call, link)
        return undefined
      },
    }),
  ]
}

export function joinRoutes(parts: Parts): readonly Route[] {
  const { accounts, boards } = parts.store
  const openLink = (secret: string) => findOpenLink(parts, secret)
  const joins = createThrottle(JOINS_PER_MINUTE)
  return [
    route({
      method: "POST",
      path: "/join/peek",
      access: "public",
      summary: "What a share link opens, before one comes in",
      body: z.strictObject({ token }),
      answer: z.strictObject({ boardId: z.string(), boardName: z.string(), role }),
      async handle({ body, request }) {
        const found = await throttled(parts, request, "gone", () => openLink(body.token))
        if (found instanceof Refused) return found
        return { boardId: found.board.id, boardName: found.board.name, role: found.link.role }
      },
    }),
    route({
      method: "POST",
      path: "/join",
      access: "public",
      summary: "Come in by a share link, under a name of one's own",
      body: z.strictObject({ token, name: personName, crewRole: crewRole.optional() }),
      answer: me,
      status: 201,
      async handle({ body, request, reply }) {
        const found = await throttled(parts, request, "gone", () => openLink(body.token))
        if (found instanceof Refused) return found
        const { link, board } = found
        const waitMs = joins.take([link.id], parts.now())
        if (waitMs !== undefined) return refuse("too-many", { retryAfterMs: waitMs })
        if (await isLinkFull(parts, link)) return refuse("too-many", { detail: LINK_FULL })
        const started = await parts.sessions.forGuest(link, body.name, body.crewRole ?? null)
        await boards.putPerson({ board: board.id, actor: started.actor, name: body.name, seenAt: parts.now() })
        await accounts.countUse(link.id, parts.now())
        putCookie(parts, started, request, reply)
        const crew = body.crewRole === undefined ? {} : { crewRole: body.crewRole }
        return { actor: started.actor, name: body.name, kind: "guest", owner: false, boardId: board.id, ...crew }
      },
    }),
  ]
}

/** Whether as many came in by it as may. */
export const isLinkFull = async ({ store, now }: Parts, link: LinkRow): Promise<boolean> =>
  (await store.accounts.countGuests(link.id, now())) >= MOST_GUESTS

/** The link and its board, while it lets anybody in. */
export async function findOpenLink(parts: Parts, secret: string) {
  const { accounts, boards } = parts.store
  const link = isToken(secret) ? await accounts.findLink({ tokenHash: hashToken(secret) }) : undefined
  const board = link && isLinkOpen(link, parts.now()) ? await boards.getBoard(link.board) : undefined
  return link && board && { link, board }
}

function expiryOf(
  asked: { expiresAt?: Instant | null | undefined; expiresInMinutes?: number | undefined },
  now: Instant,
): Instant | null {
  if (asked.expiresInMinutes !== undefined) return now + asked.expiresInMinutes * MINUTE_MS
  return asked.expiresAt ?? null
}
