/** What is written for people about the rules and the states says what the code does. */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { capabilityOf } from "../../../shared/command/capability.ts"
import { RULES } from "../../../shared/errors.ts"
import { type HandoffAction, TRANSITIONS, transitionOf } from "../../../shared/handoff/transitions.ts"
import { HUDDLE_TABLE, type HuddleCommandKind, huddleRow } from "../../../shared/huddle/table.ts"
import { can } from "../../../shared/rules/permission.ts"

const read = (name: string) => readFileSync(new URL(`../../../shared/${name}`, import.meta.url), "utf8")
const cells = (line: string) =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim())
const rows = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map(cells)
    .slice(2)

describe("the documents", () => {
  it("STATES.md has the table of transitions, row by row", () => {
    const expected = (Object.keys(TRANSITIONS) as HandoffAction[]).map((action) => {
      const { from, who, to, accountable, needsReason, entry } = transitionOf(action)
      return [action, from.join(", "), who.join(", "), to, accountable, needsReason ? "yes" : "", entry]
    })
    expect(rows(read("handoff/STATES.md"))).toEqual(expected)
  })

  it("HUDDLE.md has the table of commands, row by row", () => {
    const expected = (Object.keys(HUDDLE_TABLE) as HuddleCommandKind[]).map((kind) => {
      const { who, entry } = huddleRow(kind)
      return [kind, who.join(", "), can("shared", capabilityOf(kind)) ? "yes" : "", entry]
    })
    expect(rows(read("huddle/HUDDLE.md"))).toEqual(expected)
  })

  it("RULES.md has a line for every rule, and for no other", () => {
    const ids = rows(read("RULES.md")).map(([id]) => id)
    expect(ids.sort()).toEqual(Object.keys(RULES).sort())
  })
})
