/**
 * The lines of a sheet's lists (actions, if-thens, checks, references). Each line is a register of its own, `i:<id>`, so
 * that two people who add one at the same moment keep both. Older sheets hold a list as one register, `f:<field>`; it is
 * read as it is, and becomes single lines with the first change of it.
 */
import * as z from "zod/mini"
import type { Change } from "../change/change.ts"
import { INNER_ID } from "../ids.ts"
import { equalJson, isJsonObject, type Json, type JsonObject } from "../json.ts"
import { LIMITS } from "../limits.ts"
import type { Registers } from "../model/board-view.ts"
import { compareRanked } from "../model/lane.ts"
import { rankBetween, ranksBetween } from "../model/rank.ts"
import type { SheetField } from "./template.ts"

/** What a line of each kind of list is made of. */
const ROW_PARTS = {
  actions: ["verb", "person", "due"],
  "if-then": ["if", "then", "who"],
  checks: ["text"],
  references: ["text", "url"],
} as const satisfies Partial<Record<SheetField["type"], readonly string[]>>
export type RowType = keyof typeof ROW_PARTS

export const isRowType = (type: SheetField["type"]): type is RowType => Object.hasOwn(ROW_PARTS, type)

const PARTS: readonly string[] = [...new Set(Object.values(ROW_PARTS).flat())]
const part = z.optional(z.string().check(z.maxLength(LIMITS.lineChars)))

/** The register of a line: its field, its place in the list, and its parts as text. */
export const SHEET_ROW = z.strictObject({
  field: z.string().check(z.regex(/^[a-z][a-z0-9_]{0,40}$/)),
  rank: z.string().check(z.regex(/^[A-Za-z0-9]{1,200}$/)),
  /** Ticked off by somebody; who and when is in the ledger. */
  done: z.optional(z.literal(true)),
  /** Why a check does not apply; as good as ticked. */
  notApplicable: part,
  /** Came from the handoff before. It is taken off with a reason only, and stays here with that. */
  carried: z.optional(z.literal(true)),
  off: part,
  ...Object.fromEntries(PARTS.map((name) => [name, part])),
})

/** A line with its id, its place, and its parts. */
export interface SheetRow {
  readonly id: string
  readonly rank: string
  readonly parts: Readonly<Record<string, string>>
  readonly done: boolean
  readonly notApplicable?: string
  readonly carried?: true
}

/** Nothing is left to do about it. */
export const isSettled = ({ done, notApplicable }: SheetRow): boolean => done || notApplicable !== undefined

export interface EditedSheet {
  readonly id: string
  readonly registers: Registers
}

const rowKey = (id: string): string => `i:${id}`

/** The field that a line belongs to; of one that is put away, from what it was. */
export const fieldOfRow = (value: Json | undefined): string | undefined =>
  isJsonObject(value) && typeof value.field === "string" ? value.field : undefined

/** Whether a change of a line only ticks it off, says that it does not apply, or takes that back. */
export function isTick({ from, to }: { readonly from?: Json | undefined; readonly to: Json }): boolean {
  if (!isJsonObject(from) || !isJsonObject(to) || fieldOfRow(to) === undefined) return false
  const without = (value: JsonObject): JsonObject => ({ ...value, done: null, notApplicable: null })
  return !equalJson(from, to) && equalJson(without(from), without(to))
}

/** Whether a change takes a carried line off, with its reason. */
export const isTakenOff = ({ to }: { readonly to: Json }): boolean => isJsonObject(to) && typeof to.off === "string"

/** Whether a line that was carried here goes without a word: it stays, or it is taken off with a reason. */
export function losesCarried(from: Json, to: Json): boolean {
  if (!isJsonObject(from) || from.carried !== true) return false
  if (!isJsonObject(to) || to.carried !== true) return true
  return typeof to.off === "string" && to.off.trim() === ""
}

function partsOf(value: JsonObject): Readonly<Record<string, string>> {
  const parts: Record<string, string> = {}
  for (const name of PARTS) if (typeof value[name] === "string") parts[name] = value[name]
  return parts
}

/** The lines of a field in their order. */
export function rowsOf(registers: Registers, field: string): readonly SheetRow[] {
  const rows = new Map(foldedRows(registers, field).map((row) => [row.id, row]))
  for (const key in registers) {
    const value = registers[key]
    if (!key.startsWith("i:") || fieldOfRow(value) !== field || !isJsonObject(value)) continue
    const id = key.slice(2)
    if (typeof value.off === "string") rows.delete(id)
    else rows.set(id, rowOf(id, value))
  }
  return [...rows.values()].sort(compareRanked)
}

const rowOf = (id: string, value: JsonObject): SheetRow => ({
  id,
  rank: String(value.rank),
  parts: partsOf(value),
  done: value.done === true,
  ...(typeof value.notApplicable === "string" ? { notApplicable: value.notApplicable } : {}),
  ...(value.carried === true ? { carried: true } : {}),
})

