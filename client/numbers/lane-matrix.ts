/** Lane pairs as a table: the lanes that hand over down its side, those that they hand to along its head, in the board's order. */
import type { LanePair } from "../../shared/metrics/lane-pairs.ts"

export interface LaneMatrix {
  readonly from: readonly string[]
  readonly to: readonly string[]
  /** Undefined where nothing went this way. */
  cell(from: string, to: string): LanePair | undefined
  /** The longest of the middle times. */
  readonly longestMs: number
}

export function matrixOf(pairs: readonly LanePair[], order: readonly string[]): LaneMatrix {
  const timed = pairs.filter(({ timeToAccept: { n } }) => n > 0)
  const side = (which: "from" | "to") => inOrder([...new Set(timed.map((pair) => pair[which]))], order)
  return {
    from: side("from"),
    to: side("to"),
    cell: (from, to) => timed.find((pair) => pair.from === from && pair.to === to),
    longestMs: Math.max(0, ...timed.map(({ timeToAccept }) => timeToAccept.p50 ?? 0)),
  }
}

/** Lanes that are not on the board any more come last. */
function inOrder(lanes: readonly string[], order: readonly string[]): readonly string[] {
  const rank = (lane: string) => (order.includes(lane) ? order.indexOf(lane) : order.length)
  return [...lanes].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}
