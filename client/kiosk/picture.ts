/** What stands on the screen at a moment: rows with their ages, what is at risk, how much there is. Pure. */
import { type AgeStep, ageStep } from "../../shared/model/ageing.ts"
import { SEVERITIES } from "../../shared/model/keys.ts"
import type { LaneKind } from "../../shared/model/lane.ts"
import type { Instant } from "../../shared/time.ts"
import type { BoardStatus, CardStatus, LaneStatus, WorkKind } from "../../shared/wire/http.ts"
import { isOverdue } from "../board/tile/ageing.ts"

export interface Row {
  readonly card: CardStatus
  readonly ageMs: number
  /** Undefined where nothing is awaited: a lane without a target, or one where the work is done. */
  readonly step: AgeStep | undefined
  readonly isCritical: boolean
  readonly isBlocked: boolean
  readonly isOverdue: boolean
  /** It was offered, and nobody accepted in time. */
  readonly isExpired: boolean
}

export interface Section {
  readonly lane: LaneStatus
  readonly kind: LaneKind
  readonly rows: readonly Row[]
  /** Rows for which there is no room. */
  readonly hidden: number
}

/** The kitchen's order: what waits, what is in work, what waits at the pass, what is done. */
const KINDS: readonly LaneKind[] = ["waiting", "active", "pass", "done"]
/** Of what is done only the last is news. */
const MOST_DONE = 3

export interface Picture {
  readonly sections: readonly Section[]
  readonly atRisk: readonly Row[]
  readonly counts: Readonly<Record<"waiting" | "active" | "pass" | "late", number>>
  /** Of each kind of work that is counted: how much of it is still to be made, over all open cards. */
  readonly allDay: readonly { readonly id: string; readonly name: string; readonly count: number }[]
}

export function pictureOf(status: BoardStatus, now: Instant): Picture {
  const sections = KINDS.flatMap((kind) =>
    status.lanes.filter((lane) => lane.kind === kind).map((lane) => sectionOf(lane, kind, status.kinds, now)),
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
      late: rows.filter(({ step }) => step === "late").length,
    },
    allDay: allDayOf(status.kinds, open),
  }
}

/** What waits at the pass is made. */
function allDayOf(kinds: readonly WorkKind[], sections: readonly Section[]): Picture["allDay"] {
  const toMake = sections.filter(({ kind }) => kind !== "pass").flatMap(({ rows }) => rows)
  return kinds
    .filter(({ isCounted }) => isCounted)
    .map(({ id, name }) => ({ id, name, count: toMake.filter(({ card }) => card.labels.includes(id)).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}

function sectionOf(lane: LaneStatus, kind: LaneKind, kinds: readonly WorkKind[], now: Instant): Section {
  const rows = lane.cards.map((card) => rowOf(card, lane, kind, kinds, now))
  if (kind !== "done") return { lane, kind, rows, hidden: 0 }
  const newest = [...rows].sort((a, b) => a.ageMs - b.ageMs).slice(0, MOST_DONE)
  return { lane, kind, rows: newest, hidden: lane.total - newest.length }
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

function rowOf(card: CardStatus, lane: LaneStatus, kind: LaneKind, kinds: readonly WorkKind[], now: Instant): Row {
  const isOpen = kind !== "done"
  const clock = isOpen ? clockFor(card, lane, kinds) : { since: card.enteredLaneAt, targetMinutes: undefined }
  const ageMs = Math.max(0, now - clock.since)
  return {
    ...{ card, ageMs },
    step: ageStep(ageMs, { targetMinutes: clock.targetMinutes, kind }),
    isCritical: isOpen && card.severity === SEVERITIES[2],
    isBlocked: isOpen && card.blocked !== null,
    isOverdue: isOpen && isOverdue(card.due ?? undefined, now),
    isExpired: isOpen && card.handoff?.state === "expired",
  }
}

const isAtRisk = (row: Row) => row.isExpired || row.step === "late" || row.isCritical || row.isBlocked || row.isOverdue

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
