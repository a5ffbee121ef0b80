import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { rankBetween, ranksBetween } from "../../../shared/model/rank.ts"
import { rank } from "../../support/arbitraries.ts"

const jitter = fc.nat(0xffff)
const VALID = /^[A-Za-z0-9]{1,200}$/
/** Nothing lies between a text and the same text with zeros behind it. */
const leavesRoom = (before: string, after: string) =>
  before < after && !(after.startsWith(before) && /^0*$/.test(after.slice(before.length)))

describe("ranks", () => {
  it("lie strictly between two ranks of any origin", () => {
    fc.assert(
      fc.property(rank(), rank(), jitter, (a, b, bits) => {
        const [before, after] = a < b ? [a, b] : [b, a]
        fc.pre(leavesRoom(before, after))
        const made = rankBetween(before, after, bits)
        expect(before < made && made < after, `${before} < ${made} < ${after}`).toBe(true)
        expect(made).toMatch(VALID)
      }),
      { numRuns: 5_000 },
    )
  })

  it("lie behind the last and before the first rank of any origin", () => {
    fc.assert(
      fc.property(rank(), jitter, (edge, bits) => {
        expect(rankBetween(edge, undefined, bits) > edge).toBe(true)
        fc.pre(!/^0*$/.test(edge))
        expect(rankBetween(undefined, edge, bits) < edge).toBe(true)
      }),
      { numRuns: 3_000 },
    )
  })

  it("never end in the zero digit, so that there is always room before them", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), jitter), { minLength: 1, maxLength: 60 }), (inserts) => {
        const ranks: string[] = []
        for (const [where, bits] of inserts) {
          const at = where % (ranks.length + 1)
          const made = rankBetween(ranks[at - 1], ranks[at], bits)
          expect(made).not.toMatch(/0$/)
          ranks.splice(at, 0, made)
        }
        expect(ranks).toEqual([...ranks].sort((a, b) => (a < b ? -1 : 1)))
        expect(new Set(ranks).size).toBe(ranks.length)
      }),
      { numRuns: 500 },
    )
  })

  it("stand right after the neighbour before when the neighbours are equal or in the wrong order", () => {
    fc.assert(
      fc.property(rank(), rank(), jitter, (a, b, bits) => {
        const [after, before] = a < b ? [a, b] : [b, a]
        expect(rankBetween(before, after, bits) > before).toBe(true)
      }),
    )
  })

  it("of two people in the same gap differ nearly always", () => {
    let equal = 0
    let state = 7
    const next = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state >>> 16
    }
    for (let i = 0; i < 5_000; i++) {
      const [mine, yours] = [rankBetween("a0", "a1", next()), rankBetween("a0", "a1", next())]
      if (mine === yours) equal++
    }
    expect(equal).toBeLessThan(10)
  })

  it("come in ascending order in one go, within their bounds", () => {
    fc.assert(
      fc.property(fc.nat(200), jitter, (count, bits) => {
        const low = rankBetween(undefined, undefined, bits)
        const high = rankBetween(low, undefined, bits)
        const ranks = ranksBetween(low, high, count, () => bits)
        expect(ranks).toHaveLength(count)
        const all = [low, ...ranks, high]
        for (let i = 1; i < all.length; i++) expect(all[i - 1]! < all[i]!).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it("stay short: ten thousand in one go take at most 24 characters each", () => {
    const longest = Math.max(...ranksBetween(undefined, undefined, 10_000, () => 0xffff).map((made) => made.length))
    expect(longest).toBeLessThanOrEqual(24)
  })
})
