/**
 * Which entries a reader wants: by kind (`card.moved`, or `card.*`), by person (who did it), by lane (it speaks of the lane,
 * or its card stands there). Several words of one filter are alternatives; several filters must all fit.
 */
import type { Entry } from "../../shared/model/entry.ts"
import { fitsKind } from "../../shared/model/kind-groups.ts"
import { lanesOf } from "./status.ts"

export interface FeedFilter {
  readonly kinds: readonly string[]
  readonly people: readonly string[]
  readonly lanes: readonly string[]
}

export type Wants = (entry: Entry) => boolean

/** `places` says where cards stand when the reader comes; it is kept up to date by what passes. */
export function wantsOf(filter: FeedFilter, places: ReadonlyMap<string, string> = new Map()): Wants {
  const at = new Map(places)
  const isOfKind = (kind: string) => filter.kinds.some((wanted) => fitsKind(kind, wanted))
  const isInLane = (entry: Entry) => {
    const { lane, fromLane } = lanesOf(entry)
    if (entry.card !== undefined && lane !== undefined) at.set(entry.card, lane)
    const named = [lane, fromLane, entry.card === undefined ? undefined : at.get(entry.card)]
    return named.some((candidate) => candidate !== undefined && filter.lanes.includes(candidate))
  }
  return (entry) => {
    // Asked first, because it also follows the cards.
    const isPlaced = filter.lanes.length === 0 || isInLane(entry)
    return (
      isPlaced &&
      (filter.kinds.length === 0 || isOfKind(entry.kind)) &&
      (filter.people.length === 0 || filter.people.includes(entry.actor))
    )
  }
}
