import { expect, it } from "vitest"
import { Calm } from "../../../client/board/calm.ts"

it("has time for decoration while few cards move", () => {
  const calm = new Calm()
  for (const at of [0, 10, 400, 410, 800, 810]) calm.redrawn(at)
  expect(calm.isCalm(900)).toBe(true)
})

it("leaves it out while much moves at once, and has it again a second later", () => {
  const calm = new Calm()
  for (let at = 0; at < 100; at += 10) calm.redrawn(at)
  expect(calm.isCalm(100)).toBe(false)
  expect(calm.isCalm(1_100)).toBe(true)
})

it.each([
  [16, true],
  [50, true],
  [51, false],
])("a frame that came after %i ms leaves time: %s", (tookMs, isCalm) => {
  const calm = new Calm()
  calm.frameCame(tookMs, 1_000)
  expect(calm.isCalm(1_001)).toBe(isCalm)
  expect(calm.isCalm(3_000)).toBe(true)
})
