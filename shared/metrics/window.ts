/** The time that numbers speak of, and when an offer counts in it. */
import type { Instant } from "../time.ts"
import type { Offer } from "./courses.ts"

/** After `since`, up to and with `until`. */
export interface Window {
  readonly since: Instant
  readonly until: Instant
}

export const isIn = ({ since, until }: Window, at: Instant | null): boolean => at !== null && at > since && at <= until

/** When it was over, in whatever way; an offer whose time ran out is, although it can still be accepted. */
export const endedAt = ({ end, cameBack, expiredAt }: Offer): Instant | null => cameBack?.at ?? end?.at ?? expiredAt

/** The same without what its sender called off, or somebody took over: what the rate of returns counts. */
export function answeredAt({ end, cameBack, expiredAt }: Offer): Instant | null {
  const isAnswer = end?.how === "accepted" || end?.how === "returned" || end?.how === "withdrawn"
  return cameBack?.at ?? (isAnswer ? end.at : expiredAt)
}
