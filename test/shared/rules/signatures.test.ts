import { describe, expect, it } from "vitest"
import type { Change } from "../../../shared/change/change.ts"
import type { Json } from "../../../shared/json.ts"
import { voidedCheck } from "../../../shared/rules/signatures.ts"
import { Desk } from "../handoff/desk.ts"

const item = (text: string, roles: readonly string[] = ["test"]): Json => ({ list: "l", text, rank: "a", roles })
const change = (check: string, from: Json, to: Json): Change => ({
  kind: "set",
  root: "cards",
  id: "c1",
  key: `c:${check}`,
  from,
  to,
})

describe("the names under an item", () => {
  const desk = new Desk("c1")
  desk.checks.set("c1/states", { roles: ["test"], textHash: "x" })
  desk.must("bo", { kind: "check.sign", card: "c1", check: "states", role: "test" })

  it.each<readonly [string, Change, string | undefined]>([
    ["go when its words change", change("states", item("Error states"), item("All states")), "states"],
    ["go when it goes", change("states", item("Error states"), null), "states"],
    [
      "stay when it is moved or asks for another role",
      change("states", item("Error states"), item("Error states", ["dev"])),
      undefined,
    ],
    ["are not there to go where nobody signed", change("other", item("a"), item("b")), undefined],
    ["are not there to go under an odd id", change("constructor", item("a"), item("b")), undefined],
    [
      "stay when something else of the card changes",
      { kind: "set", root: "cards", id: "c1", key: "title", from: "a", to: "b" },
      undefined,
    ],
  ])("%s", (_, observed, check) => {
    expect(voidedCheck(observed, desk.card())).toBe(check)
  })
})
