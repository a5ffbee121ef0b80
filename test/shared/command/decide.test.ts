import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { COMMAND } from "../../../shared/command/command.ts"
import { decide } from "../../../shared/command/decide.ts"
import { RULES } from "../../../shared/errors.ts"
import { HANDOFF_STATES } from "../../../shared/handoff/handoff.ts"
import { TRANSITIONS } from "../../../shared/handoff/transitions.ts"
import { LIMITS } from "../../../shared/limits.ts"
import { signaturesOf } from "../../../shared/promises/fold.ts"
import { type Ask, acceptOf, Desk, type Name, PEOPLE, someone, TESTERS } from "../handoff/desk.ts"
import { askOf, reach } from "../handoff/reach.ts"

const desk = (...cards: string[]) => {
  const made = new Desk("c1", ...cards)
  made.checks.set("c1/states", { roles: ["test", "dev"], textHash: "s1" })
  made.checks.set("c1/constructor", { roles: ["test"], textHash: "s2" })
  return made
}
const sign = (check: string, role: string): Ask => ({ kind: "check.sign", card: "c1", check, role })

const ACCEPT = { kind: "handoff.accept", version: 1, channel: "call" }
const lines = (count: number) => Array.from({ length: count }, (_, i) => `a${i}`)

describe("commands", () => {
  it("has one per row of the table, but for the change, which is observed", () => {
    const kinds = COMMAND.def.options.map((option) => String(option.def.shape.kind.def.values[0]))
    const handoffKinds = kinds.filter((kind) => kind.startsWith("handoff.")).map((kind) => kind.slice(8))
    expect(handoffKinds.sort()).toEqual(
      Object.keys(TRANSITIONS)
        .filter((action) => action !== "change")
        .sort(),
    )
  })

  it.each<readonly [string, object, boolean]>([
    ["an arrival in this century", { kind: "handoff.announce", eta: Date.UTC(2026, 10, 24) }, true],
    ["an arrival that no calendar can write", { kind: "handoff.announce", eta: 9e15 }, false],
    ["an arrival before all of this", { kind: "handoff.announce", eta: -1 }, false],
    ["a claim that no calendar can write", { ...ACCEPT, claimedAt: 9e15 }, false],
    ["as many ticks as a sheet can have lines", { ...ACCEPT, ticked: lines(LIMITS.rowsPerSheet) }, true],
    ["more ticks than a sheet can have lines", { ...ACCEPT, ticked: lines(LIMITS.rowsPerSheet + 1) }, false],
  ])("knows %s", (_, ask, isTaken) => {
    expect(COMMAND.safeParse({ id: "command-1", handoff: "h1", ...ask }).success).toBe(isTaken)
  })

  it("[P1] takes nothing from a role that may only look", () => {
    const board = desk()
    for (const ask of [
      { kind: "card.take", card: "c1" },
      sign("states", "test"),
      { kind: "comment.add", card: "c1", text: "Hm" },
    ] as const)
      expect(board.rule("vic", ask)).toBe("P1")
    expect(reach("offered").rule("vic", acceptOf(reach("offered").handoff()))).toBe("P1")
  })

  it.each<readonly [Name, Ask]>([
    ["rule:r1@1", { kind: "card.take", card: "c1" }],
    ["rule:r1@1", { kind: "card.release", card: "c1" }],
    ["rule:r1@1", sign("states", "test")],
    ["system", { kind: "gate.override", card: "c1", lane: "test", reason: "because" }],
    ["system", { kind: "card.take", card: "c1" }],
  ])("[H6] lets %s not say %j, whatever its role", (name, ask) => {
    expect(desk().rule(name, ask)).toBe("H6")
  })

  it("[C3] knows its cards, and none by the name of an object's method", () => {
    const board = desk()
    for (const card of ["c2", "toString", "constructor", "hasOwnProperty"])
      expect(board.rule("ana", { kind: "card.take", card })).toBe("C3")
  })

  it("[H13] knows its handoffs, and none by the name of an object's method", () => {
    for (const handoff of ["h9", "toString", "constructor"])
      expect(desk().rule("ana", { kind: "handoff.offer", handoff })).toBe("H13")
    expect(desk().rule("ana", { kind: "handoff.create", handoff: "h1", card: "c1", template: "nope" })).toBe("H13")
  })

  it("[H6] one's handoff is not made a second time by somebody else, or for another card", () => {
    const board = desk("c2")
    board.draft("ana", TESTERS)
    const again: Ask = { kind: "handoff.create", handoff: "h1", card: "c1", template: "four-w" }
    expect(board.say("ana", again)).toEqual({ ok: true, value: [] })
    expect(board.rule("bo", again)).toBe("H6")
    expect(board.rule("ana", { ...again, card: "c2" } as Ask)).toBe("H6")
  })

  it("says of every refusal which rule it is, for any person, state and step", () => {
    const states = ["none", ...HANDOFF_STATES] as const
    const boards = new Map(states.map((state) => [state, reach(state)]))
    const actions = Object.keys(TRANSITIONS).filter((action) => action !== "change") as Parameters<typeof askOf>[0][]
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.constantFrom(...actions),
        fc.constantFrom(...(Object.keys(PEOPLE) as Name[])),
        fc.string(),
        fc.integer(),
        (state, action, name, words, number) => {
          const board = boards.get(state)!
          const odd = { text: words, reason: words, readBack: words, version: number, level: number, question: number }
          const ask = askOf(action, board)
          const hostile = Object.fromEntries(Object.entries(odd).filter(([key]) => key in ask))
          const said = board.decide(name, { ...ask, ...hostile } as Ask)
          if (!said.ok) expect(Object.keys(RULES)).toContain(said.error.rule)
        },
      ),
      { numRuns: 500 },
    )
  })

  it("decides the same twice, and leaves what it decided on as it was", () => {
    const board = reach("offered")
    const command = { ...acceptOf(board.handoff()), id: "command-x" } as Parameters<typeof decide>[0]
    const before = JSON.stringify(board.promises)
    const first = decide(command, someone("bo"), board.deciding())
    expect(decide(command, someone("bo"), board.deciding())).toEqual(first)
    expect(JSON.stringify(board.promises)).toBe(before)
  })
})

