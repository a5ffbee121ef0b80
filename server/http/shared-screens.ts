/**
 * Shared screens: one browser around which several people stand. Its session is nobody's. What takes a person's word is
 * asked for by that person, here with their PIN, or on their own phone (asks.ts).
 */
import type { FastifyRequest } from "fastify"
import * as z from "zod"
import { COMMAND } from "../../shared/command/command.ts"
import type { Someone } from "../../shared/handoff/parties.ts"
import type { ActorId } from "../../shared/ids.ts"
import { can } from "../../shared/rules/permission.ts"
import { PIN_FORM } from "../../shared/rules/pin.ts"
import type { OnBoard } from "../auth/access.ts"
import type { Caller, GuestCaller } from "../auth/caller.ts"
import { isLinkOpen } from "../auth/link.ts"
import { makerOf } from "../auth/screen-maker.ts"
import { pinKeys } from "../auth/throttle.ts"
import { newId, newToken } from "../auth/tokens.ts"
import type { LinkRow } from "../store/store.ts"
import { COMMAND_EXAMPLES } from "./command-examples.ts"
import { answerOk, refusalOf } from "./ledger.ts"
import type { Parts } from "./parts.ts"
import { peopleOf } from "./people.ts"
import { refusalOfPin } from "./pins.ts"
import { type Refused, refuse } from "./problem.ts"
import { type Route, route } from "./route.ts"
import { label, me } from "./schemas.ts"
import { putCookie, refusalOfBusy } from "./sign-in.ts"
import { tell } from "./tell.ts"

const MOST_SCREENS = 100
const UNNAMED = "Shared screen"
export const actorId = z.string().min(1).max(100)

export function sharedScreenRoutes(parts: Parts): readonly Route[] {
  const { accounts, boards } = parts.store
  return [
    route({
      method: "POST",
      path: "/boards/:id/shared-screens",
      access: "screens.share",
      summary: "Turn this browser into a shared screen of the board; one's own session in it ends",
      body: z.strictObject({ label: label.default("") }),
      answer: me,
      status: 201,
      async handle(call) {
        const { body, on, caller, request, reply } = call
        const links = await accounts.listLinks(on.board.id)
        const open = links.filter((link) => link.role === "shared" && isLinkOpen(link, parts.now()))
        if (open.length >= MOST_SCREENS) return refuse("conflict", { detail: "The board has too many shared screens." })
        const link = screenLink(parts, on, caller, body.label || UNNAMED)
        await accounts.createLink(link)
        const started = await parts.sessions.forGuest(link, link.label, null)
        await boards.putPerson({ board: on.board.id, actor: started.actor, name: link.label, seenAt: parts.now() })
        await accounts.countUse(link.id, parts.now())
        // Whoever stands here later must not be able to act as the person who set the screen up.
        if (caller.kind !== "key") await parts.sessions.end(caller.session)
        putCookie(parts, started, request, reply)
        tell(parts, call, "link.created", { link: link.id, role: link.role, expiresAt: link.expiresAt })
        return { actor: started.actor, name: link.label, kind: "shared", owner: false, boardId: on.board.id }
      },
    }),
    route({
      method: "POST",
      path: "/boards/:id/as",
      access: "command.as",
      summary: "On a shared screen: ask for a promise as a person of the board, with their PIN",
      body: z.strictObject({ person: actorId, pin: z.string().regex(PIN_FORM), command: COMMAND }),
      bodyExamples: { "check.sign": { value: EXAMPLE } },
      answer: answerOk,
      async handle({ body, on, caller, request }) {
        const person = await signerOf(parts, on, body.person)
        if (!person) return refuse("not-found", { detail: "That person is not on this board." })
        const wrong = await refusalOfTry(parts, caller as GuestCaller, request, person, body.pin)
        if (wrong) return wrong
        const via = { actor: caller.actor, method: "pin" as const }
        const answer = await parts.relay.execute(on.board.id, person, body.command, via)
        return answer.ok ? answer : refusalOf(answer)
      },
    }),
  ]
}

const EXAMPLE = { person: "user:Us3rIdOfAna0", pin: "4071", command: COMMAND_EXAMPLES["check.sign"]?.value }

/** Nobody comes in by it: its token is thrown away at once. It is what the screen's right hangs on, and is revoked by. */
function screenLink(parts: Parts, { board }: OnBoard, caller: Caller, name: string): LinkRow {
  return {
    ...{ id: newId(), board: board.id, tokenHash: newToken().tokenHash, role: "shared", label: name },
    ...{ createdBy: makerOf(caller), createdAt: parts.now() },
    expiresAt: caller.kind === "guest" ? caller.linkExpiresAt : null,
    ...{ revokedAt: null, uses: 0, lastUsedAt: null },
  }
}

/** Somebody who may give their word on this board now, by the role that they have themselves. */
async function signerOf(parts: Parts, { board }: OnBoard, actor: string): Promise<Someone | undefined> {
  const people = await peopleOf(parts.store, board.id, parts.now())
  const { role, crewRoles } = people.find((person) => person.actor === actor) ?? { role: null, crewRoles: [] }
  return role !== null && can(role, "board.command") ? { actor: actor as ActorId, role, crewRoles } : undefined
}

/** A try counts for the person, for the screen and for the address, before the PIN is looked at. */
async function refusalOfTry(
  parts: Parts,
  { linkId }: GuestCaller,
  request: FastifyRequest,
  { actor }: Someone,
  pin: string,
): Promise<Refused | undefined> {
  const link = await parts.store.accounts.findLink({ id: linkId })
  if (!link) return refuse("revoked")
  const keys = pinKeys(request.ip, linkId)
  const waitMs = parts.pinThrottle.take(keys, parts.now())
  if (waitMs !== undefined) return refuse("too-many", { retryAfterMs: waitMs })
  try {
    const refused = refusalOfPin(parts, await parts.pins.check(actor, pin, link.createdBy))
    if (!refused) parts.pinThrottle.giveBack(keys)
    return refused
  } catch (error) {
    parts.pinThrottle.giveBack(keys)
    return refusalOfBusy(error)
  }
}
