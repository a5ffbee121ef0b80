/** Mail: how oneself wants it, the link that confirms an address, and the one that stops it without signing in. */
import * as z from "zod"
import { HOUR_MS } from "../../shared/time.ts"
import type { MailSettings } from "../../shared/wire/http.ts"
import type { MemberCaller } from "../auth/caller.ts"
import { createThrottle, type Throttle } from "../auth/throttle.ts"
import { hashToken, isToken, newToken } from "../auth/tokens.ts"
import { composeConfirmation } from "../mail/compose.ts"
import { isTimeZone } from "../mail/schedule.ts"
import { confirmed, minuteOf, newMailRow, settingsOf, stopped, withAddress, withWishes } from "../mail/wishes.ts"
import { MAIL_FREQUENCIES, type MailRow } from "../store/store.ts"
import type { Parts } from "./parts.ts"
import { Refused, refuse } from "./problem.ts"
import { type Route, route } from "./route.ts"
import { clock, token } from "./schemas.ts"
import { throttled } from "./sign-in.ts"

/** Between two confirmations to an address that somebody merely claims. */
const ASK_AGAIN_MS = 60_000
/** An hour, by one account and to one address: whoever reads it may never have heard of us. */
const CONFIRMATIONS = 5
const NO_MAIL = "This server sends no mail."
const NO_ADDRESS = "Say first which address is yours."

const address = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s\p{Cc}<>()[\]\\,;:"@]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/u, "That is not an e-mail address.")
const asked = z.strictObject({
  address: address.optional(),
  frequency: z.enum(MAIL_FREQUENCIES).optional(),
  morningAt: clock.optional(),
  timeZone: z.string().max(64).refine(isTimeZone, "There is no such time zone.").optional(),
  atOnce: z.boolean().optional(),
})
const mailSettings = z.strictObject({
  isOffered: z.boolean(),
  address: z.string().nullable(),
  isConfirmed: z.boolean(),
  frequency: z.enum(MAIL_FREQUENCIES),
  morningAt: z.string(),
  timeZone: z.string(),
  atOnce: z.boolean(),
}) satisfies z.ZodType<MailSettings>

export function mailRoutes(parts: Parts): readonly Route[] {
  const { mail } = parts.store
  // Not in the row: that goes when somebody takes their address off, and comes anew.
  const confirmations = createThrottle(CONFIRMATIONS, HOUR_MS)
  const isOffered = parts.sender !== undefined
  return [
    route({
      method: "GET",
      path: "/me/mail",
      access: "account",
      summary: "How oneself gets mail",
      answer: mailSettings,
      async handle({ caller }) {
        if (caller.kind !== "member") return refuse("forbidden")
        return settingsOf(await mail.find({ userId: caller.userId }), isOffered)
      },
    }),
    route({
      method: "PATCH",
      path: "/me/mail",
      access: "account",
      summary: "Change how oneself gets mail; a new address is written to once, to be confirmed",
      body: asked,
      answer: mailSettings,
      async handle({ body, caller, request }) {
        if (caller.kind !== "member") return refuse("forbidden")
        if (!isOffered) return refuse("conflict", { detail: NO_MAIL })
        const row = await changed(parts, confirmations, caller, body, request)
        return row instanceof Refused ? row : settingsOf(row, isOffered)
      },
    }),
    route({
      method: "DELETE",
      path: "/me/mail",
      access: "account",
      summary: "Forget one's own address; no mail comes any more",
      async handle({ caller }) {
        if (caller.kind !== "member") return refuse("forbidden")
        await mail.remove(caller.userId)
      },
    }),
    route({
      method: "POST",
      path: "/mail/confirm",
      access: "public",
      summary: "Say that an address is one's own, with the link that was sent there, once",
      body: z.strictObject({ token }),
      answer: z.strictObject({ address: z.string() }),
      async handle({ body, request }) {
        const row = await throttled(parts, request, "gone", async () => {
          const found = isToken(body.token) ? await mail.find({ confirmHash: hashToken(body.token) }) : undefined
          const next = found && confirmed(found, parts.now())
          return next && (await mail.put(next)) ? next : undefined
        })
        return row instanceof Refused ? row : { address: row.address }
      },
    }),
    route({
      method: "POST",
      path: "/mail/stop",
      access: "public",
      summary: "Stop all mail to somebody, with the token that stands in each of them; no need to sign in",
      query: z.strictObject({ token }),
      // Mail programs send a form here that says nothing new (RFC 8058).
      takesFile: true,
      bodyBytes: 1_000,
      async handle({ query, request }) {
        const row = await throttled(parts, request, "gone", () => stop(parts, query.token))
        return row instanceof Refused ? row : undefined
      },
    }),
  ]
}

async function changed(
  parts: Parts,
  confirmations: Throttle,
  caller: MemberCaller,
  body: z.infer<typeof asked>,
  request: { readonly protocol: string; readonly host: string },
): Promise<MailRow | Refused> {
  const { mail } = parts.store
  const now = parts.now()
  const { address: wanted, morningAt, ...rest } = body
  const before = await mail.find({ userId: caller.userId })
  if (!before && wanted === undefined) return refuse("conflict", { detail: NO_ADDRESS })
  const wishes = {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    ...(morningAt === undefined ? {} : { morningMinute: minuteOf(morningAt) }),
  }
  const row = withWishes(before ?? newMailRow(caller.userId, newToken().token), wishes, now)
  const isNew = wanted !== undefined && (wanted !== row.address || row.verifiedAt === null)
  if (!isNew) return (await mail.put(row)) ? row : refuse("conflict")
  const waitMs = row.askedAt + ASK_AGAIN_MS - now
  if (waitMs > 0) return refuse("too-many", { retryAfterMs: waitMs })
  const keys = [caller.actor, `to:${wanted.toLowerCase()}`]
  const overMs = confirmations.take(keys, now)
  if (overMs !== undefined) return refuse("too-many", { retryAfterMs: overMs })
  const sent = await confirmAddress(parts, caller, row, wanted, parts.publicUrl(request))
  if (sent === NOTHING_LEFT) confirmations.giveBack(keys)
  return sent === NOTHING_LEFT ? refuse("mail-not-taken") : sent
}

const NOTHING_LEFT = "nothing left"

async function confirmAddress(
  parts: Parts,
  caller: MemberCaller,
  before: MailRow,
  wanted: string,
  publicUrl: string,
): Promise<MailRow | Refused | typeof NOTHING_LEFT> {
  const { mail } = parts.store
  const { token: proof } = newToken()
  const row = withAddress(before, wanted, proof, parts.now())
  if (!(await mail.put(row))) return refuse("conflict")
  const to = { name: caller.name, address: wanted, publicUrl, unsubscribe: row.unsubscribe, slot: proof }
  const sent = await parts.sender?.send(composeConfirmation(to, proof))
  if (sent?.ok) return row
  // Nothing has left, so nobody has to wait before they try again.
  await mail.put({ ...row, revision: row.revision + 1, askedAt: 0 })
  return sent?.again === "never" ? refuse("mail-not-taken") : NOTHING_LEFT
}

async function stop(parts: Parts, secret: string): Promise<MailRow | undefined> {
  const { mail } = parts.store
  for (;;) {
    const row = isToken(secret) ? await mail.find({ unsubscribe: secret }) : undefined
    if (!row || (await mail.put(stopped(row)))) return row
  }
}
