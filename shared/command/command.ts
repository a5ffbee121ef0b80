/**
 * Promises that people ask for. The relay takes commands one at a time and answers yes (ledger entries) or no (a refusal).
 * A command carries an id of its own: asking twice with the same id gets the same answer and happens once.
 */
import * as z from "zod/mini"
import { CHANNELS, TARGET } from "../handoff/handoff.ts"
import { MAX_FIELDS } from "../handoff/template.ts"
import { HUDDLE_COMMANDS } from "../huddle/commands.ts"
import { LIMITS } from "../limits.ts"
import { base, innerId, moment, line as reason, words } from "./forms.ts"

const about = { ...base, handoff: innerId }

/** One command per row of the table of transitions; `handoff.change` is not asked for, it is observed. */
const HANDOFF_COMMANDS = [
  z.strictObject({
    ...about,
    kind: z.literal("handoff.create"),
    card: innerId,
    template: z.string().check(z.maxLength(60)),
  }),
  z.strictObject({ ...about, kind: z.literal("handoff.announce"), eta: z.optional(moment) }),
  z.strictObject({ ...about, kind: z.literal("handoff.offer") }),
  z.strictObject({ ...about, kind: z.literal("handoff.see") }),
  z.strictObject({
    ...about,
    kind: z.literal("handoff.question"),
    field: z.string().check(z.maxLength(60)),
    text: words,
  }),
  z.strictObject({ ...about, kind: z.literal("handoff.answer"), question: z.int(), text: words }),
  z.strictObject({
    ...about,
    kind: z.literal("handoff.accept"),
    /** The version that was read; the acceptance holds for no other. */
    version: z.int(),
    channel: z.enum(CHANNELS),
    readBack: z.optional(words),
    /** As many as a sheet can have lines: whatever was offered can be accepted. */
    ticked: z.optional(z.array(innerId).check(z.maxLength(LIMITS.rowsPerSheet))),
    /** By field: what the handoff's template asks of whoever accepts (its fields that are `required: "receiver"`). */
    answers: z.optional(
      z
        .record(z.string().check(z.maxLength(60)), reason)
        .check(z.refine((answers) => Object.keys(answers).length <= MAX_FIELDS, `at most ${MAX_FIELDS} answers`)),
    ),
    /** What the device's clock said, for an acceptance that was made offline. Shown, never used. */
    claimedAt: z.optional(moment),
  }),
  z.strictObject({ ...about, kind: z.literal("handoff.confirm") }),
  z.strictObject({ ...about, kind: z.literal("handoff.correct"), text: words }),
  z.strictObject({ ...about, kind: z.literal("handoff.read-again"), readBack: words }),
  z.strictObject({ ...about, kind: z.literal("handoff.add"), text: words }),
  /** Acknowledges an addendum, or without one the changes since the acceptance. */
  z.strictObject({ ...about, kind: z.literal("handoff.acknowledge"), addendum: z.optional(z.int()) }),
  z.strictObject({ ...about, kind: z.literal("handoff.back-up") }),
  z.strictObject({ ...about, kind: z.literal("handoff.watch") }),
  z.strictObject({ ...about, kind: z.literal("handoff.step-aside") }),
  z.strictObject({ ...about, kind: z.literal("handoff.decline"), reason }),
  z.strictObject({ ...about, kind: z.literal("handoff.return"), reason }),
  z.strictObject({ ...about, kind: z.literal("handoff.send-back"), reason }),
  z.strictObject({ ...about, kind: z.literal("handoff.withdraw"), reason }),
  z.strictObject({ ...about, kind: z.literal("handoff.expire"), level: z.int() }),
  z.strictObject({ ...about, kind: z.literal("handoff.remind") }),
  z.strictObject({ ...about, kind: z.literal("handoff.reassign"), to: z.optional(TARGET) }),
  z.strictObject({ ...about, kind: z.literal("handoff.take-over"), reason }),
  z.strictObject({ ...about, kind: z.literal("handoff.finish") }),
  z.strictObject({ ...about, kind: z.literal("handoff.verify") }),
  z.strictObject({ ...about, kind: z.literal("handoff.recall"), reason }),
  z.strictObject({ ...about, kind: z.literal("handoff.cancel"), reason }),
] as const

export const COMMAND = z.discriminatedUnion("kind", [
  ...HANDOFF_COMMANDS,
  ...HUDDLE_COMMANDS,
  /** One's own name under a checklist item, in a crew role that one has. */
  z.strictObject({ ...base, kind: z.literal("check.sign"), card: innerId, check: innerId, role: innerId }),
  z.strictObject({ ...base, kind: z.literal("check.unsign"), card: innerId, check: innerId }),
  /** Asks somebody of a role to sign; they find it under what needs them. */
  z.strictObject({ ...base, kind: z.literal("check.ask"), card: innerId, check: innerId, role: innerId }),
  /** A lead lets one card past its gate, once, with a reason. */
  z.strictObject({ ...base, kind: z.literal("gate.override"), card: innerId, lane: innerId, reason }),
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
export type HandoffCommand = Extract<Command, { readonly handoff: string }>
export type HuddleCommand = z.infer<(typeof HUDDLE_COMMANDS)[number]>
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
      /** Of a promise that came too late: the entry that says so. */
      readonly seq?: number
    }
  | {
      readonly id: string
      readonly ok: false
      readonly code: "forbidden" | "bad-request" | "read-only"
      readonly detail: string
    }
