/**
 * How long there is to accept between two lanes, where a board says so: in the lane that a card comes from, by the lane that
 * it goes to. What is offered to a person or a role stays in its lane. What a pair does not say, the template says.
 */
import * as z from "zod/mini"
import type { Registers } from "../model/board-view.ts"
import { placeOf, type Severity } from "../model/card.ts"
import type { Target } from "./handoff.ts"
import { ACCEPT_MINUTES } from "./template.ts"

/** The register `w:<lane>` of a lane, in minutes. */
export const PAIR_TIMES = z.strictObject({
  routine: z.exactOptional(ACCEPT_MINUTES),
  watch: z.exactOptional(ACCEPT_MINUTES),
  critical: z.exactOptional(ACCEPT_MINUTES),
})
export type PairTimes = z.infer<typeof PAIR_TIMES>

export const pairKey = (to: string): string => `w:${to}`

export function pairTimesOf(from: Registers | undefined, to: string): PairTimes {
  const times = PAIR_TIMES.safeParse(from?.[pairKey(to)])
  return times.success ? times.data : {}
}

/** In minutes, or undefined where the template has the say. */
export function pairMinutes(
  card: Registers | undefined,
  to: Target,
  severity: Severity,
  lane: (id: string) => Registers | undefined,
): number | undefined {
  const from = placeOf(card ?? {})?.[0]
  if (from === undefined) return undefined
  return pairTimesOf(lane(from), to.kind === "lane" ? to.id : from)[severity]
}
