/** The same figures between two lanes. A handoff that changes hands within a lane stands under that lane twice. */
import type { Course, Offer } from "./courses.ts"
import { comeBacks, type Reason, reasonsOf } from "./reasons.ts"
import { type Share, shareOf } from "./share.ts"
import { type Spread, spreadOf, waitedFor } from "./spread.ts"
import { answeredAt, isIn, type Window } from "./window.ts"

export interface LanePair {
  readonly from: string
  readonly to: string
  readonly timeToAccept: Omit<Spread, "values">
  readonly cameBack: Share & { readonly reasons: readonly Reason[] }
}

/** `timed`: the acceptances whose times count. Busiest pair first. */
export function pairsOf(courses: readonly Course[], timed: readonly Offer[], window: Window): readonly LanePair[] {
  const accepted = byPair(timed)
  const answered = new Map<string, (readonly Offer[])[]>()
  for (const { offers } of courses)
    for (const [pair, own] of byPair(offers))
      if (own.some((offer) => isIn(window, answeredAt(offer)))) put(answered, pair, own)
  return [...new Set([...answered.keys(), ...accepted.keys()])]
    .map((pair) => pairOf(pair, answered.get(pair) ?? [], accepted.get(pair) ?? [], window))
    .sort((a, b) => b.cameBack.of - a.cameBack.of || (a.from + a.to < b.from + b.to ? -1 : 1))
}

function byPair(offers: readonly Offer[]): ReadonlyMap<string, readonly Offer[]> {
  const pairs = new Map<string, Offer[]>()
  for (const offer of offers) put(pairs, JSON.stringify([offer.from, offer.to]), offer)
  return pairs
}

function put<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

/** `answered`: of each handoff its offers over this pair. */
function pairOf(
  pair: string,
  answered: readonly (readonly Offer[])[],
  timed: readonly Offer[],
  window: Window,
): LanePair {
  const [from = "", to = ""] = JSON.parse(pair) as readonly string[]
  const { values: _, ...timeToAccept } = spreadOf(timed.map(waitedFor))
  const share = shareOf(answered, (own) => own.some(comeBacks))
  return { from, to, timeToAccept, cameBack: { ...share, reasons: reasonsOf(answered.flat(), window) } }
}
