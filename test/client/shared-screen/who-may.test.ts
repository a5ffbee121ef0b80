import { describe, expect, it } from "vitest"
import { signersOf } from "../../../client/shared-screen/who-may.ts"
import type { Command } from "../../../shared/command/command.ts"
import type { PartyBoard } from "../../../shared/handoff/parties.ts"
import type { HuddleAction } from "../../../shared/huddle/huddle.ts"
import type { CardPromise } from "../../../shared/promises/fold.ts"
import type { Person } from "../../../shared/wire/http.ts"

const person = (name: string, role: Person["role"], ...crewRoles: string[]): Person => ({
  ...{ actor: `user:${name.toLowerCase()}`, name, role, crewRoles },
})
const PEOPLE = [
  person("Zoe", "member", "test"),
  person("Ana", "member", "dev"),
  person("Lea", "lead"),
  person("Vi", "viewer", "test"),
  person("Wall", "shared"),
  person("Gone", null),
]
const CARD = {
  accountable: "user:ana",
  signatures: { k: [{ by: "user:zoe" }] },
  comments: { 7: "user:ana" },
} as unknown as CardPromise
const ACTION = { seq: 9, person: "user:zoe" } as HuddleAction
const BOARD: PartyBoard = { accountable: () => null, crewOf: () => [], crewRolesOf: () => [] }
const MODEL = { promise: () => CARD, handoff: () => undefined, actions: () => [ACTION] }

const names = (command: object) => {
  const { likely, others } = signersOf({ id: "command-1", card: "c", ...command } as Command, PEOPLE, MODEL, BOARD)
  return [likely, others].map((people) => people.map(({ name }) => name).join(" "))
}

describe("who stands first on a shared screen", () => {
  it.each([
    ["signing", { kind: "check.sign", check: "k", role: "test" }, "Zoe", "Ana Lea"],
    ["taking a signature off", { kind: "check.unsign", check: "k" }, "Zoe", "Ana Lea"],
    ["putting down", { kind: "card.release" }, "Ana Lea", "Zoe"],
    ["letting through", { kind: "gate.override", lane: "l", reason: "r" }, "Lea", "Ana Zoe"],
    ["changing a comment", { kind: "comment.edit", comment: 7, text: "t" }, "Ana", "Lea Zoe"],
    ["removing a comment", { kind: "comment.remove", comment: 7 }, "Ana Lea", "Zoe"],
    ["speaking for an action", { kind: "huddle.act", huddle: "h", text: "t", person: "user:zoe" }, "Zoe", "Ana Lea"],
    ["ending an action", { kind: "huddle.action.done", action: 9 }, "Zoe", "Ana Lea"],
    ["taking", { kind: "card.take" }, "Ana Lea Zoe", ""],
  ])("%s: those who can, by name; viewers, screens and former people never", (_name, command, likely, others) => {
    expect(names(command)).toEqual([likely, others])
  })
})
