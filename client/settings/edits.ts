/** What the board's settings write, as changes of its `meta` registers. Pure: ids and ranks come from the caller. */
import type { Change } from "../../shared/change/change.ts"
import type { AgendaStep } from "../../shared/huddle/agenda.ts"
import type { Json } from "../../shared/json.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import type { COLOURS } from "../../shared/model/keys.ts"
import { rankBetween } from "../../shared/model/rank.ts"
import type { CrewRole, FieldDef, LabelDef } from "../../shared/model/settings.ts"
import type { FieldUse } from "../../shared/model/ticket.ts"

export type Colour = keyof typeof COLOURS
type Kind = "l" | "f" | "r" | "a"

const setMeta = (meta: Registers, key: string, to: Json): readonly Change[] => {
  const from = meta[key] ?? null
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ kind: "set-meta", key, from, to }]
}

export const renameBoard = (meta: Registers, name: string): readonly Change[] =>
  name.trim() === "" ? [] : setMeta(meta, "name", name.trim())

export function putLabel(meta: Registers, { id, name, color, targetMinutes, isCounted }: LabelDef): readonly Change[] {
  const target = targetMinutes === undefined ? {} : { targetMinutes }
  const counted = isCounted === true ? { isCounted } : {}
  return setMeta(meta, `l:${id}`, { name: name.trim(), color, ...target, ...counted })
}

export const putRole = (meta: Registers, { id, name }: CrewRole): readonly Change[] =>
  setMeta(meta, `r:${id}`, { name: name.trim() })

export function putField(meta: Registers, { id, name, type, options, rank, use }: FieldDef): readonly Change[] {
  const choices = type === "choice" ? { options: [...(options ?? [])] } : {}
  return setMeta(meta, `f:${id}`, { name: name.trim(), type, rank, ...choices, ...(use ? { use } : {}) })
}

/** Sets a field aside for something, or for nothing any more; one field at a time. */
export function setAside(
  meta: Registers,
  fields: readonly FieldDef[],
  id: string,
  use: FieldUse | undefined,
): readonly Change[] {
  const without = ({ use: _use, ...field }: FieldDef): FieldDef => field
  return fields.flatMap((field) => {
    if (field.id === id) return putField(meta, use ? { ...field, use } : without(field))
    return use !== undefined && field.use === use ? putField(meta, without(field)) : []
  })
}

/** Cards keep what they say under it; with the definition back, it is there again. */
export const putAway = (meta: Registers, kind: Kind, id: string): readonly Change[] =>
  setMeta(meta, `${kind}:${id}`, null)

/** Brings back what was put away, as it was. */
export const bringBack = (meta: Registers, kind: Kind, id: string, value: Json): readonly Change[] =>
  setMeta(meta, `${kind}:${id}`, value)

export const rankAtEnd = (fields: readonly FieldDef[], jitter: number): string =>
  rankBetween(fields.at(-1)?.rank, undefined, jitter)

/** One choice per line, without blanks and repetitions. */
export const optionsFrom = (text: string): readonly string[] =>
  [
    ...new Set(
      text
        .split("\n")
        .map((line) => line.trim().slice(0, 100))
        .filter(Boolean),
    ),
  ].slice(0, 50)

/** Whether another of this kind has the name; spelling in capitals is no difference. */
export const isTaken = (defs: readonly { id: string; name: string }[], name: string, except?: string): boolean =>
  defs.some((def) => def.id !== except && def.name.toLowerCase() === name.trim().toLowerCase())

const COLOUR_ORDER: readonly Colour[] = [
  ...(["blue", "green", "orange", "violet", "teal"] as const),
  ...(["pink", "yellow", "indigo", "red", "gray"] as const),
]
/** A colour that no label has yet, else the one that is next in turn. */
export function nextColour(labels: readonly LabelDef[]): Colour {
  const used = new Set(labels.map(({ color }) => color))
  return COLOUR_ORDER.find((colour) => !used.has(colour)) ?? COLOUR_ORDER[labels.length % COLOUR_ORDER.length] ?? "gray"
}

/** A UTC instant; null for no fixed time. */
export const setNextHuddle = (meta: Registers, at: string | null): readonly Change[] => setMeta(meta, "nextHuddle", at)

/** What a board says of one step of its huddle. */
export function putStep(meta: Registers, { id, name, seconds, rank, isOut }: AgendaStep): readonly Change[] {
  const named = name.trim() === "" ? {} : { name: name.trim() }
  return setMeta(meta, `a:${id}`, { ...named, seconds, rank, ...(isOut ? { out: true } : {}) })
}

/** One place up or down: it gets a rank between those that it will stand between. */
export function moveStep(
  meta: Registers,
  steps: readonly AgendaStep[],
  id: string,
  by: -1 | 1,
  jitter: number,
): readonly Change[] {
  const at = steps.findIndex((step) => step.id === id)
  const step = steps[at]
  const over = steps[at + by]
  if (!step || !over) return []
  const [before, after] = by < 0 ? [steps[at - 2], over] : [over, steps[at + 2]]
  return putStep(meta, { ...step, rank: rankBetween(before?.rank, after?.rank, jitter) })
}
