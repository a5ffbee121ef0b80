/**
 * The registers of the board document: which keys a lane, a card and the board itself may have, and what each may hold.
 * A key is either fixed (`title`) or a prefix with an inner id (`l:<label>`), so that two people who add at once never
 * write the same register. `null` and "absent" mean the same: put away. The referee parses every written value here.
 */
import * as z from "zod/mini"
import { TARGET } from "../handoff/handoff.ts"
import { PAIR_TIMES } from "../handoff/lane-pair.ts"
import { SHEET_ROW } from "../handoff/sheet-rows.ts"
import { HANDOFF_TEMPLATE } from "../handoff/template.ts"
import { INNER_ID, isInnerId } from "../ids.ts"
import type { Json } from "../json.ts"
import { LIMITS } from "../limits.ts"

const line = (max: number = LIMITS.lineChars) => z.string().check(z.maxLength(max))
const innerId = z.string().check(z.regex(INNER_ID))
const rank = z.string().check(z.regex(/^[A-Za-z0-9]{1,200}$/))
const flag = z.literal(true)
const colour = z.enum(["gray", "red", "orange", "yellow", "green", "teal", "blue", "indigo", "violet", "pink"])
/** `YYYY-MM-DD`, or a full UTC instant in ISO 8601. */
export const DUE = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/))

export const SEVERITIES = ["routine", "watch", "critical"] as const
export const LANE_KINDS = ["waiting", "active", "pass", "done"] as const
export const COLOURS = colour.def.entries

/** A label may be a kind of work: with a target of its own, and counted on the wall. */
export const LABEL_DEF = z.strictObject({
  name: line(100),
  color: colour,
  targetMinutes: z.optional(z.int().check(z.minimum(1), z.maximum(525_600))),
  isCounted: z.optional(z.boolean()),
})
/** A field may be set aside for what walls know by themselves: how much of its kind a card is, and to which ticket it belongs. */
export const FIELD_DEF = z.strictObject({
  name: line(100),
  type: z.enum(["text", "number", "date", "choice"]),
  options: z.optional(z.array(line(100)).check(z.maxLength(50))),
  use: z.optional(z.enum(["quantity", "ticket"])),
  rank,
})
export const ROLE_DEF = z.strictObject({ name: line(60) })
export const CHECKLIST = z.strictObject({ name: line(200), rank })
/** One checklist item; `roles` are the crew roles that must sign it (empty: anybody may tick it). */
export const CHECK = z.strictObject({
  list: innerId,
  text: line(),
  rank,
  roles: z.array(innerId).check(z.maxLength(8)),
})
/** A record elsewhere. Only http, https and mailto addresses, here and again where it is drawn. */
export const RECORD_LINK = z.strictObject({
  system: line(100),
  url: z.string().check(z.maxLength(2_000), z.regex(/^(https?:\/\/|mailto:)[^\s]+$/i)),
  id: z.optional(line(200)),
  rank: z.optional(rank),
})
export const BLOCKED = z.strictObject({ reason: line(500).check(z.minLength(1)) })
/** What must be true before a card leaves the lane forward. `wip` looks at the lane it goes to. */
export const GATE = z.strictObject({
  signatures: z.boolean(),
  handoff: z.boolean(),
  fields: z.array(line(100)).check(z.maxLength(20)),
  wip: z.enum(["off", "soft", "hard"]),
})
/** What a board says of a step of its huddle; what it leaves out stays as it is everywhere. */
export const AGENDA_STEP = z.strictObject({
  name: z.optional(line(100)),
  seconds: z.optional(z.int().check(z.minimum(10), z.maximum(3_600))),
  rank: z.optional(rank),
  out: z.optional(flag),
})
/** `[lane, rank]` in one register, so that a move and a reorder never mix. */
export const PLACE = z.tuple([innerId, rank])

type Schemas = Readonly<Record<string, z.ZodMiniType>>
interface KeyTable {
  readonly fixed: Schemas
  readonly prefixed: Schemas
}

