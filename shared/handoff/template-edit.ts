/**
 * Changing a template: what keeps it from being saved, how two people's changes come together, and the registers that a new
 * version writes. A change makes a version; the one before stays for the handoffs that began with it.
 */
import type { Change } from "../change/change.ts"
import { equalJson, type Json, type JsonObject } from "../json.ts"
import type { Registers } from "../model/board-view.ts"
import { HANDOFF_TEMPLATE, type HandoffTemplate, MAX_FIELDS, type SheetField } from "./template.ts"
import { templateFor, versionKey } from "./templates/templates.ts"

export type TemplateProblem =
  | { readonly kind: "no-name" | "no-fields" | "minutes" | "other" }
  | { readonly kind: "too-many-fields"; readonly limit: number }
  | { readonly kind: "no-label"; readonly at: number }
  | { readonly kind: "duplicate-key" | "duplicate-label" | "no-options"; readonly at: number; readonly label: string }

const isNamed = (text: string) => text.trim() !== ""
const same = (text: string) => text.trim().toLowerCase()
/** Types of which one picks: without choices there is nothing to pick. */
const NEEDS_OPTIONS: ReadonlySet<SheetField["type"]> = new Set(["choice"])
/** Types to which "none" is an answer that says something. */
export const CAN_BE_NONE: ReadonlySet<SheetField["type"]> = new Set([
  ...(["text", "long", "multi", "checks", "if-then", "actions", "references"] as const),
])

/** What keeps a template from being saved, in the order in which it is met. */
export function templateProblems(template: HandoffTemplate): readonly TemplateProblem[] {
  const { name, fields } = template
  const found: TemplateProblem[] = []
  if (!isNamed(name)) found.push({ kind: "no-name" })
  if (fields.length === 0) found.push({ kind: "no-fields" })
  if (fields.length > MAX_FIELDS) found.push({ kind: "too-many-fields", limit: MAX_FIELDS })
  for (const [at, { key, label, type, options }] of fields.entries()) {
    const before = fields.slice(0, at)
    if (!isNamed(label)) found.push({ kind: "no-label", at })
    else if (before.some((other) => same(other.label) === same(label)))
      found.push({ kind: "duplicate-label", at, label })
    if (before.some((other) => other.key === key)) found.push({ kind: "duplicate-key", at, label: label || key })
    if (NEEDS_OPTIONS.has(type) && (options?.length ?? 0) === 0) found.push({ kind: "no-options", at, label })
  }
  const times = [template.acceptWithinMinutes, template.escalateEveryMinutes].flatMap((each) => Object.values(each))
  if ([...times, template.standByMinutes].some((time) => !isMinutes(time))) found.push({ kind: "minutes" })
  // Lengths and the like: the inputs keep to them, a file need not.
  return found.length === 0 && !HANDOFF_TEMPLATE.safeParse(template).success ? [{ kind: "other" }] : found
}

const isMinutes = (value: number) => Number.isInteger(value) && value >= 1 && value <= 43_200

/** What two people changed of one template at once. `both` names what each of them changed in another way. */
export interface Merged {
  readonly template: HandoffTemplate
  readonly both: readonly string[]
}

const PER_SEVERITY = ["level", "acceptWithinMinutes", "escalateEveryMinutes"] as const
const SINGLE = ["name", "description", "standByMinutes", "fourEyes"] as const

/**
 * My changes of `base` on top of theirs. Whatever only one of us touched is taken; what both changed differently stays
 * theirs and is named. The order of fields is theirs, unless only I changed it; new fields of mine come after.
 */
export function mergeTemplates(base: HandoffTemplate, mine: HandoffTemplate, theirs: HandoffTemplate): Merged {
  const both: string[] = []
  const pick = (name: string, from: Json, own: Json, other: Json): Json => {
    if (equalJson(from, own)) return other
    if (!equalJson(from, other) && !equalJson(own, other)) both.push(name)
    return equalJson(from, other) ? own : other
  }
  const json = (template: HandoffTemplate) => template as unknown as JsonObject
  const single = SINGLE.map((key) => [key, pick(key, json(base)[key]!, json(mine)[key]!, json(theirs)[key]!)])
  const perSeverity = PER_SEVERITY.map((key) => [
    key,
    Object.fromEntries(
      (["routine", "watch", "critical"] as const).map((severity) => [
        severity,
        pick(`${key}.${severity}`, base[key][severity], mine[key][severity], theirs[key][severity]),
      ]),
    ),
  ])
  const fields = mergeFields(base.fields, mine.fields, theirs.fields, pick)
  return { template: { ...theirs, ...Object.fromEntries([...single, ...perSeverity]), fields }, both }
}

