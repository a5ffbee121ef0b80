/** Why handoffs came back, the most frequent reason first. */
import type { Offer } from "./courses.ts"
import { isIn, type Window } from "./window.ts"

export interface Reason {
  /** Empty where none was kept. */
  readonly reason: string
  readonly count: number
}

const MOST_REASONS = 8

export const comeBacks = ({ cameBack }: Offer): boolean => cameBack !== null

export function reasonsOf(offers: readonly Offer[], window: Window): readonly Reason[] {
  const counts = new Map<string, number>()
  for (const { cameBack } of offers)
    if (cameBack && isIn(window, cameBack.at)) counts.set(cameBack.reason, (counts.get(cameBack.reason) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
    .slice(0, MOST_REASONS)
}
