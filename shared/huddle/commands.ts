/** What people ask for in a huddle. All but `huddle.start` and those about actions name the running huddle: a late one hits no other. */
import * as z from "zod/mini"
import { base, innerId, line, person } from "../command/forms.ts"
import { DUE } from "../model/keys.ts"
import { ROLL_STATES } from "./huddle.ts"

const of = { ...base, huddle: innerId }
const about = { ...base, action: z.int() }
const card = z.optional(innerId)

export const HUDDLE_COMMANDS = [
  /** The id is made by whoever starts it. */
  z.strictObject({ ...of, kind: z.literal("huddle.start") }),
  /** `from` is the step that was seen to run: of two who press at once one goes on, not both. */
  z.strictObject({ ...of, kind: z.literal("huddle.step"), from: z.int(), to: z.int() }),
  /** Null: no card. */
  z.strictObject({ ...of, kind: z.literal("huddle.spotlight"), card: z.nullable(innerId) }),
  z.strictObject({
    ...{ ...of, kind: z.literal("huddle.park"), card: innerId },
    with: z.array(person).check(z.maxLength(20)),
  }),
  z.strictObject({ ...of, kind: z.literal("huddle.extend") }),
  z.strictObject({
    ...{ ...of, kind: z.literal("huddle.roll"), role: innerId, state: z.enum(ROLL_STATES) },
    person: z.optional(person),
  }),
  z.strictObject({ ...of, kind: z.literal("huddle.join") }),
  z.strictObject({ ...of, kind: z.literal("huddle.leave") }),
  z.strictObject({ ...of, kind: z.literal("huddle.decide"), text: line, card }),
  z.strictObject({
    ...{ ...of, kind: z.literal("huddle.act"), text: line, card },
    ...{ person: z.optional(person), due: z.optional(DUE) },
  }),
  /** `from` is who was seen to hold the wheel: null for nobody, a person for a take-over. */
  z.strictObject({ ...of, kind: z.literal("huddle.take"), from: z.nullable(person) }),
  z.strictObject({ ...of, kind: z.literal("huddle.hand-over"), to: person }),
  /** Lets the wheel go: by whoever holds it, or by the relay when they are gone. */
  z.strictObject({ ...of, kind: z.literal("huddle.free"), driver: person }),
  z.strictObject({ ...of, kind: z.literal("huddle.close") }),
  z.strictObject({ ...about, kind: z.literal("huddle.action.done") }),
  z.strictObject({
    ...{ ...about, kind: z.literal("huddle.action.carry"), reason: line },
    ...{ person: z.optional(person), due: z.optional(DUE) },
  }),
  /** The crew cannot settle it alone: somebody further up is told. It stays open here. */
  z.strictObject({ ...about, kind: z.literal("huddle.action.escalate"), reason: z.optional(line) }),
  /** Takes back that it is escalated. */
  z.strictObject({ ...about, kind: z.literal("huddle.action.keep") }),
  z.strictObject({ ...about, kind: z.literal("huddle.action.drop"), reason: line }),
  /** Takes back that it was done or dropped. */
  z.strictObject({ ...about, kind: z.literal("huddle.action.reopen") }),
] as const
