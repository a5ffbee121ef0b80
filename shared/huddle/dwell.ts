/** How long cards usually stay in a lane, from those that left it lately. */
import type { Promises } from "../promises/fold.ts"

/** Of fewer stays nothing is said: "usually" needs a habit. */
const FEWEST = 8

/** The stay that 85 of 100 cards did not exceed, in ms; undefined while too few have left the lane. */
export function p85(dwells: Promises["dwells"], lane: string): number | undefined {
  const stays = Object.hasOwn(dwells, lane) ? dwells[lane]! : []
  if (stays.length < FEWEST) return undefined
  const sorted = [...stays].sort((a, b) => a - b)
  return sorted[Math.ceil(0.85 * sorted.length) - 1]
}
