/**
 * Every handoff of a board as the numbers see it: its offers one after the other, when each was made, over which lanes, and
 * what became of it. A fold over the ledger that takes any entry: what it does not know it passes over, and what does not
 * fit (an answer to an offer that never was) changes nothing. All times are the relay's.
 */
import { hasIfThen } from "../handoff/brief.ts"
import { actionOf } from "../handoff/fold-handoff.ts"
import type { ReadBackLevel } from "../handoff/template.ts"
import { type HandoffAction, TRANSITIONS } from "../handoff/transitions.ts"
import { isJsonObject, type Json, type JsonObject } from "../json.ts"
import type { Severity } from "../model/card.ts"
import type { Entry } from "../model/entry.ts"
import { type Erasure, erasureOf, isErasedBy, WORDS_ERASED } from "../model/erasure.ts"
import type { Instant } from "../time.ts"
import { reasonCode } from "./reason-code.ts"

/** What ended an offer: somebody's answer, its sender, or the next offer of the same handoff. */
export type OfferEnd = "accepted" | "taken-over" | "returned" | "withdrawn" | "cancelled" | "offered-anew"

export interface Offer {
  readonly at: Instant
  readonly acceptBy: Instant
  /** The lane that the card was in; empty where the ledger does not say. */
  readonly from: string
  /** The lane that it was offered to. An offer to a person or a role leaves the card where it is. */
  readonly to: string
  severity: Severity
  level: ReadBackLevel
  /** Whether its brief had an if-then; null where the words of the brief were erased. */
  readonly hasPlan: boolean | null
  /** What matters in the sheet was changed after it was offered. */
  isChanged: boolean
  /** When its time to accept was over, and how many steps of escalation were taken. */
  expiredAt: Instant | null
  depth: number
  end: { readonly how: OfferEnd; readonly at: Instant } | null
  /** It was returned, declined by the last one who could accept, or sent back after it was accepted. */
  cameBack: CameBack | null
  /** `open` while the read-back waits for the sender's word that it was right; `over` where the work ended without it. */
  loop: "none" | "open" | "closed" | "over"
  loopClosedAt: Instant | null
}

export interface CameBack {
  readonly at: Instant
  readonly reason: string
  /** Whose words the reason is, and by which entry: they may be erased. */
  readonly said: { readonly seq: number; readonly actor: string }
}

export interface Course {
  readonly offers: Offer[]
  cancelledAt: Instant | null
}

export interface Courses {
  seq: number
  /** By the handoff's id; a handoff that was never offered has none. */
  readonly byHandoff: Map<string, Course>
  /** Card → the lane that it is in. */
  readonly lanes: Map<string, string>
}

export const noCourses = (): Courses => ({ seq: 0, byHandoff: new Map(), lanes: new Map() })

/** The kinds of entries that change anything here, for whoever reads them from a store. */
export const COURSE_KINDS: readonly string[] = [
  ...["card.created", "card.moved", "card.removed"],
  ...Object.values(TRANSITIONS).map(({ entry }) => entry),
  WORDS_ERASED,
]

/** Folds one entry in; entries come in the order of the ledger, and any of them may be left out that is of another kind. */
export function foldCourse(courses: Courses, entry: Entry): Courses {
  courses.seq = Math.max(courses.seq, entry.seq)
  if (entry.card !== undefined) followCard(courses.lanes, entry.card, entry)
  const action = actionOf(entry)
  const handoff = entry.data?.handoff
  if (action !== undefined && typeof handoff === "string") take(courses, handoff, action, entry)
  const erasure = erasureOf(entry)
  if (erasure) forgetReasons(courses, erasure)
  return courses
}

function followCard(lanes: Map<string, string>, card: string, { kind, to, data }: Entry): void {
  if (kind === "card.removed") lanes.delete(card)
  const place = kind === "card.created" ? data?.place : kind === "card.moved" ? to : undefined
  if (Array.isArray(place) && typeof place[0] === "string") lanes.set(card, place[0])
}

function take({ byHandoff, lanes }: Courses, id: string, action: HandoffAction, entry: Entry): void {
  const known = byHandoff.get(id)
  const last = known?.offers.at(-1)
  if (action === "offer" || action === "reassign") {
    if (last) end(last, "offered-anew", entry)
    const course = known ?? { offers: [], cancelledAt: null }
    course.offers.push(offerOf(entry, lanes.get(entry.card ?? "") ?? "", last))
    course.cancelledAt = null
    byHandoff.set(id, course)
  } else if (known && last) EFFECTS[action]?.(last, entry, known)
}

