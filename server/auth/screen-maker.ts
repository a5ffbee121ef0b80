/**
 * A shared screen acts by the right of whoever set it up, and no longer than they have it: else somebody who is about to be
 * removed would only have to set one up first. Guests have their right by a link, so for them the link stands.
 */
import { isSharedScreen } from "../../shared/handoff/parties.ts"
import type { ActorId, UserId } from "../../shared/ids.ts"
import { can } from "../../shared/rules/permission.ts"
import type { Instant } from "../../shared/time.ts"
import type { LinkRow, Store } from "../store/store.ts"
import { ADMIN_KEY, type Caller } from "./caller.ts"
import { isLinkOpen } from "./link.ts"
import type { Ended } from "./live-access.ts"

const LINK = "link:"
const USER = "user:"

/** By what a screen stands and falls: an account, the link of a guest, or the key. */
export const makerOf = (caller: Caller): ActorId =>
  caller.kind === "guest" ? (`${LINK}${caller.linkId}` as ActorId) : caller.actor

/** Whether whoever set a shared screen up could still do so. All other links stand by themselves. */
export async function isMakerThere(store: Store, link: LinkRow, now: Instant): Promise<boolean> {
  const { role, createdBy, board } = link
  if (role !== "shared" || createdBy === ADMIN_KEY.actor) return true
  if (createdBy.startsWith(LINK)) {
    const came = await store.accounts.findLink({ id: createdBy.slice(LINK.length) })
    return came !== undefined && isLinkOpen(came, now) && can(came.role, "screens.share")
  }
  const id = createdBy.slice(USER.length) as UserId
  const user = createdBy.startsWith(USER) ? await store.accounts.findUser({ id }) : undefined
  if (!user || user.disabledAt !== null) return false
  const membership = (await store.boards.membershipsOf(id)).find((one) => one.board === board)
  return user.owner || can(membership?.role, "screens.share")
}

/** The shared screens that must go because a right has ended. */
export async function screensWithout(store: Store, ended: Ended, now: Instant): Promise<readonly LinkRow[]> {
  if ("session" in ended || ("actor" in ended && isSharedScreen(ended.actor))) return []
  const maker = "linkId" in ended ? `${LINK}${ended.linkId}` : ended.actor
  const gone: LinkRow[] = []
  for (const board of await boardsOf(store, ended))
    for (const link of await store.accounts.listLinks(board))
      if (link.role === "shared" && link.createdBy === maker && link.revokedAt === null)
        if (!(await isMakerThere(store, link, now))) gone.push(link)
  return gone
}

async function boardsOf(store: Store, ended: Exclude<Ended, { readonly session: string }>) {
  if ("linkId" in ended) {
    const link = await store.accounts.findLink({ id: ended.linkId })
    return link && link.role !== "shared" ? [link.board] : []
  }
  return ended.board === undefined ? (await store.boards.listBoards()).map(({ id }) => id) : [ended.board]
}
