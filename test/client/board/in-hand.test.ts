import { describe, expect, it } from "vitest"
import { laneAt } from "../../../client/board/drag/geometry.ts"
import { keepInHand } from "../../../client/board/lanes/useVisibleIds.ts"

describe("the card in hand", () => {
  const from = { lane: "todo", above: "a", below: "c" }

  it.each([
    ["is there already", "todo", ["a", "x", "c"], ["a", "x", "c"]],
    ["was moved away by somebody", "todo", ["a", "c"], ["a", "x", "c"]],
    ["was moved away, and its neighbours too", "todo", ["z"], ["z", "x"]],
    ["was moved into this lane by somebody", "done", ["d", "x"], ["d"]],
    ["has nothing to do with this lane", "done", ["d"], ["d"]],
  ])("stays drawn in the lane that it was lifted in: when it %s", (_, lane, ids, drawn) => {
    expect(keepInHand(ids, lane, "x", from)).toEqual(drawn)
  })

  it("leaves a list that needs no change the same object, so that nothing is drawn again", () => {
    const ids = ["a", "x", "c"]
    expect(keepInHand(ids, "todo", "x", from)).toBe(ids)
  })
})

describe("the lane under the pointer", () => {
  const rects = new Map([
    ["todo", { left: 0, right: 100 }],
    ["done", { left: 112, right: 212 }],
  ])
  it.each([
    [50, "todo"],
    [104, "todo"],
    [109, "done"],
    [900, "done"],
    [-5, "todo"],
  ])("at %i is %s", (x, lane) => {
    expect(laneAt(x, rects)).toBe(lane)
  })

  it("is none on a board without lanes", () => {
    expect(laneAt(5, new Map())).toBeUndefined()
  })
})
