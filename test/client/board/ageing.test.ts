import { describe, expect, it } from "vitest"
import { dueOf, isOverdue } from "../../../client/board/tile/ageing.ts"
import { ageStep } from "../../../shared/model/ageing.ts"

const HOUR = 3_600_000
const lane = { kind: "active", targetMinutes: 600 } as const

describe("the age of a card", () => {
  it.each([
    [0, "fresh"],
    [4.9, "fresh"],
    [5, "ageing"],
    [7.9, "ageing"],
    [8, "due-soon"],
    [10, "due-soon"],
    [10.1, "late"],
  ])("after %d of ten hours is %s", (hours, step) => {
    expect(ageStep(hours * HOUR, lane)).toBe(step)
  })

  it("has no steps in a lane without a target, and none where work is done", () => {
    expect(ageStep(99 * HOUR, { kind: "active", targetMinutes: undefined })).toBeUndefined()
    expect(ageStep(99 * HOUR, { ...lane, kind: "done" })).toBeUndefined()
  })
})

describe("a due date", () => {
  const noon = new Date(2026, 10, 24, 12, 0).getTime()
  it.each([
    ["2026-11-23", "overdue", -1],
    ["2026-11-24", "today", 0],
    ["2026-11-25", "tomorrow", 1],
    ["2026-12-04", "later", 10],
  ])("of %s at noon of the 24th is %s", (due, step, days) => {
    expect(dueOf(due, noon)).toMatchObject({ step, days })
  })

  it("that is a day lasts until its end", () => {
    expect(isOverdue("2026-11-24", new Date(2026, 10, 24, 23, 59).getTime())).toBe(false)
    expect(isOverdue("2026-11-24", new Date(2026, 10, 25, 0, 1).getTime())).toBe(true)
  })

  it("with a time is past to the minute", () => {
    const due = new Date(noon).toISOString()
    expect(isOverdue(due, noon - 1)).toBe(false)
    expect(isOverdue(due, noon + 1)).toBe(true)
  })

  it("that is none or cannot be read is not shown", () => {
    expect(dueOf(undefined, noon)).toBeUndefined()
    expect(dueOf("2026-13-45T99:99Z", noon)).toBeUndefined()
  })
})
