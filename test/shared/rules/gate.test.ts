import { describe, expect, it } from "vitest"
import type { Change } from "../../../shared/change/change.ts"
import type { Json } from "../../../shared/json.ts"
import type { Registers } from "../../../shared/model/board-view.ts"
import { cardPromise } from "../../../shared/promises/questions.ts"
import {
  type Gate,
  type GateBoard,
  isHandedOver,
  isOverLimit,
  judgeExit,
  judgeGate,
  missingSignatures,
  signatureCount,
} from "../../../shared/rules/gate.ts"
import { type Ask, Desk, TESTERS, to } from "../handoff/desk.ts"

const OPEN: Gate = { signatures: false, handoff: false, fields: [], wip: "off" }
const CHECKS: Registers = {
  "h:list": { name: "Ready", rank: "a" },
  "c:states": { list: "list", text: "Error states", rank: "a", roles: ["test", "dev"] },
  "c:constructor": { list: "list", text: "Build is green", rank: "b", roles: ["dev"] },
  "c:free": { list: "list", text: "Told the others", rank: "c", roles: [] },
}
const sign = (check: string, role: string): Ask => ({ kind: "check.sign", card: "c1", check, role })

/** Lanes design → dev → test → done, a card c1 with checks, and the gate that stands at some of them. */
function stage(gates: Readonly<Record<string, Partial<Gate>>>, card: Registers = {}, where = "dev") {
  const desk = new Desk("c1")
  desk.checks.set("c1/states", { roles: ["test", "dev"], textHash: "s" })
  desk.checks.set("c1/constructor", { roles: ["dev"], textHash: "b" })
  const lanes = Object.fromEntries(
    ["design", "dev", "test", "done"].map((id, i) => {
      const gate = gates[id]
      return [id, { name: id, rank: `a${i}`, wip: 2, ...(gate ? { gate: { ...OPEN, ...gate } } : {}) } as Registers]
    }),
  )
  const counts: Record<string, number> = {}
  let place: Json = [where, "a0"]
  const board: GateBoard = {
    lane: (id) => lanes[id],
    card: () => ({ place, ...CHECKS, ...card }),
    promise: (id) => cardPromise(desk.promises, id),
    cardsIn: (lane) => counts[lane] ?? 0,
    isHandedOver: (id) => isHandedOver(cardPromise(desk.promises, id)),
    laneIds: () => Object.keys(lanes),
  }
  const change = (lane: string): Change => ({
    kind: "set",
    root: "cards",
    id: "c1",
    key: "place",
    from: place,
    to: [lane, "a1"],
  })
  const judge = (lane: string) => judgeGate(change(lane), board, "member")
  /** Moves it, if the gate lets it. */
  const move = (lane: string): string => {
    const refusal = judge(lane)
    if (refusal) return refusal.rule
    const from = place
    place = [lane, "a1"]
    desk.write({ actor: desk.ledger[0]!.actor, kind: "card.moved", card: "c1", key: "place", from, to: place })
    return "moved"
  }
  return { desk, board, counts, judge, move }
}

