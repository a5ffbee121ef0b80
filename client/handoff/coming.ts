/** What is announced for a lane: told ahead, nobody's to accept yet. */
import type { Handoff } from "../../shared/handoff/handoff.ts"

export interface ComingLane {
  readonly id: string
  /** The crew roles that work in it. */
  readonly crew: readonly string[]
}

const isFor = ({ to }: Handoff, { id, crew }: ComingLane): boolean =>
  to !== null && (to.kind === "lane" ? to.id === id : to.kind === "role" && crew.includes(to.id))

const NEVER = Number.MAX_SAFE_INTEGER

/**
 * The handoffs that are announced to a lane or to the people who work in it, the first to come at the top; those of which
 * nobody said when at the end. A card that lies in the lane already is not coming.
 */
export const comingTo = (
  lane: ComingLane,
  handoffs: readonly Handoff[],
  laneOf: (card: string) => string | undefined,
): readonly Handoff[] =>
  handoffs
    .filter((handoff) => handoff.state === "announced" && isFor(handoff, lane))
    .filter(({ card }) => laneOf(card) !== undefined && laneOf(card) !== lane.id)
    .sort((a, b) => (a.eta ?? NEVER) - (b.eta ?? NEVER))
