import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Json } from "../../../shared/json.ts"
import { checkRegister, type RootName } from "../../../shared/model/keys.ts"
import { drawBoard } from "../../support/arbitraries.ts"

type Case = readonly [root: RootName, key: string, value: Json]
const FINE: readonly Case[] = [
  ["meta", "name", "Ward 4"],
  ["meta", "version", 1],
  ["meta", "l:red", { name: "", color: "red" }],
  ["meta", "f:size", { name: "Size", type: "choice", options: ["S", "M"], rank: "a0" }],
  ["meta", "r:nurse", { name: "Nurse" }],
  ["meta", "s:about", "words"],
  ["meta", "s:sound", false],
  ["meta", "a:walk", { name: "The pass", seconds: 60, rank: "a0", out: true }],
  ["meta", "a:cheers", {}],
  ["meta", "nextHuddle", "2026-11-25T07:15Z"],
  ["lanes", "name", ""],
  ["lanes", "kind", "pass"],
  ["lanes", "wip", 1],
  ["lanes", "target", 525_600],
  ["lanes", "gate", { signatures: true, handoff: false, fields: ["due"], wip: "soft" }],
  ["lanes", "crew", ["nurse"]],
  ["sheets", "to", { kind: "role", id: "nurse" }],
  ["lanes", "archived", true],
  ["cards", "place", ["lane", "a0V"]],
  ["cards", "title", "x".repeat(500)],
  ["cards", "due", "2026-02-28"],
  ["cards", "due", "2026-02-28T12:30Z"],
  ["cards", "due", "2026-02-28T12:30:00.000Z"],
  ["cards", "severity", "critical"],
  ["cards", "blocked", { reason: "no key" }],
  ["cards", "l:constructor", true],
  ["cards", "r:nurse", { person: "" }],
  ["cards", "f:size", 4.5],
  ["cards", "h:list", { name: "Ready", rank: "a0" }],
  ["cards", "c:item", { list: "list", text: "", rank: "a0", roles: [] }],
  ["cards", "d:item", true],
  ["cards", "k:link", { system: "Tickets", url: "HTTPS://x.example/1" }],
  ["cards", "k:link", { system: "Mail", url: "mailto:a@x.example", id: "1", rank: "a0" }],
  ["cards", "title", null],
  ["sheets", "f:who", { deep: { er: [1] } }],
]
const BAD_VALUE: readonly Case[] = [
  ["meta", "name", ""],
  ["meta", "version", 2],
  ["meta", "l:red", { name: "x", color: "crimson" }],
  ["meta", "l:red", { name: "x", color: "red", more: 1 }],
  ["meta", "f:size", { name: "Size", type: "formula", rank: "a0" }],
  ["meta", "a:walk", { seconds: 5 }],
  ["meta", "a:walk", { seconds: 3_601 }],
  ["meta", "a:walk", { out: false }],
  ["meta", "a:walk", { name: "x", more: 1 }],
  ["meta", "nextHuddle", "2026-11-25"],
  ["meta", "nextHuddle", "07:15"],
  ["lanes", "kind", "parked"],
  ["lanes", "wip", 0],
  ["lanes", "wip", 1.5],
  ["lanes", "archived", false],
  ["lanes", "rank", ""],
  ["lanes", "rank", "a-b"],
  ["lanes", "gate", { constructor: 0 }],
  ["lanes", "gate", { signatures: true }],
  ["sheets", "to", { kind: "team", id: "nurse" }],
  ["meta", "t:four-w", { id: "four-w" }],
  ["cards", "place", ["lane"]],
  ["cards", "place", ["lane", "a0", "more"]],
  ["cards", "place", "lane"],
  ["cards", "place", ["__proto__", "a0"]],
  ["cards", "title", "x".repeat(501)],
  ["cards", "title", 7],
  ["cards", "due", "tomorrow"],
  ["cards", "due", "2026-02-28T12:30:00+01:00"],
  ["cards", "blocked", { reason: "" }],
  ["cards", "blocked", true],
  ["cards", "l:red", false],
  ["cards", "d:item", 1],
  ["cards", "f:size", true],
  ["cards", "k:link", { system: "x", url: "javascript:alert(1)" }],
  ["cards", "k:link", { system: "x", url: "data:text/html,x" }],
  ["cards", "k:link", { system: "x", url: " https://x.example" }],
  ["cards", "k:link", { system: "x", url: "https://x.example/a b" }],
  ["cards", "c:item", { list: "list", text: "x", rank: "a0" }],
  ["cards", "c:item", { list: "list", text: "x", rank: "a0", roles: Array(9).fill("r") }],
  ["sheets", "f:who", [{ constructor: 1 }]],
  ["sheets", "f:who", JSON.parse(`${"[".repeat(5_000)}${"]".repeat(5_000)}`) as Json],
]
const UNKNOWN_KEY: readonly Case[] = [
  ["meta", "title", "x"],
  ["meta", "x:1", true],
  ["lanes", "color", "red"],
  ["cards", "toString", "x"],
  ["cards", "__proto__", "x"],
  ["cards", "constructor", "x"],
  ["cards", "l:", true],
  ["cards", ":a", true],
  ["cards", "l:a b", true],
  ["cards", "l:__proto__", true],
  ["cards", "", "x"],
  ["cards", `l:${"a".repeat(65)}`, true],
  ["sheets", "title", "x"],
]

describe("what a register may hold", () => {
  it.each(FINE)("[E1] takes %s %s = %j", (root, key, value) => {
    expect(checkRegister(root, key, value)).toBe("fine")
  })
  it.each(BAD_VALUE)("[E1] refuses the value of %s %s", (root, key, value) => {
    expect(checkRegister(root, key, value)).toBe("bad-value")
  })
  it.each(UNKNOWN_KEY)("[E2] knows no %s %s", (root, key, value) => {
    expect(checkRegister(root, key, value)).toBe("unknown-key")
  })

  it("takes every register of every board that the random boards hold", () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const view = drawBoard(draw)
        const things = (["lanes", "cards", "sheets"] as const).flatMap((root) =>
          [...view[root].values()].flatMap((thing) => Object.entries(thing).map((entry) => [root, ...entry] as const)),
        )
        for (const [root, key, value] of things) expect(checkRegister(root, key, value), `${root} ${key}`).toBe("fine")
        for (const [key, value] of Object.entries(view.meta)) expect(checkRegister("meta", key, value)).toBe("fine")
      }),
    )
  })
})
