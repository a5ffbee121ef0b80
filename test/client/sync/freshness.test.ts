import { describe, expect, it } from "vitest"
import {
  type Freshness,
  type FreshnessEvent,
  livenessOf,
  NEVER_LIVE,
  refreshed,
  relayTime,
} from "../../../client/sync/freshness.ts"

const AT = Date.UTC(2026, 5, 5, 10, 42, 5)
const MINUTE = 60_000
/** The relay's time and ours have nothing to do with each other. */
const beat = (mono: number): FreshnessEvent => ({ kind: "beat", at: AT + mono, mono })
const changed = (mono: number, ...cards: string[]): FreshnessEvent => ({ kind: "changed", mono, cards })
const after = (...events: FreshnessEvent[]): Freshness => events.reduce(refreshed, NEVER_LIVE)

describe("one heartbeat, then silence", () => {
  it.each([
    [0, "live"],
    [14_999, "live"],
    [15_000, "late"],
    [59_999, "late"],
    [MINUTE, "stale"],
    [10 * MINUTE - 1, "stale"],
    [10 * MINUTE, "dead"],
    [24 * 60 * MINUTE, "dead"],
  ])("after %i ms it is %s", (silent, kind) => {
    expect(livenessOf(after(beat(0)), silent).kind).toBe(kind)
  })
})

it("is not live before the relay has spoken, whatever came over the wire", () => {
  expect(livenessOf(NEVER_LIVE, 0)).toEqual({ kind: "starting" })
  expect(livenessOf(after(changed(5, "a")), 10)).toEqual({ kind: "starting" })
})

it("tells the relay's time with running seconds, and the last heartbeat's while it is not live", () => {
  const state = after(beat(1_000))
  expect(livenessOf(state, 4_000)).toEqual({ kind: "live", now: AT + 4_000 })
  expect(livenessOf(state, 31_000)).toEqual({ kind: "late", asOf: AT + 1_000 })
  expect(relayTime(state, 31_000)).toBe(AT + 31_000)
})

it("stays not live while only entries come: a heartbeat is what counts", () => {
  expect(livenessOf(after(beat(0), changed(16_000, "a")), 16_000).kind).toBe("late")
})

it("says for ten seconds that it is live again, with what has changed meanwhile", () => {
  const back = after(
    beat(0),
    changed(3_000, "before"),
    changed(40_000, "a"),
    changed(40_000, "b"),
    changed(40_000, "a"),
  )
  const state = refreshed(back, beat(40_100))
  expect(livenessOf(state, 40_100)).toMatchObject({ kind: "live", back: { count: 3, cards: ["a", "b"] } })
  expect(livenessOf(refreshed(state, beat(45_000)), 50_099)).toHaveProperty("back")
  expect(livenessOf(refreshed(state, beat(45_000)), 50_100)).toEqual({ kind: "live", now: AT + 50_100 })
})

it("says live again without a change, too", () => {
  expect(livenessOf(after(beat(0), beat(20_000)), 20_000)).toMatchObject({ back: { count: 0, cards: [] } })
})

it("counts nothing between heartbeats that come in time", () => {
  expect(livenessOf(after(beat(0), changed(2_000, "a"), beat(5_000)), 5_000)).toEqual({ kind: "live", now: AT + 5_000 })
})

it("counts each outage for itself", () => {
  const state = after(beat(0), changed(20_000, "a"), beat(20_000), changed(50_000, "b"), beat(50_000))
  expect(livenessOf(state, 50_000)).toMatchObject({ back: { count: 1, cards: ["b"] } })
})
