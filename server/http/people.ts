/** Accounts of the server and members of a board. */
import * as z from "zod"
import type { BoardId, UserId } from "../../shared/ids.ts"
import type { Instant } from "../../shared/time.ts"
import type { Person } from "../../shared/wire/http.ts"
import { userActor } from "../auth/sessions.ts"
import { newId } from "../auth/tokens.ts"
import type { Store, UserRow } from "../store/store.ts"
import type { Parts } from "./parts.ts"
import { refuse } from "./problem.ts"
import { type Route, route } from "./route.ts"
import { crewRole, innerId, invitation, login, memberRole, person, personName, user } from "./schemas.ts"
import { tell } from "./tell.ts"

const userParams = z.object({ userId: innerId })
const memberParams = z.object({ id: z.string(), userId: innerId })
const crewRoles = z.array(crewRole).max(20)

const userOf = ({ id, login, name, owner, createdAt, disabledAt }: UserRow) => ({
  ...{ id, login, name, owner },
  ...{ createdAt, disabledAt },
})

export function userRoutes(parts: Parts): readonly Route[] {
  const { accounts } = parts.store
  const invited = async (row: UserRow, request: { protocol: string; host: string }) => {
    const token = await parts.setUp.invite(row.id)
    return { user: userOf(row), token, url: `${parts.publicUrl(request)}/invite#${token}` }
  }
  return [
    route({
      method: "GET",
      path: "/users",
      access: "account",
      summary: "Everybody who has an account here",
      answer: z.array(user),
      handle: async () => (await accounts.listUsers()).map(userOf),
    }),
    route({
      method: "POST",
      path: "/users",
      access: "owner",
      summary: "Make an account and a one-time invitation link for it",
      body: z.strictObject({ login, name: personName, owner: z.boolean().default(false) }),
      answer: invitation,
      status: 201,
      async handle({ body, request }) {
        // Without a password nobody can sign in: the invitation sets one.
        const times = { createdAt: parts.now(), disabledAt: null }
        const row: UserRow = { id: newId() as UserId, ...body, passwordHash: "", ...times }
        if ((await accounts.createUser(row)) === "login-taken")
          return refuse("conflict", { detail: "Somebody has this sign-in name already." })
        return invited(row, request)
      },
    }),
    route({
      method: "POST",
      path: "/users/:userId/invitation",
      access: "owner",
      summary: "A new invitation link, also for a forgotten password; older ones stop working",
      params: userParams,
      answer: invitation,
      async handle({ params, request }) {
        const row = await accounts.findUser({ id: params.userId as UserId })
        return row ? invited(row, request) : refuse("not-found")
      },
    }),
    route({
      method: "PATCH",
      path: "/users/:userId",
      access: "owner",
      summary: "Change an account; a disabled one is signed out everywhere at once",
      params: userParams,
      body: z.strictObject({
        name: personName.optional(),
        owner: z.boolean().optional(),
        disabled: z.boolean().optional(),
      }),
      answer: user,
      async handle({ params, body, caller }) {
        const row = await accounts.findUser({ id: params.userId as UserId })
        if (!row) return refuse("not-found")
        const losesRight = body.disabled === true || body.owner === false
        if (losesRight && caller.actor === userActor(row.id))
          return refuse("conflict", { detail: "You cannot take your own rights away. Ask another owner." })
        await accounts.updateUser(row.id, {
          ...(body.name === undefined ? {} : { name: body.name }),
          ...(body.owner === undefined ? {} : { owner: body.owner }),
          ...(body.disabled === undefined ? {} : { disabledAt: body.disabled ? parts.now() : null }),
        })
        if (body.disabled === true) {
          await parts.sessions.endAllOf(row.id)
          parts.live.end({ actor: userActor(row.id) })
        } else if (losesRight) parts.live.end({ actor: userActor(row.id), comesBack: true })
        return userOf((await accounts.findUser({ id: row.id }))!)
      },
    }),
  ]
}

