/**
 * Says whether memory stays flat, from samples that were taken right after a forced collection of garbage, so that they count
 * what is held and not what waits to be thrown away.
 *
 * What counts is the trend after the warm-up: the median of the slopes between all pairs of samples (Theil–Sen), which a few
 * outliers cannot bend, as a growth over the time watched. Held memory breathes by some megabytes with the board that is
 * open, so a growth within `breathing + perHour × hours` is called flat. A short run therefore notices large leaks only;
 * `noticesMbPerHour` says how large.
 */
export interface Sample {
  readonly atMs: number
  /** On the heap and outside of it, after a collection. */
  readonly heldMb: number
  readonly rssMb: number
  /** Sockets, timers, streams. */
  readonly handles: number
}

export interface Allowance {
  readonly warmUpShare: number
  readonly breathingMb: number
  readonly mbPerHour: number
  readonly handles: number
}
const ALLOWANCE: Allowance = { warmUpShare: 0.25, breathingMb: 8, mbPerHour: 3, handles: 12 }

export interface Verdict {
  readonly isFlat: boolean
  readonly grewMb: number
  readonly allowedMb: number
  readonly grewHandles: number
  /** Smaller leaks than this pass unseen in a run of this length. */
  readonly noticesMbPerHour: number
  readonly samples: number
}

const HOUR_MS = 3_600_000
const FEWEST_SAMPLES = 8

export function judge(samples: readonly Sample[], allowance: Allowance = ALLOWANCE): Verdict {
  const first = samples[0]?.atMs ?? 0
  const last = samples.at(-1)?.atMs ?? 0
  const watched = samples.filter(({ atMs }) => atMs - first >= (last - first) * allowance.warmUpShare)
  if (watched.length < FEWEST_SAMPLES)
    throw new Error(`${watched.length} samples after the warm-up say nothing; ${FEWEST_SAMPLES} are needed`)
  const spanMs = last - watched[0]!.atMs
  const hours = spanMs / HOUR_MS
  const grewMb = slope(watched.map(({ atMs, heldMb }) => [atMs, heldMb])) * spanMs
  const grewHandles = slope(watched.map(({ atMs, handles }) => [atMs, handles])) * spanMs
  const allowedMb = allowance.breathingMb + allowance.mbPerHour * hours
  return {
    isFlat: grewMb <= allowedMb && grewHandles <= allowance.handles,
    ...{ grewMb, allowedMb, grewHandles, noticesMbPerHour: allowedMb / hours, samples: watched.length },
  }
}

/** By pairs at least a third of the time apart: neighbours tell of noise only. */
function slope(points: readonly (readonly [number, number])[]): number {
  const shortest = (points.at(-1)![0] - points[0]![0]) / 3
  const slopes = points.flatMap(([x1, y1]) =>
    points.filter(([x2]) => x2 - x1 >= shortest).map(([x2, y2]) => (y2 - y1) / (x2 - x1)),
  )
  slopes.sort((a, b) => a - b)
  return slopes[Math.floor(slopes.length / 2)] ?? 0
}
