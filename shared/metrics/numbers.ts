/**
 * What the handoffs of a board took, and how they went, in the days before a moment. Each figure says of how many it speaks;
 * none speaks of a person. A handoff, or an offer, counts in the window in which it ended; `cancelled` ones have no times.
 */
import { DAY_MS, type Instant } from "../time.ts"
import type { Course, Courses, Offer } from "./courses.ts"
import { type LanePair, pairsOf } from "./lane-pairs.ts"
import { comeBacks, type Reason, reasonsOf } from "./reasons.ts"
import { type Share, shareOf } from "./share.ts"
import { type Spread, spreadOf, waitedFor } from "./spread.ts"
import { answeredAt, endedAt, isIn, type Window } from "./window.ts"

export const WINDOW_DAYS = [7, 30, 90] as const
export type WindowDays = (typeof WINDOW_DAYS)[number]

export interface Numbers {
  /** The entry up to which the ledger was read, the moment of this reading, and how many days it looks back. */
  readonly seq: number
  readonly at: Instant
  readonly days: number
  /** Handoffs of which something ended in the window: accepted, returned, withdrawn, expired or cancelled. */
  readonly ended: number
  /** From the last offer to its acceptance, of handoffs that were accepted. */
  readonly timeToAccept: Spread
  /** Offers that wait at this moment; they are in no other figure yet. */
  readonly waiting: {
    readonly n: number
    readonly oldestMs: number | null
    /** Those that wait longer already than 85 of 100 did; null where that is not known. */
    readonly olderThanP85: number | null
  }
  /** Offers whose time to accept ran out in the window, and those of them that were accepted before it did. */
  readonly acceptedOnTime: Share
  /** Offers that ended, and those whose time ran out; how far these were escalated, on average. */
  readonly expired: Share & { readonly meanDepth: number | null }
  /** Handoffs that were answered or ran out of time, and those that came back at least once. */
  readonly cameBack: Share & { readonly reasons: readonly Reason[] }
  /** Accepted handoffs, and those that never came back and of which nothing that matters was changed after the offer. */
  readonly firstTimeRight: Share
  /** Accepted handoffs, and those that asked for a read-back. */
  readonly readBack: Share
  /** Accepted handoffs that were watched or critical, and those whose brief had an if-then. Unknown: its words are gone. */
  readonly contingency: Share & { readonly unknown: number }
  /** From the acceptance until its sender confirmed what was read back; `open`: not yet. */
  readonly loopClose: Spread & { readonly open: number }
  readonly lanePairs: readonly LanePair[]
  readonly cancelled: number
  readonly takenOver: number
}

export function numbersOf({ seq, byHandoff }: Courses, at: Instant, days: number): Numbers {
  const window: Window = { since: at - days * DAY_MS, until: at }
  const courses = [...byHandoff.values()]
  const offers = courses.flatMap((course) => course.offers)
  const accepted = acceptances(courses, window)
  const timed = accepted.filter(({ course }) => course.cancelledAt === null).map(({ offer }) => offer)
  const timeToAccept = spreadOf(timed.map(waitedFor))
  return {
    ...{ seq, at, days },
    ended: courses.filter((course) => hasEnded(course, window)).length,
    timeToAccept,
    waiting: waitingOf(offers, timeToAccept.p85, at),
    acceptedOnTime: onTimeOf(offers, window),
    expired: expiredOf(offers, window),
    cameBack: cameBackOf(courses, window),
    firstTimeRight: shareOf(accepted, ({ course }) => isRight(course)),
    readBack: shareOf(accepted, ({ offer }) => offer.level !== "ack"),
    contingency: contingencyOf(accepted.map(({ offer }) => offer)),
    loopClose: loopCloseOf(courses, offers, window),
    lanePairs: pairsOf(courses, timed, window),
    cancelled: courses.filter(({ cancelledAt }) => isIn(window, cancelledAt)).length,
    takenOver: offers.filter(({ end }) => end?.how === "taken-over" && isIn(window, end.at)).length,
  }
}

interface Acceptance {
  readonly course: Course
  readonly offer: Offer
}

/** One a handoff: the last, where it was accepted in the window. */
function acceptances(courses: readonly Course[], window: Window): readonly Acceptance[] {
  return courses.flatMap((course) => {
    const offer = course.offers.findLast(({ end }) => end?.how === "accepted")
    return offer && isIn(window, offer.end?.at ?? null) ? [{ course, offer }] : []
  })
}

const hasEnded = ({ offers, cancelledAt }: Course, window: Window): boolean =>
  isIn(window, cancelledAt) || offers.some((offer) => isIn(window, endedAt(offer)))

function waitingOf(offers: readonly Offer[], p85: number | null, now: Instant): Numbers["waiting"] {
  const ages = offers.filter(({ end }) => !end).map(({ at }) => Math.max(0, now - at))
  return {
    n: ages.length,
    oldestMs: ages.length === 0 ? null : ages.reduce((oldest, age) => Math.max(oldest, age)),
    olderThanP85: p85 === null ? null : ages.filter((age) => age > p85).length,
  }
}

/** Whatever else became of it: an offer that nobody took in time was not accepted on time. */
const onTimeOf = (offers: readonly Offer[], window: Window): Share =>
  shareOf(
    offers.filter(({ acceptBy }) => isIn(window, acceptBy)),
    ({ acceptBy, end }) => end?.how === "accepted" && end.at <= acceptBy,
  )

function expiredOf(offers: readonly Offer[], window: Window): Numbers["expired"] {
  const over = offers.filter(({ end, expiredAt }) => isIn(window, end?.at ?? expiredAt))
  const depths = over.filter(({ expiredAt }) => expiredAt !== null).map(({ depth }) => depth)
  const sum = depths.reduce((total, depth) => total + depth, 0)
  const share = shareOf(over, ({ expiredAt }) => expiredAt !== null)
  return { ...share, meanDepth: depths.length === 0 ? null : sum / depths.length }
}

function cameBackOf(courses: readonly Course[], window: Window): Numbers["cameBack"] {
  const answered = courses.filter(({ offers }) => offers.some((offer) => isIn(window, answeredAt(offer))))
  const offers = courses.flatMap((course) => course.offers)
  return { ...shareOf(answered, ({ offers: own }) => own.some(comeBacks)), reasons: reasonsOf(offers, window) }
}

const isRight = ({ offers }: Course): boolean => !offers.some(({ cameBack, isChanged }) => cameBack || isChanged)

function contingencyOf(accepted: readonly Offer[]): Numbers["contingency"] {
  const serious = accepted.filter(({ severity }) => severity !== "routine")
  const known = serious.filter(({ hasPlan }) => hasPlan !== null)
  return { ...shareOf(known, ({ hasPlan }) => hasPlan === true), unknown: serious.length - known.length }
}

function loopCloseOf(courses: readonly Course[], offers: readonly Offer[], window: Window): Numbers["loopClose"] {
  const closed = courses
    .filter(({ cancelledAt }) => cancelledAt === null)
    .flatMap((course) => course.offers)
    .filter(({ loopClosedAt }) => isIn(window, loopClosedAt))
  const took = closed.map(({ end, loopClosedAt }) => (loopClosedAt ?? 0) - (end?.at ?? 0))
  return { ...spreadOf(took), open: offers.filter(({ loop }) => loop === "open").length }
}
