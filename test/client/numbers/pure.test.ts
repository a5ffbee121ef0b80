import { describe, expect, it } from "vitest"
import { stripOf } from "../../../client/numbers/dot-strip.ts"
import { matrixOf } from "../../../client/numbers/lane-matrix.ts"
import { numbers as words } from "../../../client/words/en/numbers.ts"
import type { LanePair } from "../../../shared/metrics/lane-pairs.ts"
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../shared/time.ts"

describe("a strip of dots", () => {
  it("puts the shortest left and the longest at the end, each in its order", () => {
    const { dots, place } = stripOf([0, MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, DAY_MS])
    const places = dots.map(({ at }) => at)
    expect(places[0]).toBe(0)
    expect(places.at(-1)).toBe(1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(place(DAY_MS * 9)).toBe(1)
  })

  it("piles up what would lie on each other", () => {
    const { dots, highest } = stripOf([MINUTE_MS, MINUTE_MS, MINUTE_MS, HOUR_MS])
    expect(dots.map(({ above }) => above)).toEqual([0, 1, 2, 0])
    expect(highest).toBe(3)
  })

  it.each([
    [[], [0, MINUTE_MS]],
    [[4_000], [0, MINUTE_MS]],
    [[70 * MINUTE_MS], [0, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS]],
  ])("names times along the way to %j", (values, ticks) => {
    expect(stripOf(values).ticks.map(({ ms }) => ms)).toEqual(ticks)
  })

  it("names the far end of long times, and no two so close that their words meet", () => {
    const { ticks } = stripOf([80 * DAY_MS])
    expect(ticks.at(-1)?.ms).toBe(30 * DAY_MS)
    const gaps = ticks.slice(1).map(({ at }, i) => at - ticks[i]!.at)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.11)
  })
})

describe("the table from lane to lane", () => {
  const pair = (from: string, to: string, n: number, p50: number | null): LanePair => ({
    ...{ from, to, timeToAccept: { n, p50, p85: null, p95: null } },
    cameBack: { count: 0, of: 1, rate: 0, reasons: [] },
  })

  it("goes in the board's order, lanes that are gone last, and only over ways with a time", () => {
    const pairs = [
      pair("test", "dev", 1, 9),
      pair("gone", "dev", 2, 3),
      pair("dev", "test", 3, 5),
      pair("dev", "done", 0, null),
    ]
    const { from, to, cell, longestMs } = matrixOf(pairs, ["dev", "test", "done"])
    expect([from, to, longestMs]).toEqual([["dev", "test", "gone"], ["dev", "test"], 9])
    expect(cell("dev", "test")?.timeToAccept.n).toBe(3)
    expect(cell("test", "test")).toBeUndefined()
  })
})

it.each([
  [0, "0 %"],
  [0.001, "1 %"],
  [0.25, "25 %"],
  [2 / 3, "67 %"],
  [0.999, "99 %"],
  [1, "100 %"],
])("says %d as %s: all only of all, none only of none", (rate, said) => {
  expect(words.percent(rate)).toBe(said.replace(" ", "\u00a0"))
})

it("says a share in full, and of nothing no rate", () => {
  expect(words.share(1, 4, 0.25)).toBe("1 of 4 = 25\u00a0%")
  expect(words.share(0, 0, null)).toBe("none yet")
})