type Effect = (last: Offer, entry: Entry, course: Course) => void

const EFFECTS: Partial<Record<HandoffAction, Effect>> = {
  accept: (offer, entry) => {
    if (end(offer, "accepted", entry)) offer.loop = entry.data?.loopOpen === true ? "open" : "none"
  },
  "take-over": (offer, entry) => {
    end(offer, "taken-over", entry)
    closeLoop(offer)
  },
  return: comeBack,
  decline: (offer, entry) => {
    if (entry.data?.nobodyLeft === true) comeBack(offer, entry)
  },
  "send-back": (offer, entry) => {
    if (offer.end?.how !== "accepted") return
    offer.cameBack ??= backOf(entry)
    closeLoop(offer)
  },
  withdraw: (offer, entry) => void end(offer, "withdrawn", entry),
  cancel: (offer, entry, course) => {
    end(offer, "cancelled", entry)
    closeLoop(offer)
    course.cancelledAt = entry.at
  },
  expire: (offer, { at, data }) => {
    if (offer.end) return
    offer.expiredAt ??= at
    offer.depth = typeof data?.level === "number" ? data.level : offer.depth + 1
  },
  change: (offer, { data }) => {
    if (data?.material !== true || offer.cameBack) return
    offer.isChanged = true
    if (!offer.end) weigh(offer, data)
  },
  confirm: (offer, { at }) => {
    if (offer.loop !== "open") return
    offer.loop = "closed"
    offer.loopClosedAt = at
  },
  finish: closeLoop,
}

/** Whether it was open until now. */
function end(offer: Offer, how: OfferEnd, { at }: Entry): boolean {
  if (offer.end) return false
  offer.end = { how, at }
  return true
}

function comeBack(offer: Offer, entry: Entry): void {
  if (end(offer, "returned", entry)) offer.cameBack = backOf(entry)
}

const backOf = ({ seq, actor, at, reason }: Entry): CameBack => ({
  ...{ at, reason: reasonCode(reason) },
  said: { seq, actor },
})

function forgetReasons({ byHandoff }: Courses, erasure: Erasure): void {
  for (const { offers } of byHandoff.values())
    for (const offer of offers)
      if (offer.cameBack && isErasedBy(erasure, offer.cameBack.said)) offer.cameBack = { ...offer.cameBack, reason: "" }
}

function closeLoop(offer: Offer): void {
  if (offer.loop === "open") offer.loop = "over"
}

function offerOf(entry: Entry, from: string, before: Offer | undefined): Offer {
  const data = entry.data ?? {}
  const to = isJsonObject(data.to) && data.to.kind === "lane" && typeof data.to.id === "string" ? data.to.id : from
  const offer: Offer = {
    at: entry.at,
    acceptBy: typeof data.acceptBy === "number" ? data.acceptBy : entry.at,
    ...{ from, to },
    // Offered anew it keeps the terms and the brief that it had.
    severity: before?.severity ?? "routine",
    level: before?.level ?? "ack",
    hasPlan: entry.kind === TRANSITIONS.offer.entry ? hasPlan(entry) : (before?.hasPlan ?? null),
    isChanged: false,
    ...{ expiredAt: null, depth: 0, end: null, cameBack: null, loop: "none", loopClosedAt: null },
  }
  weigh(offer, data)
  return offer
}

const SEVERITIES: readonly Json[] = ["routine", "watch", "critical"] satisfies readonly Severity[]
const LEVELS: readonly Json[] = ["ack", "read-back", "closed-loop"] satisfies readonly ReadBackLevel[]

function weigh(offer: Offer, { severity, level }: JsonObject): void {
  if (severity !== undefined && SEVERITIES.includes(severity)) offer.severity = severity as Severity
  if (level !== undefined && LEVELS.includes(level)) offer.level = level as ReadBackLevel
}

function hasPlan({ text }: Entry): boolean | null {
  if (text === undefined) return null
  try {
    const brief: unknown = JSON.parse(text)
    return isJsonObject(brief as Json) && hasIfThen(brief as JsonObject)
  } catch {
    // Not a brief of ours: nobody can say what was in it.
    return null
  }
}