describe("a gate", () => {
  it("[G1] names the items and the roles that have not signed, and opens with the last signature", () => {
    const { desk, judge, board } = stage({ dev: { signatures: true } })
    desk.must("bo", sign("states", "test"))
    expect(judge("test")).toEqual({
      rule: "G1",
      data: {
        checks: ["states", "constructor"],
        texts: ["Error states", "Build is green"],
        roles: ["dev", "dev"],
      },
    })
    expect(signatureCount(board.card("c1")!, board.promise("c1"))).toEqual({ signed: 1, needed: 3 })
    desk.must("dev", sign("states", "dev"))
    desk.must("dev", sign("constructor", "dev"))
    expect(judge("test")).toBeUndefined()
  })

  it("[G1] closes again when a signature is taken back, or the text that was signed has changed", () => {
    const { desk, board } = stage({ dev: { signatures: true } })
    for (const [name, ask] of [
      ["bo", sign("states", "test")],
      ["dev", sign("states", "dev")],
      ["dev", sign("constructor", "dev")],
    ] as const)
      desk.must(name, ask)
    const missing = () =>
      missingSignatures(board.card("c1")!, board.promise("c1")).map(({ check, role }) => `${check} ${role}`)
    desk.must("dev", { kind: "check.unsign", card: "c1", check: "constructor" })
    expect(missing()).toEqual(["constructor dev"])
    desk.write({ actor: desk.ledger[0]!.actor, kind: "check.voided", card: "c1", data: { check: "states" } })
    expect(missing()).toEqual(["states test", "states dev", "constructor dev"])
  })

  it("is open backward and within the lane", () => {
    const { judge } = stage({ dev: { signatures: true, handoff: true, fields: ["f:size"], wip: "hard" } })
    expect(judge("design")).toBeUndefined()
    expect(judge("dev")).toBeUndefined()
    expect(judge("nowhere")).toBeUndefined()
    expect(judge("test")?.rule).toBe("G1")
  })

  it.each<readonly [string, Registers, string | undefined]>([
    ["absent", {}, "G2"],
    ["empty", { "f:size": "" }, "G2"],
    ["put away", { "f:size": null }, "G2"],
    ["zero", { "f:size": 0 }, undefined],
    ["filled", { "f:size": "L" }, undefined],
  ])("[G2] asks for a field: %s", (_, card, rule) => {
    expect(stage({ dev: { fields: ["f:size"] } }, card).judge("test")?.rule).toBe(rule)
  })

  it("[G3] keeps a full lane closed where the limit is hard, and only there", () => {
    for (const [wip, rule] of [
      ["off", undefined],
      ["soft", undefined],
      ["hard", "G3"],
    ] as const) {
      const { counts, judge, board } = stage({ dev: { wip } })
      counts.test = 1
      expect(judge("test")).toBeUndefined()
      counts.test = 2
      expect(judge("test")?.rule).toBe(rule)
      expect(isOverLimit("test", board)).toBe(true)
    }
  })

  it("[G4] wants a handoff that was accepted in this lane, and not one from before", () => {
    const { desk, move } = stage({ dev: { handoff: true }, test: { handoff: true } })
    expect(move("test")).toBe("G4")
    desk.offer("ana", to("dev"))
    expect(move("test")).toBe("G4")
    desk.accept("dev")
    expect(move("test")).toBe("moved")
    expect(move("done")).toBe("G4")
    desk.offer("dev", TESTERS, { id: "h2" })
    desk.accept("bo", "h2")
    expect(move("done")).toBe("moved")
  })

  it("[G4] counts no take-over, and none that was sent back or that is followed by another offer", () => {
    const { desk, judge } = stage({ dev: { handoff: true } })
    desk.draft("lea", to("bo"))
    desk.must("lea", { kind: "handoff.take-over", handoff: "h1", reason: "urgent" })
    expect(judge("test")?.rule).toBe("G4")
    desk.offer("lea", TESTERS, { id: "h2" })
    desk.accept("bo", "h2")
    expect(judge("test")).toBeUndefined()
    desk.must("bo", { kind: "handoff.send-back", handoff: "h2", reason: "no account" })
    expect(judge("test")?.rule).toBe("G4")
    desk.must("lea", { kind: "handoff.offer", handoff: "h2" })
    desk.accept("bo", "h2")
    desk.offer("bo", to("raj"), { id: "h3" })
    expect(judge("test")?.rule).toBe("G4")
  })

  it("is not gone around by going back and jumping over its lane", () => {
    const { move } = stage({ test: { signatures: true } }, {}, "test")
    expect(move("done")).toBe("G1")
    expect(move("dev")).toBe("moved")
    expect(move("done")).toBe("G1")
    expect(move("test")).toBe("moved")
  })

  it("lets a card past once, to one lane, on a lead’s word with a reason", () => {
    const { desk, move } = stage({ dev: { signatures: true } })
    const override: Ask = { kind: "gate.override", card: "c1", lane: "test", reason: "customer waits" }
    expect(desk.rule("dev", override)).toBe("H6")
    expect(desk.rule("lea", { ...override, reason: " " } as Ask)).toBe("H12")
    desk.must("lea", override)
    expect(move("done")).toBe("G1")
    expect(move("test")).toBe("moved")
    expect(move("dev")).toBe("moved")
    expect(move("test")).toBe("G1")
  })

  it("[H17] a card on its way to somebody is not archived; before and after it is", () => {
    const { desk, board } = stage({})
    const archive: Change = { kind: "set", root: "cards", id: "c1", key: "archived", from: null, to: true }
    desk.draft("ana", to("bo"))
    expect(judgeGate(archive, board, "member")).toBeUndefined()
    desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
    expect(judgeGate(archive, board, "member")).toEqual({ rule: "H17", data: { handoff: "h1" } })
    expect(judgeGate({ ...archive, from: true, to: null }, board, "member")).toBeUndefined()
    desk.accept("bo")
    expect(judgeGate(archive, board, "member")).toBeUndefined()
  })

  it("speaks before an offer to a lane: everything but the handoff itself, and nothing to other targets", () => {
    const { desk, board, counts } = stage({ dev: { signatures: true, handoff: true, wip: "hard" } })
    const lane = (id: string) => judgeExit("c1", { kind: "lane", id }, board)?.rule
    expect([lane("test"), lane("design"), lane("dev")]).toEqual(["G1", undefined, undefined])
    expect(judgeExit("c1", TESTERS, board)).toBeUndefined()
    for (const [name, ask] of [
      ["bo", sign("states", "test")],
      ["dev", sign("states", "dev")],
      ["dev", sign("constructor", "dev")],
    ] as const)
      desk.must(name, ask)
    expect(lane("test")).toBeUndefined()
    counts.test = 2
    expect(lane("test")).toBe("G3")
  })

  const made = (lane: string): Change => ({ kind: "created", root: "cards", id: "n", value: { place: [lane, "a"] } })

  it.each([
    ["design", undefined],
    ["dev", undefined],
    ["test", "G5"],
    ["done", "G5"],
  ] as const)("[G5] lets a new card begin before it and in its own lane, not behind it: %s", (lane, rule) => {
    const { board } = stage({ dev: { signatures: true } })
    expect(judgeGate(made(lane), board, "member")?.rule).toBe(rule)
    expect(judgeGate(made(lane), board, "lead")).toBeUndefined()
  })

  it("[G5] names the first lane with a gate, also to a card that comes from no lane, and not for a gate that asks nothing", () => {
    const { board } = stage({ dev: { fields: ["next"] }, test: { handoff: true } })
    expect(judgeGate(made("done"), board, "member")).toEqual({ rule: "G5", data: { lane: "dev" } })
    const place = { kind: "set", root: "cards", id: "c1", key: "place", to: ["done", "a"] } as const
    for (const from of [null, ["nowhere", "a"]]) expect(judgeGate({ ...place, from }, board, "member")?.rule).toBe("G5")
    expect(judgeGate(made("done"), stage({ dev: { wip: "hard" } }).board, "member")).toBeUndefined()
  })
})
