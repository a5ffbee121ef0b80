/** Getting in and out: set-up, sign-in, invitations, sign-out, password. Guessing is throttled per account and address. */
import type { FastifyReply, FastifyRequest } from "fastify"
import * as z from "zod"
import type { ErrorCode } from "../../shared/errors.ts"
import type { UserId } from "../../shared/ids.ts"
import type { Me } from "../../shared/wire/http.ts"
import type { Caller, GuestCaller } from "../auth/caller.ts"
import { endedCookie, sessionCookie } from "../auth/cookies.ts"
import { TooManySignIns } from "../auth/passwords.ts"
import type { Started } from "../auth/sessions.ts"
import { signInKeys } from "../auth/throttle.ts"
import { hashToken, newId } from "../auth/tokens.ts"
import type { UserRow } from "../store/store.ts"
import type { Parts } from "./parts.ts"
import { Refused, refuse } from "./problem.ts"
import { revokeLink } from "./revoke-link.ts"
import { type Route, route } from "./route.ts"
import { anyPassword, login, me, newPassword, personName, token } from "./schemas.ts"

function meOf(caller: Caller): Me {
  const { actor, name, kind } = caller
  if (kind === "key") return { actor, name, kind, owner: true }
  if (kind === "member") return { actor, name, kind, owner: caller.owner, login: caller.login }
  if (caller.role === "shared") return { actor, name, kind: "shared", owner: false, boardId: caller.board }
  const crew = caller.crewRole === null ? {} : { crewRole: caller.crewRole }
  return { actor, name, kind, owner: false, boardId: caller.board, ...crew }
}

export function signInRoutes(parts: Parts): readonly Route[] {
  return [
    route({
      method: "POST",
      path: "/setup",
      access: "public",
      summary: "Make the owner's account with the one-time set-up link",
      body: z.strictObject({ token, login, name: personName, password: newPassword }),
      answer: me,
      status: 201,
      async handle({ body, request, reply }) {
        const made = await throttled(parts, request, "gone", () =>
          parts.setUp.redeem(body.token, () => createOwner(parts, body)),
        )
        return made instanceof Refused ? made : startSession(parts, made, request, reply)
      },
    }),
    route({
      method: "POST",
      path: "/sign-in",
      access: "public",
      summary: "Start a session with login and password",
      body: z.strictObject({ login, password: anyPassword }),
      answer: me,
      async handle({ body, request, reply }) {
        const attempt = () => verified(parts, body.login, body.password)
        const user = await throttled(parts, request, "wrong-credentials", attempt, body.login)
        return user instanceof Refused ? user : startSession(parts, user, request, reply)
      },
    }),
    route({
      method: "POST",
      path: "/sign-out",
      access: "signed-in",
      summary: "End this session, or all of one's own",
      body: z.strictObject({ everywhere: z.boolean().optional() }).optional(),
      async handle({ body, caller, request, reply }) {
        if (caller.kind === "member" && body?.everywhere) await parts.sessions.endAllOf(caller.userId)
        else if (caller.kind === "guest" && caller.role === "shared") await endSharedScreen(parts, caller, request)
        else if (caller.kind !== "key") await parts.sessions.end(caller.session)
        reply.header("set-cookie", endedCookie(parts.isSecure(request)))
      },
    }),
    route({
      method: "POST",
      path: "/invitations/peek",
      access: "public",
      summary: "Whom an invitation is for",
      body: z.strictObject({ token }),
      answer: z.strictObject({ login: z.string(), name: z.string() }),
      async handle({ body, request }) {
        const user = await throttled(parts, request, "gone", () => parts.setUp.findInvited(body.token))
        return user instanceof Refused ? user : { login: user.login, name: user.name }
      },
    }),
    route({
      method: "POST",
      path: "/invitations/accept",
      access: "public",
      summary: "Choose a password with an invitation and sign in",
      body: z.strictObject({ token, password: newPassword }),
      answer: me,
      async handle({ body, request, reply }) {
        const user = await throttled(parts, request, "gone", () => parts.setUp.findInvited(body.token))
        if (user instanceof Refused) return user
        await parts.setUp.closeInvitation(user.id)
        const changed = await changePassword(parts, user, body.password)
        return changed instanceof Refused ? changed : startSession(parts, changed, request, reply)
      },
    }),
  ]
}

