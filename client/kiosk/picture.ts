/** What stands on the screen at a moment: rows with their ages, what is at risk, how much there is. Pure. */
import { isOpenOffer } from "../../shared/handoff/handoff.ts"
import { type AgeStep, ageStep } from "../../shared/model/ageing.ts"
import { SEVERITIES } from "../../shared/model/keys.ts"
import type { LaneKind } from "../../shared/model/lane.ts"
import type { Instant } from "../../shared/time.ts"
import type { BoardStatus, CardStatus, LaneStatus, WorkKind } from "../../shared/wire/http.ts"
import { isOverdue } from "../board/tile/ageing.ts"
import { addedOnIn, joined } from "./tickets.ts"

export interface Row {
  readonly card: CardStatus
  readonly ageMs: number
  /** Undefined where nothing is awaited: a lane without a target, or one where the work is done. */
  readonly step: AgeStep | undefined
  readonly isCritical: boolean
  readonly isBlocked: boolean
  readonly isOverdue: boolean
  /** It is offered, and nobody has accepted yet. */
  readonly isOffered: boolean
  /** It was offered, and nobody accepted in time. */
  readonly isExpired: boolean
  /** How long it may still be accepted in time. */
  readonly leftMs: number | undefined
  /** It came when its ticket was in work. */
  readonly isAddedOn: boolean
  /** It stands right after others of its ticket. */
  readonly isJoined: boolean
}

export interface Section {
  readonly lane: LaneStatus
  readonly kind: LaneKind
  readonly rows: readonly Row[]
  /** Rows for which there is no room. */
  readonly hidden: number
  /** Of the whole lane, whatever there is room for. */
  readonly counts: Readonly<Record<"offered" | "late", number>>
}

/** The kitchen's order: what waits, what is in work, what waits at the pass, what is done. */
const KINDS: readonly LaneKind[] = ["waiting", "active", "pass", "done"]
/** Of what is done only the last is news. */
const MOST_DONE = 3

export interface Picture {
  readonly sections: readonly Section[]
  readonly atRisk: readonly Row[]
  readonly counts: Readonly<Record<"waiting" | "active" | "pass" | "late" | "offered", number>>
  /** Of each kind of work that is counted: the sum of what is still to be made of it, over all open cards. */
  readonly allDay: readonly { readonly id: string; readonly name: string; readonly count: number }[]
}

export function pictureOf(status: BoardStatus, now: Instant): Picture {
  const asked: Asked = { kinds: status.kinds, addedOn: addedOnIn(status), now }
  const sections = KINDS.flatMap((kind) =>
    status.lanes.filter((lane) => lane.kind === kind).map((lane) => sectionOf(lane, kind, asked)),
  )
  const open = sections.filter(({ kind }) => kind !== "done")
  const rows = open.flatMap((section) => section.rows)
  const count = (kind: LaneKind) =>
    open.reduce((sum, section) => sum + (section.kind === kind ? section.rows.length : 0), 0)
  return {
    sections: sections.filter((section) => section.rows.length > 0),
    atRisk: rows.filter(isAtRisk).sort(mostUrgentFirst),
    counts: {
      ...{ waiting: count("waiting"), active: count("active"), pass: count("pass") },
      ...exceptionsOf(rows),
    },
    allDay: allDayOf(status.kinds, open),
  }
}

interface Asked {
  readonly kinds: readonly WorkKind[]
  readonly addedOn: ReadonlySet<string>
  readonly now: Instant
}

const exceptionsOf = (rows: readonly Row[]): Section["counts"] => ({
  late: rows.filter(({ step }) => step === "late").length,
  offered: rows.filter(({ isOffered }) => isOffered).length,
})

