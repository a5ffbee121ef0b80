import { describe, expect, it } from "vitest"
import {
  addChecklist,
  addChecks,
  linesOf,
  moveCheckBy,
  moveCheckToList,
  removeChecklist,
  renameChecklist,
  setCheckText,
  tick,
  toggleCheckRole,
} from "../../../client/card/checklists/checklist-edits.ts"
import {
  block,
  createLabel,
  type Edited,
  moveToEndOf,
  removeLabel,
  setCrew,
  setDue,
  setExcerpt,
  setField,
  setNext,
  setRecord,
  setSeverity,
  setTitle,
  unblock,
} from "../../../client/card/edits.ts"
import { apply } from "../../../shared/change/apply.ts"
import type { Change } from "../../../shared/change/change.ts"
import { EMPTY_BOARD, type Registers } from "../../../shared/model/board-view.ts"
import { checklistsOf } from "../../../shared/model/card.ts"
import { judge } from "../../../shared/rules/judge.ts"
import { BOARD } from "./support/board.ts"

const card: Edited = { id: "card", registers: BOARD.cards!.card! }
const board = { liveCards: 1, lanes: 2, checksOf: () => 2, rowsOf: () => 0 }

/** The card after the changes, each of which must be one that the rules let a member make. */
function cardAfter(changes: readonly Change[], from: Edited = card): Registers {
  for (const change of changes) expect(judge(change, "member", board)).toBeUndefined()
  const view = changes.reduce(apply, { ...EMPTY_BOARD, cards: new Map([[from.id, from.registers]]) })
  return view.cards.get(from.id)!
}
const listsAfter = (changes: readonly Change[]) =>
  checklistsOf(cardAfter(changes)).map((list) => [list.name, list.checks.map((check) => check.text)])
const list = checklistsOf(card.registers)[0]!
const [one, two] = list.checks as [(typeof list.checks)[0], (typeof list.checks)[0]]

describe("a card's fields as changes", () => {
  it("knows what stood there before", () => {
    expect(setTitle(card, " New \n title ")).toEqual([
      { kind: "set", root: "cards", id: "card", key: "title", from: "Fix the door", to: "New title" },
    ])
  })
  it.each<readonly [string, readonly Change[]]>([
    ["the same title", setTitle(card, "Fix the door")],
    ["an empty title", setTitle(card, "  ")],
    ["a block without a reason", block(card, " ")],
    ["the lane that it is in", moveToEndOf(card, "todo", "a9", 1)],
    ["routine, where no severity is set", setSeverity(card, "routine")],
    ["a label that is not on it", removeLabel(card, "web")],
    ["a label without a name", createLabel(card, { id: "new", name: " ", color: "red" })],
    ["an item moved past the end", moveCheckBy(card, list, two, 1, 1)],
    ["an item moved before the start", moveCheckBy(card, list, one, -1, 1)],
    ["an item without words", setCheckText(card, one, "")],
  ])("makes no change of %s", (_, changes) => expect(changes).toEqual([]))

  it("puts away what is cleared", () => {
    expect(cardAfter(setNext(card, ""))).not.toHaveProperty("next")
    expect(
      cardAfter(setDue({ ...card, registers: { ...card.registers, due: "2026-11-24" } }, null)),
    ).not.toHaveProperty("due")
    expect(cardAfter(setCrew({ ...card, registers: { "r:dev": { person: "Ana" } } }, "dev", " "))).not.toHaveProperty(
      "r:dev",
    )
    expect(cardAfter(setField(card, "points", ""))).not.toHaveProperty("f:points")
    expect(cardAfter(unblock({ ...card, registers: { blocked: { reason: "rain" } } }))).not.toHaveProperty("blocked")
  })
  it("moves the card behind the last one of a lane", () => {
    const place = cardAfter(moveToEndOf(card, "doing", "a5", 77)).place as [string, string]
    expect(place[0]).toBe("doing")
    expect(place[1] > "a5").toBe(true)
  })
  it("makes a label and puts it on in one step", () => {
    const changes = createLabel(card, { id: "new", name: " Fire  safety ", color: "orange" })
    expect(changes.map((change) => ("key" in change ? change.key : ""))).toEqual(["l:new", "l:new"])
    expect(changes[0]).toMatchObject({ kind: "set-meta", to: { name: "Fire safety", color: "orange" } })
    expect(cardAfter(changes)).toHaveProperty("l:new", true)
  })
  it.each(["javascript:alert(1)", "data:text/html,x", "//example.org", "https://a b", "java\tscript:x", "vbscript:x"])(
    "links no record at %s",
    (url) => expect(setRecord(card, "k1", { system: "S", url, id: "" })).toBeUndefined(),
  )
  it("links a record and keeps its place when it is edited", () => {
    const kept = { ...card, registers: { "k:k1": { system: "Old", url: "https://a.example", rank: "a7" } } }
    const changes = setRecord(kept, "k1", { system: "Jira", url: " https://jira.example/X-1 ", id: "X-1" })
    expect(cardAfter(changes!, kept)).toEqual({
      "k:k1": { system: "Jira", url: "https://jira.example/X-1", id: "X-1", rank: "a7" },
    })
  })
  it("keeps the first 200 characters of the description, never half a character", () => {
    const excerpt = cardAfter(setExcerpt(card, `${"a".repeat(198)}😀${"b".repeat(50)}`)).excerpt as string
    expect(excerpt).toBe(`${"a".repeat(198)}…`)
  })
})

