import { expect, it } from "vitest"
import { ElapsedClock } from "../../../client/sync/elapsed.ts"
import { livenessOf, NEVER_LIVE, refreshed } from "../../../client/sync/freshness.ts"

const MINUTE = 60_000

function machine() {
  const now = { steady: 1_000, timeOfDay: Date.UTC(2026, 5, 5) }
  const clock = new ElapsedClock(
    () => now.steady,
    () => now.timeOfDay,
  )
  const pass = (steadyMs: number, timeOfDayMs = steadyMs) => {
    now.steady += steadyMs
    now.timeOfDay += timeOfDayMs
  }
  return { clock, pass }
}

it("goes on as the steady clock does, whatever the time of day drifts", () => {
  const { clock, pass } = machine()
  const start = clock.read()
  for (let second = 0; second < 3_600; second++) {
    pass(1_000, 1_003)
    clock.read()
  }
  expect(clock.read() - start).toBe(3_600_000)
})

it("counts the time that a machine slept while its steady clock stood still", () => {
  const { clock, pass } = machine()
  const start = clock.read()
  pass(200, 2 * 60 * MINUTE)
  expect(clock.read() - start).toBe(2 * 60 * MINUTE)
  pass(1_000)
  expect(clock.read() - start).toBe(2 * 60 * MINUTE + 1_000)
})

it("counts a sleep once where the steady clock went on through it, and never goes back", () => {
  const { clock, pass } = machine()
  const start = clock.read()
  pass(60 * MINUTE)
  expect(clock.read() - start).toBe(60 * MINUTE)
  pass(1_000, -60 * MINUTE)
  expect(clock.read() - start).toBe(60 * MINUTE + 1_000)
})

it("so a screen that wakes up is not live before the relay has spoken again", () => {
  const { clock, pass } = machine()
  const at = Date.UTC(2026, 5, 5, 10)
  const seen = refreshed(NEVER_LIVE, { kind: "beat", at, mono: clock.read() })
  pass(1_000)
  expect(livenessOf(seen, clock.read()).kind).toBe("live")
  pass(300, 90 * MINUTE)
  expect(livenessOf(seen, clock.read())).toEqual({ kind: "dead", asOf: at })
  const again = refreshed(seen, { kind: "beat", at: at + 90 * MINUTE, mono: clock.read() })
  expect(livenessOf(again, clock.read())).toMatchObject({ kind: "live", now: at + 90 * MINUTE })
})
