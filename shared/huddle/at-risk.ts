/**
 * The cards that a huddle talks about, in their order: what nobody accepted first, then what is late, and so on down to what is
 * due before the next huddle. Each card stands where its most pressing reason puts it; its other reasons stand beside it.
 */
import { isOpenOffer } from "../handoff/handoff.ts"
import { ageStep } from "../model/ageing.ts"
import type { BoardView } from "../model/board-view.ts"
import { type CardHead, cardHeadOf } from "../model/card.ts"
import { type Lane, laneOf } from "../model/lane.ts"
import type { CardPromise, Promises } from "../promises/fold.ts"
import { cardPromise, handoffOf } from "../promises/questions.ts"
import { DAY_MS, type Instant, MINUTE_MS } from "../time.ts"
import { nextHuddleAt } from "./agenda.ts"
import { p85 } from "./dwell.ts"

const RISK_KINDS = ["expired", "late", "critical", "loop-open", "blocked", "old", "due"] as const
export type RiskKind = (typeof RISK_KINDS)[number]

export interface AtRisk {
  readonly card: string
  readonly laneId: string
  /** The reason for its place, and all of its reasons in their order. */
  readonly kind: RiskKind
  readonly kinds: readonly RiskKind[]
  /** The steps of escalation that were taken; 0 where nothing has expired. */
  readonly level: number
  /** How long it is over its time, or has been so; for `due`, what is left. */
  readonly ms: number
  /** It was in the spotlight of the huddle that runs, or was parked in it. */
  readonly isCovered: boolean
  readonly isParked: boolean
}

export interface RiskAsked {
  readonly now: Instant
  /**
   * When a due date has passed. A day has no end of its own: whoever shows it says where their day ends. Left out: the
   * day's end in UTC.
   */
  endOf?(due: string): Instant | undefined
}

export type RiskPromises = Pick<Promises, "cards" | "handoffs" | "huddle" | "dwells">

export function atRisk(view: BoardView, promises: RiskPromises, asked: RiskAsked): readonly AtRisk[] {
  const question = questionOf(view, promises, asked)
  const { open } = promises.huddle
  const isCovered = (id: string) => open?.covered.some(({ card }) => card === id) ?? false
  const isParked = (id: string) => open?.parked.some(({ card }) => card === id) ?? false
  const found: AtRisk[] = []
  for (const [id, registers] of view.cards) {
    if (registers.archived === true) continue
    const card = cardHeadOf(id, registers)
    const risks = risksOf(card, question)
    const [first] = risks
    if (!first) continue
    found.push({
      ...{ card: id, laneId: card.laneId, kind: first.kind, ms: first.ms },
      ...{ kinds: risks.map(({ kind }) => kind), level: first.level ?? 0 },
      ...{ isCovered: isCovered(id), isParked: isParked(id) },
    })
  }
  return found.sort(compareRisks)
}

/** What is asked of all cards alike, prepared once. */
export interface RiskQuestion {
  readonly now: Instant
  readonly promises: RiskPromises
  readonly nextHuddleAt: Instant
  lane(id: string): Lane | undefined
  /** How long a card usually stays in a lane at most, where enough is known. */
  usualMs(lane: string): number | undefined
  endOf(due: string): Instant | undefined
}

export function questionOf(
  view: BoardView,
  promises: RiskPromises,
  { now, endOf = endOfDay }: RiskAsked,
): RiskQuestion {
  const lanes = new Map([...view.lanes].map(([id, registers]) => [id, laneOf(id, registers)]))
  const usual = new Map<string, number | undefined>([...lanes.keys()].map((id) => [id, p85(promises.dwells, id)]))
  return {
    ...{ now, promises, endOf },
    nextHuddleAt: nextHuddleAt(view.meta, now) ?? now + DAY_MS,
    lane: (id) => lanes.get(id),
    usualMs: (id) => usual.get(id),
  }
}

interface Facts {
  readonly card: CardHead
  readonly promise: CardPromise | undefined
  readonly lane: Lane | undefined
  readonly ageMs: number
  readonly dueAt: Instant | undefined
  readonly question: RiskQuestion
}

interface Risk {
  readonly kind: RiskKind
  readonly ms: number
  readonly level?: number
}

/** The reasons for which a card is at risk, the most pressing first. What is done risks nothing more but a promise that hangs. */
export function risksOf(card: CardHead, question: RiskQuestion): readonly Risk[] {
  const lane = question.lane(card.laneId)
  const promise = cardPromise(question.promises, card.id)
  const facts: Facts = {
    ...{ card, promise, lane, question },
    ageMs: Math.max(0, question.now - (promise?.enteredLaneAt ?? question.now)),
    dueAt: card.due === undefined ? undefined : question.endOf(card.due),
  }
  const isDone = lane?.kind === "done"
  return RISK_KINDS.flatMap((kind) => {
    const risk = isDone && !HANGS.includes(kind) ? undefined : RISKS[kind](facts)
    return risk ? [{ kind, ...risk }] : []
  })
}

const HANGS: readonly RiskKind[] = ["expired", "loop-open"]

const RISKS: Readonly<Record<RiskKind, (facts: Facts) => Omit<Risk, "kind"> | undefined>> = {
  expired: ({ promise, question }) => {
    const handoff = handoffOf(question.promises, promise?.openHandoff ?? "")
    if (!handoff || !isOpenOffer(handoff) || handoff.escalation === 0) return undefined
    return { ms: question.now - (handoff.acceptBy ?? question.now), level: handoff.escalation }
  },
  late: ({ lane, ageMs, dueAt, question }) => {
    const isLate = lane !== undefined && ageStep(ageMs, lane) === "late"
    const overLane = isLate ? ageMs - (lane.targetMinutes ?? 0) * MINUTE_MS : 0
    const overDue = dueAt === undefined ? 0 : question.now - dueAt
    return isLate || overDue > 0 ? { ms: Math.max(overLane, overDue) } : undefined
  },
  critical: ({ card, ageMs }) => (card.severity === "critical" ? { ms: ageMs } : undefined),
  "loop-open": ({ promise, question }) => {
    const handoff = handoffOf(question.promises, promise?.heldBy ?? "")
    const isOpen = handoff?.state === "accepted" && handoff.loopOpen
    return isOpen ? { ms: question.now - (handoff.acceptedAt ?? question.now) } : undefined
  },
  blocked: ({ card, ageMs }) => (card.blocked === undefined ? undefined : { ms: ageMs }),
  old: ({ card, ageMs, question }) => {
    const usual = question.usualMs(card.laneId)
    return usual !== undefined && ageMs > usual ? { ms: ageMs - usual } : undefined
  },
  due: ({ dueAt, question: { now, nextHuddleAt } }) =>
    dueAt !== undefined && dueAt >= now && dueAt < nextHuddleAt ? { ms: dueAt - now } : undefined,
}

/** Kind first, then the highest step of escalation, then what is longest over its time or soonest due. */
function compareRisks(a: AtRisk, b: AtRisk): number {
  const soonest = a.kind === "due" ? -1 : 1
  return (
    RISK_KINDS.indexOf(a.kind) - RISK_KINDS.indexOf(b.kind) ||
    b.level - a.level ||
    soonest * (b.ms - a.ms) ||
    (a.card < b.card ? -1 : 1)
  )
}

/** A day lasts until its end, an instant until itself. */
export function endOfDay(due: string): Instant | undefined {
  const at = Date.parse(due)
  if (Number.isNaN(at)) return undefined
  return due.length > 10 ? at : at + DAY_MS
}
