/**
 * Confirming on one's own phone what a shared screen asks for. The screen shows an address with a token that works once; the
 * phone opens it signed in as itself, reads what it is about, and says yes or "not me". The promise is then the phone's
 * owner's, by their own role, and the screen only learns what came of it.
 */
import * as z from "zod"
import { COMMAND } from "../../shared/command/command.ts"
import type { AskedOfMe, AskState } from "../../shared/wire/http.ts"
import type { Ask } from "../auth/asks.ts"
import { type GuestCaller, isPerson } from "../auth/caller.ts"
import { isLinkOpen } from "../auth/link.ts"
import { askedOf } from "./asked.ts"
import { COMMAND_EXAMPLES } from "./command-examples.ts"
import { answerOk, refusalOf } from "./ledger.ts"
import type { Parts } from "./parts.ts"
import { refuse } from "./problem.ts"
import { type Call, type Route, route } from "./route.ts"
import { askedOfMe, innerId, newAsk, token } from "./schemas.ts"
import { actorId } from "./shared-screens.ts"

const askParams = z.object({ id: z.string(), askId: innerId })
const CHANGED = "What is asked has changed since you read it. Read it again."
const NOT_FOR_YOU = "This was meant for somebody else on the board."

const person = z.string()
const askState = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("open") }),
  z.strictObject({ state: z.literal("denied"), person }),
  z.strictObject({ state: z.literal("answered"), person, answer: z.looseObject({ id: z.string(), ok: z.boolean() }) }),
])

export function askRoutes(parts: Parts): readonly Route[] {
  const { asks } = parts
  return [
    route({
      method: "POST",
      path: "/boards/:id/asks",
      access: "command.as",
      summary: "On a shared screen: ask a person to confirm a promise on their own phone, within two minutes",
      body: z.strictObject({ person: actorId.optional(), command: COMMAND }),
      bodyExamples: { "check.sign": { value: { command: COMMAND_EXAMPLES["check.sign"]?.value } } },
      answer: newAsk,
      status: 201,
      async handle({ body, on, caller, request }) {
        const { actor, name, linkId } = caller as GuestCaller
        const asked = { board: on.board.id, command: body.command, by: { actor, name, linkId } }
        const opened = asks.open({ ...asked, person: (body.person ?? null) as Ask["person"] }, parts.now())
        // In the fragment, which no server and no log ever sees.
        const url = `${parts.publicUrl(request)}/confirm#${on.board.id}.${opened.token}`
        return { id: opened.ask.id, url, expiresInMs: opened.ask.expiresAt - parts.now() }
      },
    }),
    route({
      method: "GET",
      path: "/boards/:id/asks/:askId",
      access: "command.as",
      summary: "On the shared screen that asked: what came of it",
      params: askParams,
      answer: askState,
      async handle({ params, caller }): Promise<AskState | ReturnType<typeof refuse>> {
        const outcome = asks.outcome(params.askId, caller.actor, parts.now())
        if (!outcome) return refuse("gone")
        const { kind, ...rest } = outcome
        return { state: kind, ...rest } as AskState
      },
    }),
    route({
      method: "DELETE",
      path: "/boards/:id/asks/:askId",
      access: "command.as",
      summary: "On the shared screen that asked: ask no longer",
      params: askParams,
      async handle({ params, caller }) {
        asks.cancel(params.askId, caller.actor)
      },
    }),
    route({
      method: "POST",
      path: "/boards/:id/asks/peek",
      access: "board.command",
      summary: "On one's own phone: what a shared screen asks of me",
      body: z.strictObject({ token }),
      answer: askedOfMe,
      async handle(call) {
        const ask = await findAsk(parts, call)
        if (!ask) return refuse("gone")
        if (!isMeant(ask, call)) return refuse("forbidden", { detail: NOT_FOR_YOU })
        const asked = await askedOf(parts, ask, call.on.board.name)
        asks.show(ask, call.caller.actor, readOf(asked))
        return asked
      },
    }),
    route({
      method: "POST",
      path: "/boards/:id/asks/answer",
      access: "board.command",
      summary: "On one's own phone: give one's word for what a shared screen asks, or say that it was not me",
      body: z.strictObject({ token, confirm: z.boolean() }),
      answer: z.union([answerOk, z.strictObject({ denied: z.literal(true) })]),
      async handle(call) {
        const ask = await findAsk(parts, call)
        if (!ask) return refuse("gone")
        if (!isMeant(ask, call)) return refuse("forbidden", { detail: NOT_FOR_YOU })
        const { actor } = call.caller
        if (call.body.confirm && (await hasChanged(parts, ask, call))) return refuse("conflict", { detail: CHANGED })
        if (!asks.take(ask)) return refuse("gone")
        if (call.body.confirm) return confirm(parts, ask, call)
        asks.settle(ask, { kind: "denied", person: actor })
        return { denied: true }
      },
    }),
  ]
}

type PhoneCall = Pick<Call<"board.command", undefined, undefined, undefined>, "caller" | "on"> & {
  readonly body: { readonly token: string }
}

/** A screen that was revoked meanwhile asks for nothing any more. */
async function findAsk(parts: Parts, { body, on }: PhoneCall): Promise<Ask | undefined> {
  const ask = parts.asks.find(body.token, on.board.id, parts.now())
  const link = ask && (await parts.store.accounts.findLink({ id: ask.by.linkId }))
  return link && isLinkOpen(link, parts.now()) ? ask : undefined
}

const readOf = ({ expiresInMs: _, ...read }: AskedOfMe): string => JSON.stringify(read)

/** Whoever stands at the screen may also edit: nobody puts their name under words that they have not read. */
async function hasChanged(parts: Parts, ask: Ask, { caller, on }: PhoneCall): Promise<boolean> {
  const shown = parts.asks.shownTo(ask, caller.actor)
  return shown !== undefined && shown !== readOf(await askedOf(parts, ask, on.board.name))
}

/** A key gives nobody's word; a person only their own. */
const isMeant = (ask: Ask, { caller }: PhoneCall): boolean =>
  isPerson(caller) && (ask.person === null || ask.person === caller.actor)

async function confirm(parts: Parts, ask: Ask, { caller, on }: PhoneCall) {
  const asker = { actor: caller.actor, role: on.role, crewRoles: on.crewRoles }
  const via = { actor: ask.by.actor, method: "phone" as const }
  try {
    const answer = await parts.relay.execute(on.board.id, asker, ask.command, via)
    parts.asks.settle(ask, { kind: "answered", person: caller.actor, answer })
    return answer.ok ? answer : refusalOf(answer)
  } catch (error) {
    const { id } = ask.command
    const answer = { id, ok: false as const, code: "read-only" as const, detail: "It could not be stored. Ask again." }
    parts.asks.settle(ask, { kind: "answered", person: caller.actor, answer })
    throw error
  }
}
