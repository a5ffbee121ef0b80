import { describe, expect, it } from "vitest"
import { seeded } from "../support/seeded.ts"
import { judge, type Sample } from "./judge.ts"

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

interface Course {
  readonly lengthMs: number
  readonly everyMs: number
  readonly leakMbPerHour?: number
  readonly handlesPerHour?: number
  readonly seed?: number
}

/** A server that warms up by 30 MB, breathes with the board that is open, and now and then holds much for a moment. */
function course({ lengthMs, everyMs, leakMbPerHour = 0, handlesPerHour = 0, seed = 1 }: Course): readonly Sample[] {
  const random = seeded(seed)
  return Array.from({ length: Math.floor(lengthMs / everyMs) }, (_, at): Sample => {
    const atMs = at * everyMs
    const warm = 30 * Math.min(1, atMs / (lengthMs * 0.2))
    const breath = 3 * Math.sin(at / 3) + 2 * random() + (random() < 0.05 ? 40 : 0)
    const heldMb = 60 + warm + breath + (leakMbPerHour * atMs) / HOUR_MS
    const handles = 20 + Math.round(6 * random() + (handlesPerHour * atMs) / HOUR_MS)
    return { atMs, heldMb, rssMb: heldMb + 80 + 60 * random(), handles }
  })
}
const EIGHT_HOURS = { lengthMs: 8 * HOUR_MS, everyMs: MINUTE_MS }
const TWO_MINUTES = { lengthMs: 2 * MINUTE_MS, everyMs: 2_000 }

describe("the judge of a soak", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("calls a server flat that only breathes (seed %i)", (seed) => {
    expect(judge(course({ ...EIGHT_HOURS, seed }))).toMatchObject({ isFlat: true })
    expect(judge(course({ ...TWO_MINUTES, seed }))).toMatchObject({ isFlat: true })
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("catches a leak of 10 MB an hour in eight hours (seed %i)", (seed) => {
    const verdict = judge(course({ ...EIGHT_HOURS, leakMbPerHour: 10, seed }))
    expect(verdict).toMatchObject({ isFlat: false })
    expect(verdict.grewMb).toBeCloseTo(60, -1)
  })

  it("catches in two minutes a leak of twice what it says it notices, and none of half of it", () => {
    const { noticesMbPerHour } = judge(course(TWO_MINUTES))
    const leaking = (share: number) => judge(course({ ...TWO_MINUTES, leakMbPerHour: noticesMbPerHour * share }))
    expect([leaking(2).isFlat, leaking(0.3).isFlat]).toEqual([false, true])
  })

  it("catches handles that are never let go of", () => {
    expect(judge(course({ ...EIGHT_HOURS, handlesPerHour: 5 }))).toMatchObject({ isFlat: false })
  })

  it("leaves the warm-up out", () => {
    const { grewMb } = judge(course(EIGHT_HOURS))
    expect(Math.abs(grewMb)).toBeLessThan(6)
  })

  it("refuses to judge by a handful of samples", () => {
    expect(() => judge(course({ lengthMs: 10_000, everyMs: 2_000 }))).toThrow(/samples/)
  })
})
