import { describe, expect, it } from "vitest"
import type { Change } from "../../../shared/change/change.ts"
import { FOUR_W } from "../../../shared/handoff/templates/four-w.ts"
import type { Json } from "../../../shared/json.ts"
import { LIMITS } from "../../../shared/limits.ts"
import { type JudgedBoard, judge } from "../../../shared/rules/judge.ts"
import type { BoardRole } from "../../../shared/rules/permission.ts"

const QUIET: JudgedBoard = { liveCards: 10, lanes: 4, checksOf: () => 3, rowsOf: () => 3 }
const FULL: JudgedBoard = {
  liveCards: LIMITS.liveCards,
  lanes: LIMITS.lanes,
  checksOf: () => LIMITS.checksPerCard,
  rowsOf: () => LIMITS.rowsPerSheet,
}
const GATE: Json = { signatures: true, handoff: false, fields: [], wip: "off" }
const CHECK: Json = { list: "list", text: "Looks right", rank: "a0", roles: [] }

const set = (root: "lanes" | "cards" | "sheets", key: string, to: Json, from: Json = null): Change => ({
  kind: "set",
  root,
  id: "thing",
  key,
  from,
  to,
})
const created = (root: "lanes" | "cards" | "sheets", value: Readonly<Record<string, Json>>, id = "thing"): Change => ({
  kind: "created",
  root,
  id,
  value,
})
const setMeta = (key: string, to: Json, from: Json = null): Change => ({ kind: "set-meta", key, from, to })
const template = (version: number, more: object = {}): Json => ({ ...FOUR_W, version, ...more }) as unknown as Json
const checks = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`c:i${i}`, CHECK]))

const CARRIED = { field: "x", rank: "a0", text: "Pump 7", carried: true } as const
const carried = (to: Json): Change => set("sheets", "i:a", to, CARRIED)

