/** Boards: the list, a new one, the whole of one, renaming, putting away and taking out again. */
import * as z from "zod"
import { plainView } from "../../shared/model/board-view.ts"
import { can } from "../../shared/rules/permission.ts"
import { seedTemplate } from "../../shared/templates/seed-template.ts"
import { TEMPLATES } from "../../shared/templates/templates.ts"
import type { BoardSummary } from "../../shared/wire/http.ts"
import type { OnBoard } from "../auth/access.ts"
import { type Caller, isOwner } from "../auth/caller.ts"
import { hashToken, newBoardId } from "../auth/tokens.ts"
import { firstCommit } from "./first-commit.ts"
import { newBoard, seedSource } from "./new-board.ts"
import type { Parts } from "./parts.ts"
import { refuse } from "./problem.ts"
import { createReadings } from "./readings.ts"
import { type Route, route } from "./route.ts"
import { boardName, boardSummary, role } from "./schemas.ts"
import { type Deed, tell } from "./tell.ts"

/** Lanes that suit anybody, for a board made without a template. */
const PLAIN = "plain-kanban"

/** Whole boards a minute and person; pages have the socket instead. */
const READINGS = 60

const registers = z.record(z.string(), z.json())
const things = z.record(z.string(), registers)
const wholeBoard = boardSummary.extend({
  seq: z.int(),
  hash: z.string(),
  at: z.int(),
  role,
  view: z.strictObject({ meta: registers, lanes: things, cards: things, sheets: things }),
  promises: z.unknown(),
})

export function boardRoutes(parts: Parts): readonly Route[] {
  const { boards } = parts.store
  const setArchived = async (deed: Deed, archivedAt: number | null) => {
    const { board, role } = deed.on
    await boards.updateBoard(board.id, { archivedAt, changedAt: parts.now() })
    if (archivedAt === null) await parts.relay.restored(board.id)
    if ((archivedAt === null) !== (board.archivedAt === null))
      tell(parts, deed, archivedAt === null ? "board.restored" : "board.archived")
    return summaryOf(parts, { board: { ...board, archivedAt }, role })
  }
  return [
    route({
      method: "GET",
      path: "/boards",
      access: "signed-in",
      summary: "My boards, with who is there now and the last change",
      answer: z.array(boardSummary),
      handle: async ({ caller }) => (await boardsOf(parts, caller)).map((on) => summaryOf(parts, on)),
    }),
    route({
      method: "POST",
      path: "/boards",
      access: "account",
      summary: "A new board, empty or from a template; whoever makes it is its lead",
      body: z.strictObject({
        name: boardName,
        template: z.enum(TEMPLATES.map(({ id }) => id)).optional(),
        /** Whether a template's sample cards come along. */
        samples: z.boolean().default(true),
      }),
      answer: boardSummary,
      status: 201,
      async handle({ body, caller }) {
        const { name, template = PLAIN, samples } = body
        const empty = body.template === undefined || !samples
        const seed = seedTemplate(template, { ...seedSource(parts.now()), name, empty })
        if (!seed) return refuse("not-found")
        const commit = firstCommit(newBoardId(), seed, caller.actor, parts.now())
        const board = await newBoard(parts, caller, { name: seed.name, origin: template, commit })
        return summaryOf(parts, { board, role: "lead" })
      },
    }),
    route({
      method: "GET",
      path: "/boards/:id",
      access: "board.read",
      summary: "The whole board at one moment",
      answer: wholeBoard,
      readings: createReadings(READINGS),
      async handle({ on, request, reply }) {
        const found = await parts.relay.snapshot(on.board.id)
        if (!found) return refuse("not-found")
        const { view, promises } = found
        const { seq, hash } = promises
        const summary = summaryOf(parts, on)
        const etag = `W/"${hashToken(JSON.stringify([summary, hash]))}"`
        reply.headers({ etag, "cache-control": "private, no-cache" })
        if (request.headers["if-none-match"] === etag) return reply.code(304).send()
        return { ...summary, seq, hash, at: parts.now(), view: plainView(view), promises }
      },
    }),
    route({
      method: "PATCH",
      path: "/boards/:id",
      access: "board.arrange",
      summary: "Rename a board",
      body: z.strictObject({ name: boardName }),
      answer: boardSummary,
      async handle({ body, on, caller }) {
        const asker = { actor: caller.actor, role: on.role }
        const change = { kind: "set-meta", key: "name", from: on.board.name, to: body.name } as const
        const edited = await parts.relay.edit(on.board.id, asker, [change])
        if (!edited.ok) return refuse("refused", { rule: edited.error.rule })
        await boards.updateBoard(on.board.id, { name: body.name, changedAt: parts.now() })
        return summaryOf(parts, { ...on, board: { ...on.board, name: body.name, changedAt: parts.now() } })
      },
    }),
    route({
      method: "POST",
      path: "/boards/:id/archive",
      access: "board.archive",
      summary: "Put a board away",
      answer: boardSummary,
      handle: (call) => setArchived(call, call.on.board.archivedAt ?? parts.now()),
    }),
    route({
      method: "POST",
      path: "/boards/:id/restore",
      access: "board.archive",
      summary: "Take a board out again",
      answer: boardSummary,
      handle: (call) => setArchived(call, null),
    }),
  ]
}

type Listed = Pick<OnBoard, "board" | "role">

/** The boards that the caller may see, last changed first. */
async function boardsOf(parts: Parts, caller: Caller): Promise<readonly Listed[]> {
  return [...(await visibleTo(parts, caller))].sort((a, b) => b.board.changedAt - a.board.changedAt)
}

async function visibleTo({ store, access }: Parts, caller: Caller): Promise<readonly Listed[]> {
  if (isOwner(caller)) return (await store.boards.listBoards()).map((board) => ({ board, role: "lead" }))
  const ids = caller.kind === "member" ? await store.boards.membershipsOf(caller.userId) : []
  const mine = caller.kind === "guest" ? [caller.board] : ids.map(({ board }) => board)
  const found = await Promise.all(mine.map((id) => access.roleOn(caller, id)))
  return found.filter((on) => on !== undefined)
}

function summaryOf(parts: Parts, { board, role }: Listed): BoardSummary {
  const { id, name, createdAt, changedAt, archivedAt } = board
  // A wall display must not learn who is here; what it may show of people it has from the status.
  const here = can(role, "board.read") ? parts.relay.here(id).map(({ actor, name }) => ({ actor, name })) : []
  const damage = parts.relay.damageOf(id)
  return { id, name, role, createdAt, changedAt, archivedAt, here, ...(damage ? { damage } : {}) }
}
