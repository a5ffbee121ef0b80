import { describe, expect, it } from "vitest"
import { minutesOf, shownTarget } from "../../../client/board/dialogs/target.ts"
import {
  addCards,
  addLane,
  block,
  moveLane,
  setLaneForm,
  setSeverity,
  setTitle,
  toggleLabel,
} from "../../../client/board/edits.ts"
import { linesOf } from "../../../client/board/lanes/pasted-lines.ts"
import { mainDifference } from "../../../client/board/undo-difference.ts"
import { fakeSession } from "../support/fake-session.ts"

const jitter = () => 7
const session = () =>
  fakeSession({
    lanes: {
      todo: { name: "To do", rank: "a0" },
      doing: { name: "Doing", rank: "a1" },
      done: { name: "Done", rank: "a2" },
    },
    cards: { a: { title: "A", place: ["todo", "a0"] } },
  })

describe("edits of the board", () => {
  it("add cards at the end of a lane, in the order in which they were given", () => {
    const board = session()
    expect(board.edit(addCards(board.model, "todo", ["One", "  ", "Two\n words"], board.newId, jitter))).toBeUndefined()
    const titles = board.model.cardIds("todo").map((id) => board.model.card(id)?.title)
    expect(titles).toEqual(["A", "One", "Two words"])
  })

  it("cut a title to what its register takes, instead of having it refused", () => {
    const board = session()
    expect(board.edit(setTitle(board.model, "a", "x".repeat(900)))).toBeUndefined()
    expect(String(board.model.card("a")?.title)).toHaveLength(500)
  })

  it("put away what is ordinary: routine is no register", () => {
    const board = session()
    board.edit(setSeverity(board.model, "a", "critical"))
    board.edit(setSeverity(board.model, "a", "routine"))
    expect(board.model.card("a")).not.toHaveProperty("severity")
  })

  it("toggle a label", () => {
    const board = session()
    board.edit(toggleLabel(board.model, "a", "ux"))
    expect(board.model.card("a")).toHaveProperty("l:ux", true)
    board.edit(toggleLabel(board.model, "a", "ux"))
    expect(board.model.card("a")).not.toHaveProperty("l:ux")
  })

  it("block with a reason", () => {
    const board = session()
    board.edit(block(board.model, "a", " No  stock "))
    expect(board.model.card("a")?.blocked).toEqual({ reason: "No stock" })
  })

  it("add a lane at the end and move lanes to either side, not past the edge", () => {
    const board = session()
    board.edit(addLane(board.model, "Later", "waiting", "later", jitter))
    expect(board.model.laneIds()).toEqual(["todo", "doing", "done", "later"])
    board.edit(moveLane(board.model, "later", -1, jitter))
    expect(board.model.laneIds()).toEqual(["todo", "doing", "later", "done"])
    board.edit(moveLane(board.model, "todo", 1, jitter))
    expect(board.model.laneIds()).toEqual(["doing", "todo", "later", "done"])
    expect(moveLane(board.model, "doing", -1, jitter)).toEqual([])
    expect(moveLane(board.model, "done", 1, jitter)).toEqual([])
  })

  it("set limit and target of a lane in one step of undo", () => {
    const board = session()
    board.edit(setLaneForm(board.model, "doing", { kind: "pass", wip: 3, targetMinutes: 60 }))
    expect(board.model.lane("doing")).toMatchObject({ kind: "pass", wip: 3, target: 60 })
    board.undo()
    expect(board.model.lane("doing")).toEqual({ name: "Doing", rank: "a1" })
  })
})

describe("a pasted list", () => {
  it("loses its bullets, numbers, boxes and empty lines", () => {
    expect(linesOf("- one\r\n* two\n\n3. three\n- [x] four\n[ ] five\n2026 plan")).toEqual([
      "one",
      "two",
      "three",
      "four",
      "five",
      "2026 plan",
    ])
  })
})

describe("a target age", () => {
  it.each([
    [undefined, "", "days"],
    [2_880, 2, "days"],
    [90, 90, "minutes"],
    [180, 3, "hours"],
  ])("of %s minutes is shown as %s %s, and read back the same", (minutes, count, unit) => {
    const shown = shownTarget(minutes)
    expect(shown).toEqual({ count, unit })
    expect(minutesOf(shown)).toBe(minutes)
  })
})

describe("what an undo did", () => {
  it("is told by the card and the register that differ", () => {
    const board = session()
    board.edit(setTitle(board.model, "a", "B"))
    const before = board.model.view()
    board.undo()
    expect(mainDifference(before, board.model.view())).toEqual({ thing: "card", name: "A", key: "title", others: 0 })
  })
})