describe("checklists as changes", () => {
  it("adds a list after the others", () => {
    expect(listsAfter(addChecklist(card, "next", "After", 5)).at(-1)).toEqual(["After", []])
  })
  it("adds many items in the order in which they were pasted", () => {
    let made = 0
    const texts = linesOf("- [ ] third\r\n\n 2. fourth\n* [x] fifth")
    const changes = addChecks(card, { list, texts, newId: () => `n${made++}`, jitter: () => 1 })
    expect(listsAfter(changes)).toEqual([[list.name, ["Key fits", "Door closes", "third", "fourth", "fifth"]]])
  })
  it("swaps neighbours and keeps everything else of an item", () => {
    expect(listsAfter(moveCheckBy(card, list, two, -1, 9))).toEqual([[list.name, ["Door closes", "Key fits"]]])
    expect(cardAfter(moveCheckBy(card, list, one, 1, 9))["c:one"]).toMatchObject({
      roles: ["tester"],
      text: "Key fits",
    })
  })
  it("moves an item to the end of another list", () => {
    const withOther = { ...card, registers: { ...card.registers, "h:b": { name: "B", rank: "a2" } } }
    const [, b] = checklistsOf(withOther.registers)
    const lists = checklistsOf(cardAfter(moveCheckToList(withOther, one, b!, 3), withOther))
    expect(lists.map(({ checks }) => checks.map((check) => check.text))).toEqual([["Door closes"], ["Key fits"]])
  })
  it("removes a list with its items and ticks", () => {
    const left = cardAfter(removeChecklist(card, list))
    expect(Object.keys(left).filter((key) => /^[hcd]:/.test(key))).toEqual([])
  })
  it("ticks, unticks, renames and asks for signatures", () => {
    expect(cardAfter(tick(card, two, true))["d:two"]).toBe(true)
    expect(cardAfter(tick(card, one, false))).not.toHaveProperty("d:one")
    expect(cardAfter(renameChecklist(card, list, "Last look"))["h:list"]).toEqual({ name: "Last look", rank: "a1" })
    expect(cardAfter(toggleCheckRole(card, two, "dev"))["c:two"]).toMatchObject({ roles: ["dev"] })
    expect(cardAfter(toggleCheckRole(card, one, "tester"))["c:one"]).toMatchObject({ roles: [] })
  })
})