/** What waits at the pass is made. */
function allDayOf(kinds: readonly WorkKind[], sections: readonly Section[]): Picture["allDay"] {
  const toMake = sections.filter(({ kind }) => kind !== "pass").flatMap(({ rows }) => rows)
  return kinds
    .filter(({ isCounted }) => isCounted)
    .map(({ id, name }) => ({ id, name, count: sumOf(toMake.filter(({ card }) => card.labels.includes(id))) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}

/** Of amounts such as 0.1 and 0.2, too. */
const sumOf = (rows: readonly Row[]): number =>
  Number(rows.reduce((sum, { card }) => sum + card.quantity, 0).toFixed(2))

function sectionOf(lane: LaneStatus, kind: LaneKind, asked: Asked): Section {
  const rows = lane.cards.map((card) => rowOf(card, lane, kind, asked))
  const counts = exceptionsOf(rows)
  if (kind !== "done") return { lane, kind, rows: joined(rows), hidden: 0, counts }
  const newest = [...rows].sort((a, b) => a.ageMs - b.ageMs).slice(0, MOST_DONE)
  return { lane, kind, rows: newest, hidden: lane.total - newest.length, counts }
}

/** Once it has begun, work of a kind with a target of its own is as old as that, in whichever lane it is. */
function clockFor(card: CardStatus, lane: LaneStatus, kinds: readonly WorkKind[]) {
  const targets = kinds.flatMap(({ id, targetMinutes }) =>
    targetMinutes !== null && card.labels.includes(id) ? [targetMinutes] : [],
  )
  return card.startedAt === null || targets.length === 0
    ? { since: card.enteredLaneAt, targetMinutes: lane.targetMinutes ?? undefined }
    : { since: card.startedAt, targetMinutes: Math.min(...targets) }
}

function rowOf(card: CardStatus, lane: LaneStatus, kind: LaneKind, { kinds, addedOn, now }: Asked): Row {
  const isOpen = kind !== "done"
  const clock = isOpen ? clockFor(card, lane, kinds) : { since: card.enteredLaneAt, targetMinutes: undefined }
  const ageMs = Math.max(0, now - clock.since)
  return {
    ...{ card, ageMs },
    step: ageStep(ageMs, { targetMinutes: clock.targetMinutes, kind }),
    isCritical: isOpen && card.severity === SEVERITIES[2],
    isBlocked: isOpen && card.blocked !== null,
    isOverdue: isOpen && isOverdue(card.due ?? undefined, now),
    isOffered: isOpen && card.handoff !== null && isOpenOffer(card.handoff),
    isExpired: isOpen && card.handoff?.state === "expired",
    leftMs: card.handoff?.acceptBy == null ? undefined : Math.max(0, card.handoff.acceptBy - now),
    ...{ isAddedOn: isOpen && addedOn.has(card.id), isJoined: false },
  }
}

/** What may be wrong with a card besides its age, the most urgent first. */
export type RiskState = "expired" | "overdue" | "critical" | "blocked"

export const statesOf = (row: Row): readonly RiskState[] => [
  ...(row.isExpired ? ["expired" as const] : []),
  ...(row.isOverdue ? ["overdue" as const] : []),
  ...(row.isCritical ? ["critical" as const] : []),
  ...(row.isBlocked ? ["blocked" as const] : []),
]

const isAtRisk = (row: Row) => row.step === "late" || statesOf(row).length > 0

const urgency = (row: Row) =>
  row.isExpired ? 0 : row.step === "late" || row.isOverdue ? 1 : row.isCritical ? 2 : row.isBlocked ? 3 : 4
/** Offers that expired, then late and overdue, then critical, then blocked, then everything else; the longest wait first. */
export const mostUrgentFirst = (a: Row, b: Row) => urgency(a) - urgency(b) || b.ageMs - a.ageMs

/** Cards that call for attention: a soft tone, and the page on which they stand. */
export const alarmsOf = ({ atRisk }: Picture): ReadonlySet<string> =>
  new Set(
    atRisk
      .filter(({ step, isCritical, isExpired }) => isExpired || step === "late" || isCritical)
      .map(({ card }) => card.id),
  )
