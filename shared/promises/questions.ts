/** Questions to the fold that a decision asks, for the relay and for a client that wants to know the answer first. */
import { type Handoff, isOpenOffer, type Target } from "../handoff/handoff.ts"
import type { HandoffBoard } from "../handoff/step.ts"
import { HOUR_MS, type Instant } from "../time.ts"
import { type CardPromise, lastAt, type Promises } from "./fold.ts"

export const cardPromise = (promises: Pick<Promises, "cards">, card: string): CardPromise | undefined =>
  Object.hasOwn(promises.cards, card) ? promises.cards[card] : undefined

export const handoffOf = (promises: Pick<Promises, "handoffs">, id: string): Handoff | undefined =>
  Object.hasOwn(promises.handoffs, id) ? promises.handoffs[id] : undefined

/** The announced or offered handoff of a card. */
export const openHandoffOf = (promises: Promises, card: CardPromise | undefined): Handoff | undefined =>
  card?.openHandoff ? handoffOf(promises, card.openHandoff) : undefined

/** The part of a `HandoffBoard` that is in the fold. It reads the fold anew at every question. */
export function promiseQuestions(
  promises: Promises,
): Pick<HandoffBoard, "accountable" | "handoff" | "openHandoff" | "heldBy"> {
  return {
    accountable: (card) => cardPromise(promises, card)?.accountable ?? null,
    handoff: (id) => handoffOf(promises, id),
    openHandoff: (card) => openHandoffOf(promises, cardPromise(promises, card)),
    heldBy: (card) => cardPromise(promises, card)?.heldBy ?? undefined,
  }
}

/** How often a card changed hands in the 24 hours before `now`. */
export function acceptedLately(promises: Promises, card: string, now: Instant): number {
  const handoffs = Object.values(promises.handoffs)
  return handoffs.filter(
    (handoff) => handoff.card === card && handoff.acceptedAt !== null && handoff.acceptedAt > now - 24 * HOUR_MS,
  ).length
}

/** For how long its receiver had done nothing here when it was offered, or has by now while it is not on offer. */
export function receiverAwayMs(
  promises: Promises,
  handoff: Handoff,
  to: Target | null,
  now: Instant,
): number | undefined {
  const isOffered = isOpenOffer(handoff) || handoff.acceptedAt !== null
  const [last, at] = isOffered ? [handoff.receiverLastAt, handoff.offeredAt ?? now] : [lastAt(promises, to), now]
  return last ? at - last : undefined
}

/** When work on a card first began: in the first of the lanes in which something is done with it. Null: not yet. */
export function startedAt(card: CardPromise | undefined, lanesOfWork: ReadonlySet<string>): Instant | null {
  const times = Object.entries(card?.firstIn ?? {}).flatMap(([lane, at]) => (lanesOfWork.has(lane) ? [at] : []))
  return times.length === 0 ? null : Math.min(...times)
}
