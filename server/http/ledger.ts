/** What happened on a board, and what is asked of it: commands and the ledger. */
import * as z from "zod"
import { type Answer, COMMAND } from "../../shared/command/command.ts"
import { KIND_GROUPS } from "../../shared/model/kind-groups.ts"
import { can } from "../../shared/rules/permission.ts"
import type { OnBoard } from "../auth/access.ts"
import { TICKET_MS } from "../auth/tickets.ts"
import { openSealed } from "../ledger/open-sealed.ts"
import { COMMAND_EXAMPLES } from "./command-examples.ts"
import type { Parts } from "./parts.ts"
import { type Refused, refuse } from "./problem.ts"
import { createReadings } from "./readings.ts"
import { type Route, route } from "./route.ts"
import { count, innerId, seqNumber, yesOrNo } from "./schemas.ts"

export const answerOk = z.strictObject({ id: z.string(), ok: z.literal(true), seq: z.int(), hash: z.string() })
const entry = z.looseObject({ seq: z.int(), at: z.int(), kind: z.string(), actor: z.string(), hash: z.string() })

/** A minute and person: one that finds little reads the whole ledger, and meanwhile nothing is stored. */
const SEARCHES = 120
/** A longer page costs as much as a search. */
const LONG_PAGE = 1_000

export function ledgerRoutes(parts: Parts): readonly Route[] {
  const tooMany = createReadings(SEARCHES)
  return [
    route({
      method: "POST",
      path: "/boards/:id/commands",
      access: "board.command",
      summary: "Ask for a promise; asking twice with the same id happens once",
      body: COMMAND,
      bodyExamples: COMMAND_EXAMPLES,
      answer: answerOk,
      async handle({ body, on, caller }) {
        const asker = { actor: caller.actor, role: on.role, crewRoles: on.crewRoles }
        const answer = await parts.relay.execute(on.board.id, asker, body)
        if (!answer.ok) return refusalOf(answer)
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
        /** Who did it. */
        actor: z.string().min(1).max(100).optional(),
        /** Which group of kinds. */
        about: z.enum(KIND_GROUPS).optional(),
        newestFirst: yesOrNo.optional(),
      }),
      answer: z.strictObject({ entries: z.array(entry) }),
      async handle({ on, query, caller }) {
        const isSearch = query.actor !== undefined || query.about !== undefined
        const refused = isSearch || query.limit > LONG_PAGE ? tooMany(caller, parts.now()) : undefined
        if (refused) return refused
        const wanted = Object.entries(query).filter(([, value]) => value !== undefined)
        const asked = Object.fromEntries(wanted) as { limit: number }
        const sealed = await parts.store.journal.readEntries(on.board.id, asked)
        return { entries: sealed.map(openSealed) }
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

/** The relay's no, as HTTP says it. */
export function refusalOf(answer: Answer & { readonly ok: false }): Refused {
  if (answer.code !== "refused") return refuse(answer.code, { detail: answer.detail })
  const { rule, detail, data, seq } = answer
  return refuse("refused", { rule, detail, ...(data ? { data } : {}), ...(seq === undefined ? {} : { seq }) })
}
