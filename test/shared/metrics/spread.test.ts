import { describe, expect, it } from "vitest"
import { MOST_VALUES, percentile, spreadOf } from "../../../shared/metrics/spread.ts"

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

describe("a percentile is a value that really was, by nearest rank", () => {
  it.each([
    [[], 0.5, null],
    [[7], 0.5, 7],
    [[7], 0.95, 7],
    [[1, 2], 0.5, 1],
    [[1, 2, 3], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2],
    [[15, 20, 35, 40, 50], 0.3, 20],
    [[15, 20, 35, 40, 50], 0.4, 20],
    [[15, 20, 35, 40, 50], 1, 50],
    [upTo(20), 0.85, 17],
    [upTo(20), 0.95, 19],
    [upTo(21), 0.95, 20],
    [upTo(100), 0.5, 50],
    [upTo(100), 0.85, 85],
    [upTo(100), 0.95, 95],
  ])("of %j at %d: %s", (sorted, p, expected) => {
    expect(percentile(sorted, p)).toBe(expected)
  })
})

it("tells no tail of fewer than twenty values, and their middle all the same", () => {
  expect(spreadOf(upTo(19).reverse())).toEqual({ n: 19, p50: 10, p85: null, p95: null, values: upTo(19) })
  expect(spreadOf(upTo(20))).toEqual({ n: 20, p50: 10, p85: 17, p95: 19, values: upTo(20) })
  expect(spreadOf([])).toEqual({ n: 0, p50: null, p85: null, p95: null, values: [] })
})

it("sends so many values of many, evenly picked, the shortest and the longest among them", () => {
  const { n, values, p95 } = spreadOf(upTo(1_000))
  expect([n, p95, values.length]).toEqual([1_000, 950, MOST_VALUES])
  expect([values[0], values.at(-1)]).toEqual([1, 1_000])
  expect(values).toEqual([...new Set(values)].sort((a, b) => a - b))
})
