/** Where a handoff stands: which of the five steps, whose move it is, and which clock runs. */
import { type Handoff, isOpenOffer, standByUntil, type Target } from "../../shared/handoff/handoff.ts"
import type { Instant } from "../../shared/time.ts"

export const STEPS = ["draft", "offered", "accepted", "done", "verified"] as const
export type StepName = (typeof STEPS)[number]

/** Whose move it is: a person, whoever may accept, or nobody's any more. */
export type Ball =
  | { readonly kind: "person"; readonly actor: string }
  | { readonly kind: "target"; readonly to: Target | null }
  | { readonly kind: "nobody" }

export interface Clock {
  readonly kind: "accept" | "stand-by"
  readonly at: Instant
}

export interface Standing {
  readonly step: StepName
  /** The step was left on a side: returned, withdrawn, cancelled. */
  readonly isAside: boolean
  readonly ball: Ball
  readonly clock: Clock | undefined
}

const STEP_OF: Readonly<Record<Handoff["state"], StepName>> = {
  draft: "draft",
  announced: "draft",
  offered: "offered",
  questioned: "offered",
  expired: "offered",
  accepted: "accepted",
  done: "done",
  verified: "verified",
  returned: "draft",
  withdrawn: "draft",
  cancelled: "draft",
}

export function standingOf(handoff: Handoff, now: Instant): Standing {
  const { state } = handoff
  return {
    step: STEP_OF[state],
    isAside: state === "returned" || state === "withdrawn" || state === "cancelled",
    ball: ballOf(handoff),
    clock: clockOf(handoff, now),
  }
}

const person = (actor: string | null): Ball => (actor === null ? { kind: "nobody" } : { kind: "person", actor })

function ballOf(handoff: Handoff): Ball {
  switch (handoff.state) {
    case "offered":
    case "expired":
      return { kind: "target", to: handoff.to }
    case "accepted":
      return person(handoff.loopOpen && !handoff.corrected ? handoff.sender : handoff.receiver)
    case "verified":
    case "cancelled":
      return { kind: "nobody" }
    default:
      return person(handoff.sender)
  }
}

function clockOf(handoff: Handoff, now: Instant): Clock | undefined {
  if (isOpenOffer(handoff) && handoff.acceptBy !== null) return { kind: "accept", at: handoff.acceptBy }
  if (handoff.state === "accepted" && handoff.acceptedAt !== null && standByUntil(handoff) > now)
    return { kind: "stand-by", at: standByUntil(handoff) }
  return undefined
}

/** Nothing more happens to it unless somebody takes it up again. */
export const isOver = ({ state }: Handoff): boolean => state === "verified" || state === "cancelled"

/** A sheet that is still being filled, or filled again. */
export const isDrafting = ({ state }: Handoff): boolean =>
  state === "draft" || state === "announced" || state === "returned" || state === "withdrawn"

/**
 * The handoffs of a card as the panel shows them: the one on its way, the one that holds the card, drafts; and what is over.
 * A returned or withdrawn one is over as soon as a newer one has been offered.
 */
export function sortedHandoffs(handoffs: readonly Handoff[]): {
  readonly live: readonly Handoff[]
  readonly earlier: readonly Handoff[]
} {
  const newestOffer = Math.max(0, ...handoffs.map(({ offeredAt }) => offeredAt ?? 0))
  const isLeftBehind = (one: Handoff) =>
    one.state !== "draft" && one.state !== "announced" && !isOpenOffer(one) && (one.offeredAt ?? 0) < newestOffer
  const weight = (one: Handoff) => (isOpenOffer(one) || one.state === "announced" ? 0 : isDrafting(one) ? 2 : 1)
  const live = handoffs.filter((one) => !isOver(one) && !isLeftBehind(one))
  return {
    live: live.toSorted((a, b) => weight(a) - weight(b) || b.createdAt - a.createdAt),
    earlier: handoffs.filter((one) => isOver(one) || isLeftBehind(one)).toReversed(),
  }
}