describe("who has a card", () => {
  it("[H1] [H2] is taken when nobody has it, and put down by whoever has it or a lead", () => {
    const board = desk()
    board.must("dev", { kind: "card.take", card: "c1" })
    expect(board.say("dev", { kind: "card.take", card: "c1" })).toEqual({ ok: true, value: [] })
    expect(board.say("bo", { kind: "card.take", card: "c1" })).toMatchObject({
      error: { rule: "H1", data: { person: "dev" } },
    })
    expect(board.rule("bo", { kind: "card.release", card: "c1" })).toBe("H2")
    board.must("lea", { kind: "card.release", card: "c1", reason: "Dev is on leave" })
    expect(board.card().accountable).toBeNull()
    expect(board.say("bo", { kind: "card.release", card: "c1" })).toEqual({ ok: true, value: [] })
  })
})

describe("signing", () => {
  it("[S1] [S2] takes the role, and an item that asks for it", () => {
    const board = desk()
    expect(board.rule("dev", sign("states", "test"))).toBe("S1")
    expect(board.rule("lea", sign("states", "test"))).toBe("S1")
    expect(board.rule("bo", sign("states", "design"))).toBe("S2")
    expect(board.rule("bo", sign("nothing", "test"))).toBe("S2")
    expect(board.rule("bo", { kind: "check.ask", card: "c1", check: "states", role: "design" })).toBe("S2")
    expect(board.rule("bo", sign("states", "test"))).toBe("yes")
  })

  it("is one entry however often one taps, and a new one when the text has changed since", () => {
    const board = desk()
    board.must("bo", sign("states", "test"))
    expect(board.must("bo", sign("states", "test"))).toEqual([])
    board.checks.set("c1/states", { roles: ["test", "dev"], textHash: "new" })
    board.must("bo", sign("states", "test"))
    expect(board.card().signatures.states).toEqual([{ by: "bo", role: "test", textHash: "new", at: board.now }])
  })

  it("counts two people, and takes back only one's own", () => {
    const board = desk()
    board.must("bo", sign("constructor", "test"))
    board.must("raj", sign("constructor", "test"))
    board.must("bo", { kind: "check.unsign", card: "c1", check: "constructor" })
    expect(signaturesOf(board.card(), "constructor").map(({ by }) => by)).toEqual(["raj"])
    expect(board.must("bo", { kind: "check.unsign", card: "c1", check: "constructor" })).toEqual([])
    board.must("raj", { kind: "check.unsign", card: "c1", check: "constructor" })
    expect(Object.hasOwn(board.card().signatures, "constructor")).toBe(false)
  })

  it("keeps both names of somebody who signs in two roles", () => {
    const board = desk()
    const both = { ...someone("bo"), crewRoles: ["test", "dev"] }
    for (const role of ["test", "dev"]) {
      const decided = decide({ ...sign("states", role), id: `command-${role}` } as never, both, board.deciding())
      if (decided.ok) for (const draft of decided.value) board.write(draft)
    }
    expect(board.card().signatures.states?.map(({ role }) => role)).toEqual(["test", "dev"])
  })
})