/** A list of the old form. Everybody gives its lines the same ids and places, so two who unfold it at once agree. */
function foldedRows(registers: Registers, field: string): readonly SheetRow[] {
  const list = registers[`f:${field}`]
  if (!Array.isArray(list)) return []
  const items = (list as readonly Json[]).filter(isJsonObject)
  const ranks = ranksBetween(undefined, undefined, items.length, () => 0)
  return items.map((item, at) => ({
    id: typeof item.id === "string" && INNER_ID.test(item.id) ? item.id : `${field}-${at}`,
    rank: ranks[at]!,
    parts: partsOf(item),
    done: false,
  }))
}

/** The lines as the brief holds them, or undefined while there is none. */
export function rowsInBrief(registers: Registers, field: string): Json | undefined {
  const rows = rowsOf(registers, field)
  return rows.length === 0 ? undefined : rows.map(({ id, parts }) => ({ id, ...parts }))
}

const set = ({ id, registers }: EditedSheet, key: string, to: Json): Change => ({
  kind: "set",
  root: "sheets",
  id,
  key,
  from: registers[key] ?? null,
  to,
})

const register = (field: string, { rank, parts, done, notApplicable, carried }: SheetRow): JsonObject => ({
  field,
  rank,
  ...parts,
  ...(done ? { done: true } : {}),
  ...(notApplicable === undefined ? {} : { notApplicable }),
  ...(carried ? { carried } : {}),
})

/** What the list's own register still holds goes: lines of the old form become registers, an outright "none" is over. */
function unfold(sheet: EditedSheet, field: string, changed?: SheetRow): readonly Change[] {
  const key = `f:${field}`
  if (sheet.registers[key] === undefined || sheet.registers[key] === null) return []
  const rows = foldedRows(sheet.registers, field).filter(
    ({ id }) => id !== changed?.id && !Object.hasOwn(sheet.registers, rowKey(id)),
  )
  return [...rows.map((row) => set(sheet, rowKey(row.id), register(field, row))), set(sheet, key, null)]
}

/** A new line at the end, with empty parts; `jitter` is a number in 0–65535 from the caller. */
export function addRow(sheet: EditedSheet, field: string, type: RowType, id: string, jitter: number): Change[] {
  const rank = rankBetween(rowsOf(sheet.registers, field).at(-1)?.rank, undefined, jitter)
  const parts = Object.fromEntries(ROW_PARTS[type].map((name) => [name, ""]))
  return [...unfold(sheet, field), set(sheet, rowKey(id), register(field, { id, rank, parts, done: false }))]
}

export function setRowPart(sheet: EditedSheet, field: string, id: string, name: string, text: string): Change[] {
  const row = rowsOf(sheet.registers, field).find((one) => one.id === id)
  if (!row || row.parts[name] === text) return []
  const next = { ...row, parts: { ...row.parts, [name]: text } }
  return [...unfold(sheet, field, row), set(sheet, rowKey(id), register(field, next))]
}

/** Ticks a line off, says why it does not apply, or takes either back. */
export function tickRow(sheet: EditedSheet, field: string, id: string, tick: boolean | string): Change[] {
  const row = rowsOf(sheet.registers, field).find((one) => one.id === id)
  if (!row || (row.notApplicable ?? row.done) === tick) return []
  const { notApplicable: _, ...plain } = row
  const next = typeof tick === "string" ? { ...plain, done: false, notApplicable: tick } : { ...plain, done: tick }
  return [...unfold(sheet, field, row), set(sheet, rowKey(id), register(field, next))]
}

/** Takes a line off. One that was carried here goes with a reason, which stays. */
export function removeRow(sheet: EditedSheet, field: string, id: string, reason = ""): Change[] {
  const row = rowsOf(sheet.registers, field).find((one) => one.id === id)
  if (!row) return []
  if (row.carried) return reason === "" ? [] : [set(sheet, rowKey(id), { ...register(field, row), off: reason })]
  const isRegister = Object.hasOwn(sheet.registers, rowKey(id))
  return [...unfold(sheet, field, row), ...(isRegister ? [set(sheet, rowKey(id), null)] : [])]
}

/** "None", outright: whatever lines there were are put away, but for carried ones: they go one by one, each with a reason. */
export function sayNone(sheet: EditedSheet, field: string, isSaid: boolean): Change[] {
  if (rowsOf(sheet.registers, field).some(({ carried }) => carried)) return []
  const ids = rowsOf(sheet.registers, field).map(({ id }) => rowKey(id))
  return [
    ...ids.filter((key) => Object.hasOwn(sheet.registers, key)).map((key) => set(sheet, key, null)),
    set(sheet, `f:${field}`, isSaid ? { none: true } : null),
  ]
}

/** Registers of lines that a new sheet begins with; `carried`: they come from the handoff before. */
export function firstRows(
  field: string,
  rows: readonly { readonly id: string; readonly parts: Readonly<Record<string, string>> }[],
  from: { readonly carried?: true } = {},
): Registers {
  const ranks = ranksBetween(undefined, undefined, rows.length, () => 0)
  return Object.fromEntries(
    rows.map(({ id, parts }, at) => [
      rowKey(id),
      register(field, { id, rank: ranks[at]!, parts, done: false, ...from }),
    ]),
  )
}
