/**
 * Where the dots of a strip lie. Times to accept reach from seconds to days, so the scale is even for the first minutes and
 * then each step along it is a multiple of the time before.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/time.ts"

const EVEN_UNTIL_MS = 2 * MINUTE_MS
const TICKS_MS = [
  ...[0, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS],
  ...[DAY_MS, 3 * DAY_MS, 7 * DAY_MS, 30 * DAY_MS, 90 * DAY_MS],
]
/** Of the strip's width: dots of one column are put on top of each other. */
const COLUMN = 1 / 60
const CLOSEST_TICKS = 0.11

const scaled = (ms: number): number => Math.log1p(ms / EVEN_UNTIL_MS)

export interface Strip {
  /** Places from 0 to 1; `above`: how many dots are below it already. */
  readonly dots: readonly { readonly at: number; readonly above: number }[]
  readonly ticks: readonly { readonly at: number; readonly ms: number }[]
  /** How many dots the highest pile has. */
  readonly highest: number
  place(ms: number): number
}

/** Of times in ascending order, none of them negative. */
export function stripOf(values: readonly number[]): Strip {
  const end = Math.max(values.at(-1) ?? 0, MINUTE_MS)
  const place = (ms: number) => Math.min(1, scaled(ms) / scaled(end))
  const piles = new Map<number, number>()
  const dots = values.map((ms) => {
    const at = place(ms)
    const column = Math.round(at / COLUMN)
    const above = piles.get(column) ?? 0
    piles.set(column, above + 1)
    return { at, above }
  })
  return { dots, ticks: ticksUpTo(end, place), highest: Math.max(1, ...piles.values()), place }
}

/** From the right: it is the far end that needs a word. */
function ticksUpTo(end: number, place: (ms: number) => number): Strip["ticks"] {
  const ticks: { at: number; ms: number }[] = []
  for (const ms of TICKS_MS.filter((tick) => tick <= end).reverse()) {
    const at = place(ms)
    if ((ticks[0]?.at ?? 2) - at >= CLOSEST_TICKS) ticks.unshift({ at, ms })
  }
  return ticks
}