type Pick3 = (name: string, from: Json, own: Json, other: Json) => Json
const asJson = (field: SheetField | undefined): Json => (field as unknown as Json) ?? null

function mergeFields(
  base: readonly SheetField[],
  mine: readonly SheetField[],
  theirs: readonly SheetField[],
  pick: Pick3,
): SheetField[] {
  const of = (fields: readonly SheetField[], key: string) => fields.find((field) => field.key === key)
  const isSameOrder = equalJson(
    base.map(({ key }) => key),
    theirs.map(({ key }) => key),
  )
  const [first, then] = isSameOrder ? [mine, theirs] : [theirs, mine]
  const keys = [...new Set([...first, ...then].map(({ key }) => key))]
  return keys.flatMap((key) => {
    const own = of(mine, key)
    const other = of(theirs, key)
    const label = own?.label ?? other?.label ?? key
    return (pick(label, asJson(of(base, key)), asJson(own), asJson(other)) as SheetField | null) ?? []
  })
}

/** The registers that a changed template writes: the version that stood is kept beside, the new one takes its place. */
export function saveTemplate(meta: Registers, draft: HandoffTemplate): readonly Change[] {
  const key = `t:${draft.id}`
  const standing = templateFor(meta, draft.id)
  if (standing && isSameTemplate(standing, draft)) return []
  const next: HandoffTemplate = { ...draft, version: (standing?.version ?? 0) + 1 }
  return [...(standing ? keep(meta, standing) : []), set(meta, key, next)]
}

/** Taken out of the choice, or brought back: the form is the same, and so is its version. */
export function retireTemplate(meta: Registers, id: string, isRetired: boolean): readonly Change[] {
  const standing = templateFor(meta, id)
  if (!standing || (standing.retired === true) === isRetired) return []
  const { retired: _, ...form } = standing
  return [set(meta, `t:${id}`, isRetired ? { ...form, retired: true } : form)]
}

export const isSameTemplate = (a: HandoffTemplate, b: HandoffTemplate): boolean =>
  equalJson({ ...json(a), version: 0 }, { ...json(b), version: 0 })

/** Why a template register may not be written so: another has been saved meanwhile, or a kept version would change. */
export function isStaleTemplate(key: string, from: Json, to: Json): boolean {
  if (from === null || to === null) return false
  const before = HANDOFF_TEMPLATE.safeParse(from)
  const after = HANDOFF_TEMPLATE.safeParse(to)
  if (!before.success || !after.success) return false
  if (key.includes("_")) return !equalJson(from, to)
  const isSame = equalJson({ ...json(before.data), retired: null }, { ...json(after.data), retired: null })
  return isSame ? false : after.data.version !== before.data.version + 1
}

const json = (template: HandoffTemplate): JsonObject => template as unknown as JsonObject

const set = (meta: Registers, key: string, to: HandoffTemplate): Change => ({
  kind: "set-meta",
  key,
  from: meta[key] ?? null,
  to: json(to),
})

function keep(meta: Registers, { retired: _, ...standing }: HandoffTemplate): readonly Change[] {
  const key = versionKey(standing)
  return Object.hasOwn(meta, key) ? [] : [set(meta, key, standing)]
}

/** An id that no template of the board has: from the name, with a number where that is taken. */
export function freeTemplateId(name: string, taken: ReadonlySet<string>): string {
  const slug =
    name
      .normalize("NFD")
      .replace(/\p{Diacritic}/gu, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 34) || "template"
  return numbered(slug, "-", (id) => taken.has(id))
}

/** A key for a new field, from its label. */
export function freeFieldKey(label: string, taken: ReadonlySet<string>): string {
  const slug = freeTemplateId(label, new Set()).replaceAll("-", "_")
  return numbered(/^[a-z]/.test(slug) ? slug : `f_${slug}`, "_", (key) => taken.has(key))
}

function numbered(start: string, between: string, isTaken: (id: string) => boolean): string {
  let id = start
  for (let count = 2; isTaken(id); count++) id = `${start}${between}${count}`
  return id
}