export function meRoutes(parts: Parts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/me",
      access: "signed-in",
      summary: "Who I am",
      answer: me,
      handle: async ({ caller }) => meOf(caller),
    }),
    route({
      method: "PATCH",
      path: "/me",
      access: "account",
      summary: "Change one's own name",
      body: z.strictObject({ name: personName }),
      answer: me,
      async handle({ body, caller }) {
        if (caller.kind !== "member") return refuse("forbidden")
        await parts.store.accounts.updateUser(caller.userId, { name: body.name })
        return meOf({ ...caller, name: body.name })
      },
    }),
    route({
      method: "POST",
      path: "/me/password",
      access: "account",
      summary: "Change one's own password; ends all other sessions",
      body: z.strictObject({ current: anyPassword, password: newPassword }),
      answer: me,
      async handle({ body, caller, request, reply }) {
        if (caller.kind !== "member") return refuse("forbidden")
        const attempt = () => verified(parts, caller.login, body.current)
        const user = await throttled(parts, request, "wrong-credentials", attempt, caller.login)
        if (user instanceof Refused) return user
        const changed = await changePassword(parts, user, body.password)
        return changed instanceof Refused ? changed : startSession(parts, changed, request, reply)
      },
    }),
  ]
}

/** Its link is for this one browser: with the session it has no use any more. */
async function endSharedScreen(parts: Parts, caller: GuestCaller, request: FastifyRequest): Promise<void> {
  const [on, link] = await Promise.all([
    parts.access.roleOn(caller, caller.board),
    parts.store.accounts.findLink({ id: caller.linkId }),
  ])
  if (on && link) await revokeLink(parts, { caller, on, request }, link)
}

/** Counts a try for the address (with an account: for it there, and for it at all), and gives it back when it was right; nothing found is `otherwise`. */
export async function throttled<T extends object>(
  parts: Parts,
  request: FastifyRequest,
  otherwise: ErrorCode,
  attempt: () => Promise<T | undefined>,
  account?: string,
): Promise<T | Refused> {
  const keys = signInKeys(request.ip, account)
  const waitMs = parts.throttle.take(keys, parts.now())
  if (waitMs !== undefined) return refuse("too-many", { retryAfterMs: waitMs })
  try {
    const found = await attempt()
    if (found) parts.throttle.giveBack(keys)
    return found ?? refuse(otherwise)
  } catch (error) {
    parts.throttle.giveBack(keys)
    return refusalOfBusy(error)
  }
}

/** More words are being checked than the machine can do at a time; anything else is thrown on. */
export function refusalOfBusy(error: unknown): Refused {
  if (error instanceof TooManySignIns) return refuse("too-many", { retryAfterMs: 5_000 })
  throw error
}

export async function verified(parts: Parts, name: string, password: string): Promise<UserRow | undefined> {
  const user = await parts.store.accounts.findUser({ login: name })
  const isRight = await parts.passwords.verify(password, user?.passwordHash)
  return isRight && user && user.disabledAt === null ? user : undefined
}

async function createOwner(
  parts: Parts,
  asked: { readonly login: string; readonly name: string; readonly password: string },
): Promise<UserRow | undefined> {
  const row: UserRow = {
    id: newId() as UserId,
    login: asked.login,
    name: asked.name,
    passwordHash: await parts.passwords.hash(asked.password),
    owner: true,
    createdAt: parts.now(),
    disabledAt: null,
  }
  return (await parts.store.accounts.createUser(row)) === "created" ? row : undefined
}

/** The row is the one whose password was checked; when another one has been set since, this change came too late. */
async function changePassword(parts: Parts, user: UserRow, password: string): Promise<UserRow | Refused> {
  const passwordHash = await parts.passwords.hash(password)
  if (!(await isCurrent(parts, user))) return refuse("wrong-credentials")
  await parts.store.accounts.updateUser(user.id, { passwordHash })
  await parts.sessions.endAllOf(user.id)
  return { ...user, passwordHash }
}

/**
 * Looks again after the session is there: a change of the password meanwhile has either ended it with the others, or is
 * seen here.
 */
async function startSession(
  parts: Parts,
  user: UserRow,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Me | Refused> {
  const started = await parts.sessions.forUser(user)
  if (!(await isCurrent(parts, user))) {
    await parts.sessions.end(hashToken(started.token))
    return refuse("wrong-credentials")
  }
  putCookie(parts, started, request, reply)
  return { actor: started.actor, name: user.name, kind: "member", owner: user.owner, login: user.login }
}

/** Whether the account is still open under the password that was checked. */
async function isCurrent(parts: Parts, { id, passwordHash }: UserRow): Promise<boolean> {
  const stored = await parts.store.accounts.findUser({ id })
  return stored?.passwordHash === passwordHash && stored.disabledAt === null
}

export function putCookie(parts: Parts, { token }: Started, request: FastifyRequest, reply: FastifyReply): void {
  reply.header("set-cookie", sessionCookie(token, parts.isSecure(request)))
}
