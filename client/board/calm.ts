/**
 * Whether there is time for decoration: cards that glide, names on what moved. Where much moves at once nobody can follow
 * it, and where frames are late it would hold up the edit itself. Pure: the caller brings the time.
 */
import { perSession } from "../hooks/per-session.ts"

const WINDOW_MS = 1_000
/** A move between two lanes draws both anew. */
const MOST_REDRAWS = 8
const LATE_FRAME_MS = 50
const REST_MS = 2_000

export class Calm {
  #redraws: number[] = []
  #restUntil = Number.NEGATIVE_INFINITY

  /** A lane is drawn anew because of somebody else. */
  redrawn(at: number): void {
    this.#redraws = [...this.#redraws.filter((earlier) => at - earlier < WINDOW_MS), at].slice(-MOST_REDRAWS - 1)
  }
  /** How long the frame took to come that was asked for. */
  frameCame(afterMs: number, at: number): void {
    if (afterMs > LATE_FRAME_MS) this.#restUntil = at + REST_MS
  }
  isCalm(at: number): boolean {
    return at >= this.#restUntil && this.#redraws.filter((earlier) => at - earlier < WINDOW_MS).length <= MOST_REDRAWS
  }
}

export const calmOf = perSession(() => new Calm())
