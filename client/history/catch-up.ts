/**
 * What happened while somebody was away, as they want to read it: one group per card, the most urgent card first, and repeated
 * edits of one register as one step from what it was to what it is. Pure.
 */
import type { Entry } from "../../shared/model/entry.ts"
import { isMissed } from "../../shared/promises/missed.ts"

const URGENCIES = ["mine", "blocked", "moved", "edited", "board"] as const
export type Urgency = (typeof URGENCIES)[number]

export interface CatchUpLine {
  /** The last of them, with what stood there before the first. */
  readonly entry: Entry
  readonly count: number
}
export interface CatchUpGroup {
  /** Undefined: the board itself. */
  readonly card: string | undefined
  readonly urgency: Urgency
  readonly lines: readonly CatchUpLine[]
}
export interface CatchUpFor {
  readonly me: string
  /** Whether a fact asks something of me, or concerns a handoff of mine. */
  isMine(entry: Entry): boolean
  /** The card that a fact belongs to; a sheet knows its own. */
  cardOf(entry: Entry): string | undefined
}

export function catchUpOf(entries: readonly Entry[], whose: CatchUpFor): readonly CatchUpGroup[] {
  const byCard = new Map<string | undefined, Entry[]>()
  for (const entry of entries) {
    if (!isMissed(entry, whose.me)) continue
    const card = whose.cardOf(entry)
    byCard.set(card, [...(byCard.get(card) ?? []), entry])
  }
  return [...byCard].map(([card, list]) => groupOf(card, list, whose)).sort(compareGroups)
}

export const linesIn = (groups: readonly CatchUpGroup[]): number =>
  groups.reduce((sum, { lines }) => sum + lines.length, 0)

function groupOf(card: string | undefined, entries: readonly Entry[], whose: CatchUpFor): CatchUpGroup {
  const weight = (entry: Entry) => URGENCIES.indexOf(urgencyOf(entry, card, whose))
  const lines = merged(entries).sort((a, b) => weight(a.entry) - weight(b.entry) || b.entry.seq - a.entry.seq)
  return { card, urgency: URGENCIES[Math.min(...entries.map(weight))]!, lines }
}

function urgencyOf(entry: Entry, card: string | undefined, whose: CatchUpFor): Urgency {
  if (whose.isMine(entry)) return "mine"
  if (card === undefined) return "board"
  if (entry.kind === "card.blocked" || entry.kind === "gate.overridden") return "blocked"
  return /^(handoff\.|card\.(moved|taken|released|unblocked|archived|restored|created))/.test(entry.kind)
    ? "moved"
    : "edited"
}

function merged(entries: readonly Entry[]): CatchUpLine[] {
  const lines = new Map<string, CatchUpLine>()
  for (const entry of entries) {
    const isEdit = entry.key !== undefined && entry.key !== "*" && entry.key !== "imported"
    const id = isEdit ? `${entry.kind} ${entry.lane ?? ""} ${entry.key}` : String(entry.seq)
    const first = lines.get(id)
    lines.set(id, first ? { entry: { ...entry, from: first.entry.from }, count: first.count + 1 } : { entry, count: 1 })
  }
  return [...lines.values()]
}

/** Equally urgent: what happened last comes first. */
function compareGroups(a: CatchUpGroup, b: CatchUpGroup): number {
  const last = ({ lines }: CatchUpGroup) => Math.max(...lines.map(({ entry }) => entry.seq))
  return URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) || last(b) - last(a)
}
