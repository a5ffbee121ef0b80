/** What happened on a board, and what is asked of it: commands, the ledger, the live feed, the state for a wall display. */
import * as z from "zod"
import { COMMAND } from "../../shared/command/command.ts"
import { openEntry } from "../../shared/model/entry.ts"
import { can } from "../../shared/rules/permission.ts"
import type { BoardStatus } from "../../shared/wire/http.ts"
import type { OnBoard } from "../auth/access.ts"
import type { Caller } from "../auth/caller.ts"
import { TICKET_MS } from "../auth/tickets.ts"
import { shownEntry, statusOf } from "../feed/status.ts"
import type { Parts } from "./parts.ts"
import { peopleOf } from "./people.ts"
import { refuse } from "./problem.ts"
import { type Route, route } from "./route.ts"
import { count, innerId, seqNumber, yesOrNo } from "./schemas.ts"

const answerOk = z.strictObject({ id: z.string(), ok: z.literal(true), seq: z.int(), hash: z.string() })
const entry = z.looseObject({ seq: z.int(), at: z.int(), kind: z.string(), actor: z.string(), hash: z.string() })

export function ledgerRoutes(parts: Parts): readonly Route[] {
  return [
    route({
      method: "POST",
      path: "/boards/:id/commands",
      access: "board.command",
      summary: "Ask for a promise; asking twice with the same id happens once",
      body: COMMAND,
      answer: answerOk,
      async handle({ body, on, caller }) {
        const answer = await parts.relay.execute(on.board.id, { actor: caller.actor, role: on.role }, body)
        if (!answer.ok) {
          const { code, detail } = answer
          return refuse(code, code === "refused" ? { rule: answer.rule, detail } : { detail })
        }
        const person = { board: on.board.id, actor: caller.actor, name: caller.name, seenAt: parts.now() }
        await parts.store.boards.putPerson(person)
        return answer
      },
    }),
    route({
      method: "GET",
      path: "/boards/:id/ledger",
      access: "ledger.read",
      summary: "Entries after `since`, or before `before`, oldest first unless asked otherwise",
      query: z.strictObject({
        since: seqNumber.optional(),
        before: seqNumber.optional(),
        limit: count(5_000).default(200),
        card: innerId.optional(),
        newestFirst: yesOrNo.optional(),
      }),
      answer: z.strictObject({ entries: z.array(entry) }),
      async handle({ on, query }) {
        const wanted = Object.entries(query).filter(([, value]) => value !== undefined)
        const asked = Object.fromEntries(wanted) as { limit: number }
        const sealed = await parts.store.journal.readEntries(on.board.id, asked)
        return { entries: sealed.map(openEntry) }
      },
    }),
    route({
      method: "GET",
      path: "/boards/:id/status",
      access: "board.status",
      summary: "The live board as a wall display needs it, at one moment",
      answer: z.looseObject({ id: z.string(), name: z.string(), seq: z.int(), at: z.int(), lanes: z.array(z.json()) }),
      async handle({ on }) {
        return (await status(parts, on)) ?? refuse("not-found")
      },
    }),
    route({
      method: "GET",
      path: "/boards/:id/feed",
      access: "feed.read",
      summary: "Entries as they are written (server-sent events); resumes after Last-Event-ID or `since`",
      query: z.strictObject({ since: seqNumber.optional() }),
      answerType: "text/event-stream",
      async handle({ on, query, caller, request, reply }) {
        if (!parts.feeds.hasRoom(caller.actor)) return refuse("too-many", { retryAfterMs: 10_000 })
        const asked = lastEventId(request.headers["last-event-id"]) ?? query.since
        const head = (await parts.store.journal.readEntries(on.board.id, { limit: 1, newestFirst: true }))[0]?.seq ?? 0
        parts.live.watch(caller)
        reply.hijack()
        for (const [name, value] of Object.entries(reply.getHeaders()))
          if (value !== undefined) reply.raw.setHeader(name, value)
        const noBuffering = { "cache-control": "no-store", "x-accel-buffering": "no" }
        reply.raw.writeHead(200, { ...noBuffering, "content-type": "text/event-stream; charset=utf-8" })
        // A reader that claims to be ahead of the ledger has seen another one; it starts at the head.
        parts.feeds.open(reply.raw, { ...readerOf(caller, on), since: Math.min(asked ?? head, head) })
        return undefined
      },
    }),
    route({
      method: "POST",
      path: "/tickets",
      access: "signed-in",
      summary: "A one-use ticket for the WebSocket of a board, as `?ticket=`",
      body: z.strictObject({ boardId: z.string().regex(/^[A-Za-z0-9_-]{22}$/) }),
      answer: z.strictObject({ ticket: z.string(), expiresInMs: z.int() }),
      status: 201,
      async handle({ body, caller }) {
        const on = await parts.access.roleOn(caller, body.boardId as OnBoard["board"]["id"])
        if (!on) return refuse("not-found")
        if (!can(on.role, "board.sync")) return refuse("forbidden")
        return { ticket: parts.tickets.issue(caller, on.board.id, parts.now()), expiresInMs: TICKET_MS }
      },
    }),
  ]
}

async function status(parts: Parts, { board, role }: OnBoard): Promise<BoardStatus | undefined> {
  const [found, people] = await Promise.all([parts.relay.snapshot(board.id), peopleOf(parts.store, board.id)])
  if (!found) return undefined
  const names = new Map(people.map(({ actor, name }) => [actor, name]))
  const nameOf = (actor: string) => names.get(actor) ?? actor
  return statusOf({ ...found, id: board.id, role, at: parts.now(), nameOf })
}

const readerOf = (caller: Caller, { board, role }: OnBoard) => ({
  board: board.id,
  actor: caller.actor,
  session: caller.kind === "key" ? undefined : caller.session,
  linkId: caller.kind === "guest" ? caller.linkId : undefined,
  show: (shown: Parameters<typeof shownEntry>[0]) => shownEntry(shown, role),
})

function lastEventId(header: string | string[] | undefined): number | undefined {
  return typeof header === "string" && /^\d{1,15}$/.test(header) ? Number(header) : undefined
}
