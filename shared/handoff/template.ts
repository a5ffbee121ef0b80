/**
 * The form of a handoff's sheet: which fields it has, which of them must be filled before it can be offered, and how much
 * the receiver has to give back. Built-in templates stand in `templates/`; a board may keep edited ones of its own.
 */
import * as z from "zod/mini"
import { INNER_ID } from "../ids.ts"
import type { Severity } from "../model/card.ts"

const line = z.string().check(z.maxLength(300))
const key = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,40}$/))

export const FIELD_TYPES = [
  "text",
  "long",
  "choice",
  "multi",
  "person",
  "time",
  "link",
  "number",
  "checks",
  "if-then",
  "actions",
  "references",
] as const
/** `always`: needed to offer. `serious`: needed at watch and critical. `receiver`: filled by whoever accepts. */
export const REQUIREMENTS = ["always", "serious", "optional", "receiver"] as const
export const LEVELS = ["ack", "read-back", "closed-loop"] as const

const perSeverity = <T extends z.ZodMiniType>(value: T) =>
  z.strictObject({ routine: value, watch: value, critical: value })
/** A minute to thirty days. */
export const ACCEPT_MINUTES = z.int().check(z.minimum(1), z.maximum(43_200))
const minutes = ACCEPT_MINUTES

export const SHEET_FIELD = z.strictObject({
  key,
  label: line,
  type: z.enum(FIELD_TYPES),
  required: z.enum(REQUIREMENTS),
  /** A change after the offer sends the receiver back to reading. */
  material: z.boolean(),
  help: line,
  options: z.optional(z.array(line).check(z.maxLength(30))),
  /** The crew roles that know the answer; a hint to whoever fills it in together, never a lock. */
  roles: z.optional(z.array(z.string().check(z.regex(INNER_ID))).check(z.maxLength(8))),
  /** "None" may be said outright; an empty field never means it. */
  noneIsAnAnswer: z.optional(z.boolean()),
  /** Of a list: what is still open goes on to the next handoff of the same place. */
  carried: z.optional(z.literal(true)),
  /** Of checks: each is ticked, or said not to apply, before the work is called done. */
  toFinish: z.optional(z.literal(true)),
})

/** At the head of every sheet, whatever its template: what the receiver does first. A screen has its own word for it. */
export const NEXT_STEP = {
  key: "next",
  label: "next",
  type: "text",
  required: "always",
  material: true,
  help: "",
} as const satisfies SheetField

export const MAX_FIELDS = 40

type Keyed = readonly { readonly key: string }[]
const hasOwnKeys = (fields: Keyed) => new Set(fields.map((field) => field.key)).size === fields.length
const canBeChosen = (fields: readonly z.infer<typeof SHEET_FIELD>[]) =>
  fields.every(({ type, options }) => type !== "choice" || (options?.length ?? 0) > 0)

export const HANDOFF_TEMPLATE = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  version: z.int().check(z.minimum(1)),
  name: line,
  description: line,
  fields: z.array(SHEET_FIELD).check(z.maxLength(MAX_FIELDS), z.refine(hasOwnKeys), z.refine(canBeChosen)),
  level: perSeverity(z.enum(LEVELS)),
  acceptWithinMinutes: perSeverity(minutes),
  escalateEveryMinutes: perSeverity(minutes),
  standByMinutes: minutes,
  /** Whoever finished the work may not verify it. */
  fourEyes: z.boolean(),
  /** No new handoff begins with it; those that run keep it. */
  retired: z.optional(z.literal(true)),
})

export type SheetField = z.infer<typeof SHEET_FIELD>
export type HandoffTemplate = z.infer<typeof HANDOFF_TEMPLATE>
export type ReadBackLevel = (typeof LEVELS)[number]

export const templateRef = (template: HandoffTemplate): string => `${template.id}@${template.version}`

export function isRequired(field: SheetField, severity: Severity): boolean {
  return field.required === "always" || (field.required === "serious" && severity !== "routine")
}