const META_KEYS: KeyTable = {
  fixed: {
    version: z.literal(1),
    name: line(200).check(z.minLength(1)),
    /** When the next huddle is; the days after at the same time. */
    nextHuddle: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/)),
  },
  prefixed: {
    l: LABEL_DEF,
    f: FIELD_DEF,
    r: ROLE_DEF,
    t: HANDOFF_TEMPLATE,
    a: AGENDA_STEP,
    s: z.union([z.boolean(), z.number(), line()]),
  },
}

export const LANE_KEYS: KeyTable = {
  fixed: {
    name: line(200),
    rank,
    kind: z.enum(LANE_KINDS),
    wip: z.int().check(z.minimum(1), z.maximum(999)),
    /** Age in minutes at which a card in this lane counts as late. */
    target: z.int().check(z.minimum(1), z.maximum(525_600)),
    gate: GATE,
    /** The crew roles that work in this lane: they may accept what is offered to it. */
    crew: z.array(innerId).check(z.maxLength(8)),
    archived: flag,
  },
  /** By the lane that a card goes on to: the time to accept there. */
  prefixed: { w: PAIR_TIMES },
}

export const CARD_KEYS: KeyTable = {
  fixed: {
    place: PLACE,
    title: line(LIMITS.titleChars),
    next: line(),
    due: DUE,
    severity: z.enum(SEVERITIES),
    blocked: BLOCKED,
    archived: flag,
    /** The first words of the description, kept by whoever edits it, for the card's face and for search. */
    excerpt: line(500),
  },
  prefixed: {
    l: flag,
    /** Crew: role → person. */
    r: z.strictObject({ person: line(100) }),
    f: z.union([line(), z.number()]),
    h: CHECKLIST,
    c: CHECK,
    d: flag,
    k: RECORD_LINK,
  },
}

/**
 * A handoff's sheet: its header, one register per field of its template, and one per line of its lists (`i:`, which name
 * their field). Long fields are texts `<handoff>.<field>`.
 */
const SHEET_KEYS: KeyTable = {
  fixed: { card: innerId, template: line(100), to: TARGET, severity: z.enum(SEVERITIES), due: DUE, next: line() },
  prefixed: { f: z.json(), i: SHEET_ROW },
}

const KEYS = { meta: META_KEYS, lanes: LANE_KEYS, cards: CARD_KEYS, sheets: SHEET_KEYS } as const
export type RootName = keyof typeof KEYS

function schemaOf(table: KeyTable, key: string): z.ZodMiniType | undefined {
  if (Object.hasOwn(table.fixed, key)) return table.fixed[key]
  const colon = key.indexOf(":")
  const prefix = key.slice(0, colon)
  return colon > 0 && Object.hasOwn(table.prefixed, prefix) && isInnerId(key.slice(colon + 1))
    ? table.prefixed[prefix]
    : undefined
}

/** Whether a register under `root` may hold `value`: `unknown-key`, `bad-value` or fine. `null` always is. */
export function checkRegister(root: RootName, key: string, value: Json): "fine" | "unknown-key" | "bad-value" {
  const schema = schemaOf(KEYS[root], key)
  if (!schema) return "unknown-key"
  return value === null || (isPlain(value, DEEPEST_VALUE) && schema.safeParse(value).success) ? "fine" : "bad-value"
}

/** Whether `value` has the shape of such a register, be it longer or shorter than the relay takes. */
export function isReadable(root: RootName, key: string, value: Json): boolean {
  const schema = schemaOf(KEYS[root], key)
  if (!schema || value === null) return true
  if (!isPlain(value, DEEPEST_VALUE)) return false
  const { error } = schema.safeParse(value)
  return error === undefined || error.issues.every(({ code }) => code === "too_big" || code === "too_small")
}

const DEEPEST_VALUE = 8

/**
 * Whether Yjs can write the value again: it tells objects apart by `value.constructor`, so a member of that name makes it
 * throw. Depth is bounded, so that a hostile value cannot exhaust the stack of whoever checks it.
 */
function isPlain(value: Json, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true
  if (depth === 0 || Object.hasOwn(value, "constructor") || Object.hasOwn(value, "__proto__")) return false
  return Object.values(value).every((inner: Json) => isPlain(inner, depth - 1))
}
