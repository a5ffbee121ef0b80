import type * as z from "zod/mini"
import type { Json } from "../json.ts"
import type { BoardView, Registers } from "./board-view.ts"
import type { BLOCKED, CHECK, CHECKLIST, PLACE, RECORD_LINK, SEVERITIES } from "./keys.ts"
import { compareRanked } from "./lane.ts"

export type Severity = (typeof SEVERITIES)[number]
export type Place = z.infer<typeof PLACE>

export interface Check extends Omit<z.infer<typeof CHECK>, "list"> {
  readonly id: string
  readonly done: boolean
}
export interface Checklist extends z.infer<typeof CHECKLIST> {
  readonly id: string
  readonly checks: readonly Check[]
}
export interface RecordLink extends z.infer<typeof RECORD_LINK> {
  readonly linkId: string
}

/** A card's fixed registers as named fields. `laneId` and `rank` are empty when the place is missing or unreadable. */
export interface CardHead {
  readonly id: string
  readonly laneId: string
  readonly rank: string
  readonly title: string
  readonly next: string
  readonly due: string | undefined
  readonly severity: Severity
  readonly blocked: z.infer<typeof BLOCKED> | undefined
  readonly archived: boolean
  readonly excerpt: string
}

export interface Card extends CardHead {
  readonly labelIds: readonly string[]
  readonly crew: readonly { readonly role: string; readonly person: string }[]
  readonly fields: Readonly<Record<string, string | number>>
  readonly checksDone: number
  readonly checksTotal: number
}

const text = (value: Json | undefined) => (typeof value === "string" ? value : "")

export function placeOf(registers: Registers): Place | undefined {
  const place = registers.place
  return Array.isArray(place) && typeof place[0] === "string" && typeof place[1] === "string"
    ? [place[0], place[1]]
    : undefined
}

/** The inner ids and values of all registers with a prefix: `entriesOf(card, "l")` lists its labels. */
export function prefixedOf(registers: Registers, prefix: string): readonly (readonly [id: string, value: Json])[] {
  const start = `${prefix}:`
  const found: [string, Json][] = []
  for (const key in registers) if (key.startsWith(start)) found.push([key.slice(start.length), registers[key]!])
  return found
}

/** For questions to all cards of a board at once: what may be many (labels, checks) is not read. */
export function cardHeadOf(id: string, registers: Registers): CardHead {
  const place = placeOf(registers)
  return {
    id,
    laneId: place?.[0] ?? "",
    rank: place?.[1] ?? "",
    title: text(registers.title),
    next: text(registers.next),
    due: typeof registers.due === "string" ? registers.due : undefined,
    severity: (registers.severity as Severity | undefined) ?? "routine",
    blocked: registers.blocked as Card["blocked"],
    archived: registers.archived === true,
    excerpt: text(registers.excerpt),
  }
}

export function cardOf(id: string, registers: Registers): Card {
  const checks = prefixedOf(registers, "c")
  return {
    ...cardHeadOf(id, registers),
    labelIds: prefixedOf(registers, "l").map(([label]) => label),
    crew: prefixedOf(registers, "r").map(([role, value]) => ({
      role,
      person: text((value as { person?: Json }).person),
    })),
    fields: Object.fromEntries(prefixedOf(registers, "f")) as Card["fields"],
    checksDone: checks.filter(([check]) => registers[`d:${check}`] === true).length,
    checksTotal: checks.length,
  }
}

/** The checklists of a card in their order, each with its items in theirs. Items of a list that is gone come last, under id "". */
export function checklistsOf(registers: Registers): readonly Checklist[] {
  const byList = new Map<string, Check[]>()
  for (const [id, value] of prefixedOf(registers, "c")) {
    const { list, ...check } = value as z.infer<typeof CHECK>
    const known = Object.hasOwn(registers, `h:${list}`) ? list : ""
    byList.set(known, [...(byList.get(known) ?? []), { ...check, id, done: registers[`d:${id}`] === true }])
  }
  const lists = prefixedOf(registers, "h").map(([id, value]) => ({ id, ...(value as z.infer<typeof CHECKLIST>) }))
  const loose = byList.has("") ? [{ id: "", name: "", rank: "~" }] : []
  return [...lists, ...loose]
    .sort(compareRanked)
    .map((list) => ({ ...list, checks: (byList.get(list.id) ?? []).sort(compareRanked) }))
}

export function recordLinksOf(registers: Registers): readonly RecordLink[] {
  return prefixedOf(registers, "k").map(([linkId, value]) => ({ ...(value as z.infer<typeof RECORD_LINK>), linkId }))
}

/** The live cards of each lane in their order. Cards whose lane is unknown or archived stand under the id "". */
export function cardsByLane(view: BoardView): ReadonlyMap<string, readonly string[]> {
  const lanes = new Map<string, { id: string; rank: string }[]>([["", []]])
  for (const [id, registers] of view.lanes) if (registers.archived !== true) lanes.set(id, [])
  for (const [id, registers] of view.cards) {
    if (registers.archived === true) continue
    const place = placeOf(registers)
    const lane = lanes.get(place?.[0] ?? "") ?? lanes.get("")!
    lane.push({ id, rank: place?.[1] ?? "" })
  }
  return new Map([...lanes].map(([lane, cards]) => [lane, cards.sort(compareRanked).map((card) => card.id)]))
}