export function memberRoutes(parts: Parts): readonly Route[] {
  const { accounts, boards } = parts.store
  const startAgain = (board: BoardId, { id }: UserRow) =>
    parts.live.end({ actor: userActor(id), board, comesBack: true })
  const put = async (board: BoardId, row: UserRow, role: z.infer<typeof memberRole>, crew: readonly string[]) => {
    await boards.putMember({ board, userId: row.id, role, crewRoles: crew })
    return { actor: userActor(row.id), name: row.name, role, crewRoles: crew }
  }
  return [
    route({
      method: "GET",
      path: "/boards/:id/people",
      access: "board.read",
      summary: "Names of the members and of everybody who ever acted on the board",
      answer: z.array(person),
      handle: ({ on }) => peopleOf(parts.store, on.board.id, parts.now()),
    }),
    route({
      method: "POST",
      path: "/boards/:id/members",
      access: "members.manage",
      summary: "Let somebody who has an account in",
      body: z
        .strictObject({
          login: login.optional(),
          userId: innerId.optional(),
          role: memberRole,
          crewRoles: crewRoles.default([]),
        })
        .refine((asked) => (asked.login === undefined) !== (asked.userId === undefined), "Say either login or userId."),
      answer: person,
      status: 201,
      async handle(call) {
        const { body, on } = call
        const by = body.login === undefined ? { id: body.userId as UserId } : { login: body.login }
        const row = await accounts.findUser(by)
        if (!row)
          return refuse("not-found", { detail: "Nobody here has that sign-in name. The owner can invite them." })
        const before = (await boards.listMembers(on.board.id)).find(({ userId }) => userId === row.id)
        const added = await put(on.board.id, row, body.role, body.crewRoles)
        if (before && before.role !== body.role) startAgain(on.board.id, row)
        tell(parts, call, before ? "member.changed" : "member.added", { user: row.id, role: body.role })
        return added
      },
    }),
    route({
      method: "PATCH",
      path: "/boards/:id/members/:userId",
      access: "members.manage",
      summary: "Change a member's role; their open connections start again with it",
      params: memberParams,
      body: z.strictObject({ role: memberRole.optional(), crewRoles: crewRoles.optional() }),
      answer: person,
      async handle(call) {
        const { params, body, on } = call
        const before = (await boards.listMembers(on.board.id)).find(({ userId }) => userId === params.userId)
        const row = before && (await accounts.findUser({ id: before.userId }))
        if (!before || !row) return refuse("not-found")
        const role = body.role ?? (before.role as z.infer<typeof memberRole>)
        const changed = await put(on.board.id, row, role, body.crewRoles ?? before.crewRoles)
        if (role !== before.role) startAgain(on.board.id, row)
        tell(parts, call, "member.changed", { user: row.id, role })
        return changed
      },
    }),
    route({
      method: "DELETE",
      path: "/boards/:id/members/:userId",
      access: "members.manage",
      summary: "Remove a member; their open connections end",
      params: memberParams,
      async handle(call) {
        const board = call.on.board.id
        const userId = call.params.userId as UserId
        const isMember = (await boards.listMembers(board)).some((member) => member.userId === userId)
        if (!isMember) return
        await boards.removeMember(board, userId)
        parts.live.end({ actor: userActor(userId), board })
        tell(parts, call, "member.removed", { user: userId })
      },
    }),
  ]
}

/**
 * Members with their roles, owners (who are leads everywhere), guests with an open link, and the names of all others who
 * acted here.
 */
export async function peopleOf(store: Store, board: BoardId, now: Instant): Promise<readonly Person[]> {
  const [members, users, seen, guests] = await Promise.all([
    store.boards.listMembers(board),
    store.accounts.listUsers(),
    store.boards.listPeople(board),
    store.accounts.listGuests(board, now),
  ])
  const membershipOf = new Map(members.map((member) => [member.userId, member]))
  const people = new Map<string, Person>()
  for (const { actor, name } of seen) people.set(actor, { actor, name, role: null, crewRoles: [] })
  for (const { actor, role, crewRole } of guests) {
    const guest = people.get(actor)
    if (guest) people.set(actor, { ...guest, role, crewRoles: crewRole === null ? [] : [crewRole] })
  }
  for (const { id, name, owner, disabledAt } of users) {
    const membership = membershipOf.get(id)
    const actor = userActor(id)
    if (!membership && !owner && !people.has(actor)) continue
    const role = disabledAt !== null ? null : owner ? "lead" : (membership?.role ?? null)
    people.set(actor, { actor, name, role, crewRoles: membership?.crewRoles ?? [] })
  }
  return [...people.values()]
}
