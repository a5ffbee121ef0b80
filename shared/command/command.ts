/**
 * Promises that people ask for. The relay takes commands one at a time and answers yes (ledger entries) or no (a refusal).
 * A command carries an id of its own: asking twice with the same id gets the same answer and happens once.
 */
import * as z from "zod/mini"
import { INNER_ID } from "../ids.ts"
import { LIMITS } from "../limits.ts"

const innerId = z.string().check(z.regex(INNER_ID))
const base = { id: z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/)) }
const words = z.string().check(z.maxLength(LIMITS.commentChars))

export const COMMAND = z.discriminatedUnion("kind", [
  z.strictObject({
    ...base,
    kind: z.literal("comment.add"),
    card: innerId,
    text: words,
    mentions: z.optional(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(20))),
  }),
  z.strictObject({ ...base, kind: z.literal("comment.edit"), card: innerId, comment: z.int(), text: words }),
  z.strictObject({ ...base, kind: z.literal("comment.remove"), card: innerId, comment: z.int() }),
  /** "Mine": taking a card that nobody is accountable for. */
  z.strictObject({ ...base, kind: z.literal("card.take"), card: innerId }),
  z.strictObject({ ...base, kind: z.literal("card.release"), card: innerId, reason: z.optional(words) }),
])

export type Command = z.infer<typeof COMMAND>
export type CommandKind = Command["kind"]

/** The relay's answer; `seq` and `hash` are the ledger's head after it. */
export type Answer =
  | { readonly id: string; readonly ok: true; readonly seq: number; readonly hash: string }
  | {
      readonly id: string
      readonly ok: false
      readonly code: "refused"
      readonly rule: string
      readonly data?: Readonly<Record<string, unknown>>
      readonly detail: string
    }
  | {
      readonly id: string
      readonly ok: false
      readonly code: "forbidden" | "bad-request" | "read-only"
      readonly detail: string
    }