type Case = readonly [what: string, rule: string | undefined, role: BoardRole, change: Change, board?: JudgedBoard]
const CASES: readonly Case[] = [
  ["a member renaming a card", undefined, "member", set("cards", "title", "New", "Old")],
  ["a lead renaming the board", undefined, "lead", setMeta("name", "Ward 4")],
  ["a member creating a card", undefined, "member", created("cards", { place: ["lane", "a0"], title: "x" })],
  ["a member putting a due date away", undefined, "member", set("cards", "due", null, "2026-01-01")],
  ["a member ticking an item", undefined, "member", set("cards", "d:item", true)],
  ["a member filling a sheet", undefined, "member", set("sheets", "f:who", "Ana")],
  ["a member setting a lane's limit", undefined, "member", set("lanes", "wip", 3)],
  ["a lead closing the gate of a lane", undefined, "lead", set("lanes", "gate", GATE)],
  ["[P2] a member taking the gate off a lane", "P2", "member", set("lanes", "gate", null, GATE)],
  ["[P2] a member letting everybody accept in a lane", "P2", "member", set("lanes", "crew", null, ["test"])],
  ["a lead setting the time to accept between two lanes", undefined, "lead", set("lanes", "w:test", { watch: 20 })],
  ["[P2] a member setting it", "P2", "member", set("lanes", "w:test", { watch: 20 })],
  ["[E1] a time to accept of nothing", "E1", "lead", set("lanes", "w:test", { watch: 0 })],
  ["[P1] a viewer renaming a card", "P1", "viewer", set("cards", "title", "New", "Old")],
  ["[P1] a viewer creating a card", "P1", "viewer", created("cards", {})],
  ["[P1] a kiosk renaming the board", "P1", "kiosk", setMeta("name", "Mine")],
  ["[P1] a viewer removing a card", "P1", "viewer", { ...created("cards", {}), kind: "removed" } as Change],
  ["[E1] a title that is a number", "E1", "member", set("cards", "title", 7)],
  ["[E1] a link that runs a script", "E1", "member", set("cards", "k:a", { system: "x", url: "javascript:x" })],
  ["[E1] a created card with one bad value", "E1", "member", created("cards", { title: "x", due: "soon" })],
  ["[E1] an empty board name", "E1", "lead", setMeta("name", "")],
  ["[E1] a sheet value that Yjs cannot write again", "E1", "member", set("sheets", "f:a", { constructor: 1 })],
  ["[E2] an unknown register", "E2", "member", set("cards", "colour", "red")],
  ["[E2] a card under a bad id", "E2", "member", created("cards", {}, "no spaces please")],
  ["[E2] a card under the id __proto__", "E2", "member", created("cards", {}, "__proto__")],
  ["[E2] a created lane with an unknown register", "E2", "lead", created("lanes", { name: "x", zzz: 1 })],
  ["[E3] a lead removing a card", "E3", "lead", { ...created("cards", {}), kind: "removed" } as Change],
  ["[E3] a member removing a lane", "E3", "member", { ...created("lanes", {}), kind: "removed" } as Change],
  ["[E4] one card more than the board takes", "E4", "member", created("cards", { title: "x" }), FULL],
  ["[E4] restoring a card on a full board", "E4", "member", set("cards", "archived", null, true), FULL],
  ["archiving a card on a full board", undefined, "member", set("cards", "archived", true), FULL],
  ["[E5] one lane more than the board takes", "E5", "lead", created("lanes", { name: "x" }), FULL],
  ["[E6] one checklist item more than a card takes", "E6", "member", set("cards", "c:new", CHECK), FULL],
  [
    "editing an item of a full card",
    undefined,
    "member",
    set("cards", "c:old", CHECK, { ...(CHECK as object), text: "?" } as Json),
    FULL,
  ],
  ["taking an item from a full card", undefined, "member", set("cards", "c:old", null, CHECK), FULL],
  ["[E6] a created card with too many items", "E6", "member", created("cards", checks(LIMITS.checksPerCard + 1))],
  ["a lead saving a template", undefined, "lead", setMeta("t:four-w", template(2))],
  ["a lead saving its next version", undefined, "lead", setMeta("t:four-w", template(3, { name: "x" }), template(2))],
  ["a lead retiring a template", undefined, "lead", setMeta("t:four-w", template(2, { retired: true }), template(2))],
  [
    "a member adding a line to a sheet",
    undefined,
    "member",
    set("sheets", "i:a", { field: "actions", rank: "a0", verb: "" }),
  ],
  ["[E1] a line of no field", "E1", "member", set("sheets", "i:a", { rank: "a0", verb: "" })],
  ["[E1] a line with a part that none has", "E1", "member", set("sheets", "i:a", { field: "x", rank: "a0", poem: "" })],
  ["a carried line taken off with a reason", undefined, "member", carried({ ...CARRIED, off: "mended at noon" })],
  ["a carried line in other words", undefined, "member", carried({ ...CARRIED, text: "Pump 7, left side" })],
  ["[E11] a carried line put away", "E11", "member", carried(null)],
  ["[E11] a carried line taken off without words", "E11", "member", carried({ ...CARRIED, off: " " })],
  ["[E11] a carried line that is no longer called so", "E11", "member", carried({ field: "x", rank: "a0" })],
  ["[E10] one line more than a sheet takes", "E10", "member", set("sheets", "i:a", { field: "x", rank: "a0" }), FULL],
  [
    "changing a line of a full sheet",
    undefined,
    "member",
    set("sheets", "i:a", { field: "x", rank: "a0", text: "b" }, { field: "x", rank: "a0" }),
    FULL,
  ],
  ["[P2] a member saving a template", "P2", "member", setMeta("t:four-w", template(2))],
  [
    "[E9] a version that somebody else has saved meanwhile",
    "E9",
    "lead",
    setMeta("t:four-w", template(3, { name: "mine" }), template(3, { name: "theirs" })),
  ],
  ["[E9] a version that leaves one out", "E9", "lead", setMeta("t:four-w", template(4, { name: "x" }), template(2))],
  ["[E9] going back to an older version", "E9", "lead", setMeta("t:four-w", template(2), template(3, { name: "x" }))],
  ["[E9] a version that is kept", "E9", "lead", setMeta("t:four-w_2", template(2, { name: "x" }), template(2))],
  [
    "[E1] two fields of one key",
    "E1",
    "lead",
    setMeta("t:x", template(1, { fields: [FOUR_W.fields[0], FOUR_W.fields[0]] })),
  ],
  [
    "a created card with as many items as it takes",
    undefined,
    "member",
    created("cards", checks(LIMITS.checksPerCard)),
  ],
]

describe("the judge", () => {
  for (const [what, rule, role, change, board] of CASES)
    it(`${rule ? "refuses" : "lets stand"}: ${what}`, () => {
      expect(judge(change, role, board ?? QUIET)?.rule).toBe(rule)
    })

  it("[E2] names the register that it does not know", () => {
    expect(judge(set("cards", "colour", "red"), "member", QUIET)).toEqual({ rule: "E2", data: { key: "colour" } })
  })
})
