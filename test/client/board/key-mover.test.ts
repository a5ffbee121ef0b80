import { describe, expect, it } from "vitest"
import { type MoverKey, neighbourOf, stepSlot } from "../../../client/board/drag/key-mover.ts"
import { indexOfSlot, slotOf } from "../../../client/board/drag/slot.ts"

const LANES: Readonly<Record<string, readonly string[]>> = { one: ["a", "b", "c"], two: [], three: ["x", "y"] }
const board = { laneIds: () => Object.keys(LANES), cardIds: (lane: string) => LANES[lane] ?? [] }

function carried(card: string, lane: string, ...keys: MoverKey[]): string {
  let slot = slotOf(lane, board.cardIds(lane), card)
  for (const key of keys) slot = stepSlot(slot, card, key, board)
  return `${slot.lane} ${indexOfSlot(slot, board.cardIds(slot.lane), card)}`
}

describe("carrying a card by keys", () => {
  it.each([
    [["ArrowDown"], "one 1"],
    [["ArrowDown", "ArrowDown", "ArrowDown"], "one 2"],
    [["ArrowUp"], "one 0"],
    [["End"], "one 2"],
    [["End", "Home"], "one 0"],
    [["PageDown"], "one 2"],
    [["ArrowLeft"], "one 0"],
    [["ArrowRight"], "two 0"],
    [["End", "ArrowRight", "ArrowRight"], "three 0"],
    [["ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown"], "three 2"],
    [["ArrowRight", "ArrowRight", "ArrowRight"], "three 0"],
    [["ArrowRight", "ArrowLeft"], "one 0"],
  ] as [MoverKey[], string][])("%j leads to %s", (keys, place) => {
    expect(carried("a", "one", ...keys)).toBe(place)
  })

  it("answers the very same slot at an edge, so that this can be told", () => {
    const slot = slotOf("one", board.cardIds("one"), "a")
    expect(stepSlot(slot, "a", "ArrowLeft", board)).toBe(slot)
  })
})

describe("moving the focus by keys", () => {
  it.each([
    ["a", "one", "ArrowDown", "b"],
    ["a", "one", "ArrowUp", undefined],
    ["a", "one", "End", "c"],
    ["c", "one", "PageUp", "a"],
    ["c", "one", "ArrowRight", "y"],
    ["y", "three", "ArrowLeft", "b"],
    ["x", "three", "ArrowRight", undefined],
  ] as [string, string, MoverKey, string | undefined][])("from %s in %s %s goes to %s", (card, lane, key, to) => {
    expect(neighbourOf(lane, card, key, board)).toBe(to)
  })
})
