import { describe, expect, it } from "vitest"
import { judgeTick } from "../../../shared/handoff/finish-checks.ts"
import type { Handoff, HandoffState } from "../../../shared/handoff/handoff.ts"
import type { PartyBoard } from "../../../shared/handoff/parties.ts"
import type { ActorId } from "../../../shared/ids.ts"
import type { Json } from "../../../shared/json.ts"
import type { BoardRole } from "../../../shared/rules/permission.ts"

const BOARD: PartyBoard = {
  accountable: () => "user:bo" as ActorId,
  crewOf: () => ["user:mia"],
  crewRolesOf: () => [],
}
const handoff = (state: HandoffState, offers = 1) =>
  ({
    ...{ state, offers, card: "card", sender: "user:ana", to: null, declinedBy: [], receiver: "user:bo", doer: null },
    finishFields: ["done_when"],
  }) as unknown as Handoff

const row = (more: object = {}): Json => ({ field: "done_when", rank: "a", text: "A guest can pay", ...more })
const TICK = { key: "i:d1", from: row(), to: row({ done: true }) }
const someone = (name: string, role: BoardRole = "member") => ({ actor: name as ActorId, role, crewRoles: ["test"] })
const verdict = (change: { key: string; from?: Json; to: Json }, who = someone("user:nia"), of = handoff("accepted")) =>
  judgeTick(change, of, who, BOARD)?.rule ?? "fine"

describe("[E12] a check by which a handoff is done", () => {
  it.each<readonly [string, string, BoardRole, string]>([
    ["whoever has the card", "user:bo", "member", "fine"],
    ["its crew", "user:mia", "member", "fine"],
    ["a lead", "user:lea", "lead", "fine"],
    ["a screen around which they stand", "shared:room", "shared", "fine"],
    ["its sender", "user:ana", "member", "E12"],
    ["anybody else with a right to edit", "user:nia", "member", "E12"],
    ["a crew member who may only look", "user:mia", "viewer", "E12"],
  ])("by %s: %s %s → %s", (_who, actor, role, rule) => {
    expect(verdict(TICK, someone(actor, role))).toBe(rule)
  })

  it.each<readonly [HandoffState, string]>([
    ["offered", "E12"],
    ["questioned", "E12"],
    ["expired", "E12"],
    ["accepted", "fine"],
    ["done", "E12"],
    ["verified", "E12"],
    ["returned", "E12"],
    ["withdrawn", "E12"],
    ["cancelled", "E12"],
  ])("by whoever has the card, while it is %s: %s", (state, rule) => {
    expect(verdict(TICK, someone("user:bo"), handoff(state))).toBe(rule)
    expect(verdict(TICK, someone("shared:room", "shared"), handoff(state))).toBe(rule)
  })

  it.each<readonly [string, { key: string; from?: Json; to: Json }, string]>([
    ["ticked", TICK, "E12"],
    ["unticked", { key: "i:d1", from: row({ done: true }), to: row() }, "E12"],
    ["said not to apply", { key: "i:d1", from: row(), to: row({ notApplicable: "no guests" }) }, "E12"],
    [
      "not to apply for another reason",
      { key: "i:d1", from: row({ notApplicable: "a" }), to: row({ notApplicable: "b" }) },
      "E12",
    ],
    [
      "ticked together with other words",
      { key: "i:d1", from: row(), to: row({ text: "Guests pay", done: true }) },
      "E12",
    ],
    ["added, ticked already", { key: "i:d2", from: null, to: row({ done: true }) }, "E12"],
    [
      "brought over from another list, ticked",
      { key: "i:d2", from: row({ field: "watch" }), to: row({ done: true }) },
      "E12",
    ],
    ["added", { key: "i:d2", from: null, to: row() }, "fine"],
    [
      "put in other words",
      { key: "i:d1", from: row({ done: true }), to: row({ text: "Guests pay", done: true }) },
      "fine",
    ],
    ["removed", { key: "i:d1", from: row({ done: true }), to: null }, "fine"],
    ["taken off with a reason", { key: "i:d1", from: row({ done: true }), to: row({ off: "cleared" }) }, "fine"],
    ["of another list", { key: "i:w1", from: row({ field: "walk" }), to: row({ field: "walk", done: true }) }, "fine"],
    ["another field", { key: "f:when", from: "Friday", to: "Monday" }, "fine"],
  ])("is %s by somebody else", (_what, change, rule) => {
    expect(verdict(change)).toBe(rule)
  })

  it("is nobody's word in a draft, or on a sheet without a handoff", () => {
    expect(verdict(TICK, someone("user:nia"), handoff("draft", 0))).toBe("fine")
    expect(judgeTick(TICK, undefined, someone("user:nia"), BOARD)).toBeUndefined()
  })
})
