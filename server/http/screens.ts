/** Screens on walls: how they come in, and what they were set up with. */
import * as z from "zod"
import type { ScreenSettings } from "../../shared/wire/http.ts"
import { screenCookieName, sessionCookie } from "../auth/cookies.ts"
import type { Store } from "../store/store.ts"
import { findOpenLink, isLinkFull } from "./links.ts"
import type { Parts } from "./parts.ts"
import { Refused, refuse } from "./problem.ts"
import { type Route, route } from "./route.ts"
import { screenSettings, token } from "./schemas.ts"
import { throttled } from "./sign-in.ts"

const SCREENS_FULL = "Too many screens show this board by this link. A lead of the board can make another one."

export function screenRoutes(parts: Parts): readonly Route[] {
  const { accounts } = parts.store
  return [
    route({
      method: "POST",
      path: "/screens/open",
      access: "public",
      summary: "Swap the token of a wall display for a cookie that shows this one board",
      body: z.strictObject({ token }),
      answer: z.strictObject({ boardId: z.string(), boardName: z.string() }),
      async handle({ body, request, reply }) {
        const found = await throttled(parts, request, "gone", async () => {
          const opened = await findOpenLink(parts, body.token)
          return opened?.link.role === "kiosk" ? opened : undefined
        })
        if (found instanceof Refused) return found
        const { link, board } = found
        if (await isLinkFull(parts, link)) return refuse("too-many", { detail: SCREENS_FULL })
        // Not somebody who could act, so not one of the board's people either.
        const started = await parts.sessions.forGuest(link, link.label, null)
        await accounts.countUse(link.id, parts.now())
        const secure = parts.isSecure(request)
        reply.header("set-cookie", sessionCookie(started.token, secure, screenCookieName(board.id, secure)))
        return { boardId: board.id, boardName: board.name }
      },
    }),
    route({
      method: "POST",
      path: "/screens/claim",
      access: "public",
      summary: "The token of a wall display for its short code, once",
      body: z.strictObject({ code: z.string().min(1).max(40) }),
      answer: z.strictObject({ boardId: z.string(), token: z.string() }),
      async handle({ body, request }) {
        const found = await throttled(parts, request, "gone", async () =>
          parts.screenCodes.redeem(body.code, parts.now()),
        )
        return found instanceof Refused ? found : { boardId: found.board, token: found.token }
      },
    }),
  ]
}

const settingOf = (linkId: string) => `screen:${linkId}`

export const putScreen = (store: Store, linkId: string, screen: ScreenSettings): Promise<void> =>
  store.accounts.putSetting(settingOf(linkId), JSON.stringify(screen))

export async function screenOf(store: Store, linkId: string): Promise<ScreenSettings | undefined> {
  const kept = await store.accounts.getSetting(settingOf(linkId))
  return kept === undefined ? undefined : screenSettings.parse(JSON.parse(kept))
}
