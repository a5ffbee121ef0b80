/** A sheet as it stands: the registers of its short fields and the words of its long ones, read as one brief. */
import { equalJson, type Json } from "../json.ts"
import type { Registers } from "../model/board-view.ts"
import { prefixedOf, type Severity } from "../model/card.ts"
import type { Brief } from "./brief.ts"
import { type Handoff, TARGET } from "./handoff.ts"
import { fieldOfRow, isRowType, isSettled, isTick, rowsInBrief, rowsOf } from "./sheet-rows.ts"
import type { Sheet } from "./step.ts"
import { type HandoffTemplate, LEVELS, type ReadBackLevel, type SheetField } from "./template.ts"

/** Registers of a sheet's head that the receiver reads; they stand in the brief under their own names. */
const HEAD_KEYS = ["due", "next"] as const

/** The id of the text of a long field. */
export const textIdOf = (handoff: string, field: string): string => `${handoff}.${field}`

/** The way back, for a text that belongs to a sheet. */
export function sheetTextOf(textId: string): { readonly handoff: string; readonly field: string } | undefined {
  const dot = textId.indexOf(".")
  return dot < 0 ? undefined : { handoff: textId.slice(0, dot), field: textId.slice(dot + 1) }
}

/** `texts`: the plain words of the long fields, by key. A long field may also be answered "none" in its register. */
export function sheetOf(
  registers: Registers,
  texts: Readonly<Record<string, string>>,
  template: HandoffTemplate,
): Sheet {
  const own = new Map(prefixedOf(registers, "f"))
  const rows = (key: string, type: SheetField["type"]) => (isRowType(type) ? rowsInBrief(registers, key) : undefined)
  const brief: Record<string, Json> = {}
  for (const key of HEAD_KEYS) if (registers[key] !== undefined && registers[key] !== null) brief[key] = registers[key]
  for (const { key, type } of template.fields) {
    const words = type === "long" && Object.hasOwn(texts, key) ? texts[key] : undefined
    const value = words !== undefined && words.trim() !== "" ? words : (rows(key, type) ?? own.get(key))
    if (value !== undefined && value !== null) brief[key] = value
  }
  const to = TARGET.safeParse(registers.to)
  return {
    template,
    to: to.success ? to.data : undefined,
    severity: (registers.severity as Severity | undefined) ?? "routine",
    brief,
    unticked: template.fields
      .filter(({ type }) => type === "checks")
      .flatMap(({ key }) => untickedIn(registers, key).map((text) => ({ field: key, text }))),
  }
}

const untickedIn = (registers: Registers, field: string): readonly string[] =>
  rowsOf(registers, field)
    .filter((row) => !isSettled(row))
    .map(({ parts }) => parts.text ?? "")

/** What a changed register of a sheet means to an offered handoff; `version` is the one that it leads to. */
export interface SheetEdit {
  readonly material: boolean
  readonly version: number
  /** Before the acceptance a graver one asks for more to be given back; a lighter one never for less than was offered. */
  readonly severity?: Severity
  readonly level?: HandoffTemplate["level"]["routine"]
}

/** The part of a change that says what was edited: a register of the sheet, or the text of a long field as `f:<field>`. */
export interface SheetChange {
  readonly key: string
  readonly from?: Json
  readonly to: Json
}

/** The field of the template that a changed register belongs to; undefined for those of the sheet's head. */
function fieldOf({ key, from, to }: SheetChange): string | undefined {
  if (key.startsWith("i:")) return fieldOfRow(to) ?? fieldOfRow(from) ?? ""
  return key.startsWith("f:") ? key.slice(2) : undefined
}

/**
 * What the `sheet.edited` entry of a change says, or undefined when the change does not touch the brief: a draft has no
 * readers yet, and whom it goes to is changed by a command only.
 */
export function materialChange(
  change: SheetChange,
  handoff: Handoff,
  template: HandoffTemplate,
): SheetEdit | undefined {
  const { key, to } = change
  if (handoff.offers === 0 || key === "to" || key === "card" || key === "template") return undefined
  // A check that is ticked off says how far the work is; the brief says the same as before.
  if (isTick(change)) return undefined
  const field = fieldOf(change)
  const material = field === undefined || handoff.materialFields.includes(field)
  const edit: SheetEdit = { material, version: material ? handoff.version + 1 : handoff.version }
  if (key !== "severity") return edit
  const severity = (to as Severity | null) ?? "routine"
  return { ...edit, severity, level: stricter(handoff.level, template.level[severity]) }
}

/** Whoever accepts may write in the brief too: what is asked of them is not theirs to lower. */
const stricter = (a: ReadBackLevel, b: ReadBackLevel): ReadBackLevel => (LEVELS.indexOf(a) >= LEVELS.indexOf(b) ? a : b)

/** The fields in which two briefs differ, for "these changed since you read it". */
export function briefDiff(
  before: Brief,
  after: Brief,
): readonly { readonly key: string; readonly from: Json; readonly to: Json }[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const of = (brief: Brief, key: string): Json => (Object.hasOwn(brief, key) ? (brief[key] ?? null) : null)
  return keys
    .map((key) => ({ key, from: of(before, key), to: of(after, key) }))
    .filter(({ from, to }) => !equalJson(from, to))
}
