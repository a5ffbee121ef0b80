import { describe, expect, it } from "vitest"
import { isPlainCharacter, SHORTCUTS, type Shortcut, shortcutOf } from "../../../client/board/keys/shortcuts.ts"
import { board as words } from "../../../client/words/en/board.ts"

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "shiftKey" | "altKey", boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

describe("shortcuts", () => {
  it.each([
    ["/", {}, "search"],
    ["?", { shiftKey: true }, "help"],
    ["n", {}, "new-card"],
    ["N", { shiftKey: true }, "numbers"],
    ["z", { ctrlKey: true }, "undo"],
    ["z", { metaKey: true }, "undo"],
    ["Z", { ctrlKey: true, shiftKey: true }, "redo"],
    ["y", { ctrlKey: true }, "redo"],
    ["F2", {}, "edit"],
    [" ", {}, "lift"],
    ["F10", { shiftKey: true }, "menu"],
    ["E", { shiftKey: true }, undefined],
    ["n", { ctrlKey: true }, undefined],
    ["x", { altKey: true }, undefined],
    ["q", {}, undefined],
  ])("%s with %j is %s", (key, held, id) => {
    expect(shortcutOf(press(key, held))).toBe(id)
  })

  it("mean one thing each", () => {
    const keys = (Object.values(SHORTCUTS) as Shortcut[])
      .filter(({ group }) => group !== "carrying")
      .flatMap((shortcut) => shortcut.keys)
    expect(keys).toHaveLength(new Set(keys).size)
  })

  it("all have their words in the sheet", () => {
    expect(Object.keys(words.shortcutNames).sort()).toEqual(Object.keys(SHORTCUTS).sort())
  })

  it("can be told apart from those that are plain characters", () => {
    expect(isPlainCharacter(press("n"))).toBe(true)
    expect(isPlainCharacter(press(" "))).toBe(false)
    expect(isPlainCharacter(press("Enter"))).toBe(false)
    expect(isPlainCharacter(press("z", { ctrlKey: true }))).toBe(false)
  })
})
