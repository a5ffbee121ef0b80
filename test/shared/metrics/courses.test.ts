import * as fc from "fast-check"
import { expect, it } from "vitest"
import { TRANSITIONS } from "../../../shared/handoff/transitions.ts"
import type { Json } from "../../../shared/json.ts"
import { COURSE_KINDS, foldCourse, noCourses } from "../../../shared/metrics/courses.ts"
import { numbersOf } from "../../../shared/metrics/numbers.ts"
import { reasonCode } from "../../../shared/metrics/reason-code.ts"
import { entryOf, foldOf, inLane, type Line, offered } from "./told.ts"

const KINDS = [...Object.values(TRANSITIONS).map(({ entry }) => entry), "card.created", "card.moved", "card.removed"]
const anything = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>
const line: fc.Arbitrary<Line> = fc
  .record({
    minute: fc.nat(5_000),
    kind: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...KINDS) },
      fc.constantFrom("attempt.refused", "handoff.", "x"),
    ),
    handoff: fc.constantFrom("h1", "h2", "toString", "__proto__"),
    card: fc.constantFrom("c1", "constructor", undefined),
    to: anything,
    data: fc.dictionary(
      fc.constantFrom("to", "acceptBy", "severity", "level", "loopOpen", "material", "place"),
      anything,
    ),
    text: fc.option(fc.string(), { nil: undefined }),
    reason: fc.option(fc.string(), { nil: undefined }),
  })
  .map(({ minute, kind, handoff, ...more }) => [minute, kind, handoff, more as never])

it("takes every beginning of every ledger, whatever stands in it, and never tells more than all", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const courses = noCourses()
      for (const one of lines) {
        foldCourse(courses, entryOf(one))
        const told = numbersOf(courses, 5_000 * 60_000, 90)
        for (const { count, of, rate } of [told.acceptedOnTime, told.cameBack, told.firstTimeRight, told.expired]) {
          expect(count).toBeLessThanOrEqual(of)
          expect(rate === null).toBe(of === 0)
        }
        expect(told.timeToAccept.n).toBeLessThanOrEqual(told.firstTimeRight.of)
        expect(JSON.stringify(told)).not.toContain("NaN")
      }
    }),
    { numRuns: 100 },
  )
})

it("passes over kinds that it does not know, and is the same as without them", () => {
  const lines: readonly Line[] = [inLane(1, "card", "dev"), offered(2, "a"), [3, "accepted", "a"]]
  const strange: readonly Line[] = [
    [2, "attempt.refused", "a", { data: { kind: "handoff.accepted" } }],
    [3, "handoff.unheard-of", "a"],
    [3, "comment.added", "a"],
  ]
  const plain = numbersOf(foldOf(lines), 10 * 60_000, 7)
  const mixed = numbersOf(foldOf([lines[0]!, ...strange, lines[1]!, ...strange, lines[2]!, ...strange]), 10 * 60_000, 7)
  expect({ ...mixed, seq: 0 }).toEqual({ ...plain, seq: 0 })
  expect(plain.ended).toBe(1)
})

it("names the kinds that it reads: a ledger of only these tells the same", () => {
  const lines: readonly Line[] = [
    inLane(1, "card", "dev"),
    offered(2, "a"),
    [3, "comment.added", "a"],
    [4, "returned", "a"],
  ]
  const entries = lines.map(entryOf)
  const fold = (some: typeof entries) => numbersOf(some.reduce(foldCourse, noCourses()), 10 * 60_000, 7)
  const wanted = entries.filter(({ kind }) => COURSE_KINDS.includes(kind))
  expect(wanted).toHaveLength(3)
  expect(fold(wanted)).toEqual(fold(entries))
})

it.each([
  ["Not ready: no test account", "Not ready"],
  ["Not ready", "Not ready"],
  ["no test\n account", "no test account"],
  ["Wrong receiver: a: b", "Wrong receiver"],
  ["x".repeat(80), `${"x".repeat(59)}…`],
  ["", ""],
  [undefined, ""],
])("counts the reason %j as %j", (reason, code) => {
  expect(reasonCode(reason)).toBe(code)
})
