import { describe, expect, it } from "vitest"
import type { ActorId } from "../../../shared/ids.ts"
import type { BoardView, Registers } from "../../../shared/model/board-view.ts"
import { compareNeeds, type Need, needsMe } from "../../../shared/promises/needs-me.ts"
import { Desk, type Name, PEOPLE, TESTERS, to } from "../handoff/desk.ts"
import { askOf, reach } from "../handoff/reach.ts"

function viewOf(desk: Desk, cards: Readonly<Record<string, Registers>> = {}): BoardView {
  const known = Object.keys(desk.promises.cards).map((id) => [id, cards[id] ?? {}] as const)
  const lanes = new Map<string, Registers>([["test", { crew: ["test"] }]])
  return { meta: {}, lanes, cards: new Map(known), sheets: new Map() }
}
const needsOf = (desk: Desk, name: Name, cards?: Readonly<Record<string, Registers>>): readonly Need[] =>
  needsMe(name as string as ActorId, PEOPLE[name].crewRoles, desk.promises, viewOf(desk, cards), PEOPLE[name].role)
const kinds = (desk: Desk, name: Name, cards?: Readonly<Record<string, Registers>>) =>
  needsOf(desk, name, cards).map(({ kind }) => kind)

describe("what needs me", () => {
  it("offers: to me, to a role of mine, to a lane that I work in, and to nobody else", () => {
    for (const target of [to("bo"), TESTERS, { kind: "lane", id: "test" } as const]) {
      const desk = new Desk("c1")
      desk.offer("ana", target)
      expect(needsOf(desk, "bo")).toMatchObject([
        { kind: "offer", card: "c1", handoff: "h1", due: desk.handoff().acceptBy, since: desk.now },
      ])
      expect(kinds(desk, "ana")).toEqual([])
      expect(kinds(desk, "dev")).toEqual([])
      expect(kinds(desk, "vic")).toEqual([])
    }
  })

  it("what I said in a huddle that I would do, until it is done; about a card or about none", () => {
    const desk = new Desk("c1")
    desk.must("ana", { kind: "huddle.start", huddle: "hud1" })
    const action = {
      kind: "huddle.act",
      huddle: "hud1",
      text: "Ring the carrier",
      person: "bo",
      due: "2026-11-27",
    } as const
    desk.must("ana", { ...action, card: "c1" })
    desk.must("ana", { ...action, text: "Book the room" })
    expect(needsOf(desk, "bo", { c1: { severity: "critical" } })).toMatchObject([
      { kind: "action", card: "c1", severity: "critical", text: "Ring the carrier", until: "2026-11-27" },
      { kind: "action", card: "", severity: "routine", text: "Book the room" },
    ])
    expect(kinds(desk, "ana")).toEqual([])
    desk.must("bo", { kind: "huddle.action.done", action: needsOf(desk, "bo")[0]!.seq! })
    expect(kinds(desk, "bo")).toEqual(["action"])
  })

  it("nothing of a draft, nothing that I declined, nothing of a card that was archived or is gone", () => {
    const desk = reach("offered")
    expect(kinds(reach("draft"), "bo")).toEqual([])
    expect(kinds(desk, "bo", { c1: { archived: true } })).toEqual([])
    expect(needsMe("bo" as ActorId, ["test"], desk.promises, { ...viewOf(desk), cards: new Map() })).toEqual([])
    desk.must("bo", askOf("decline", desk))
    expect(kinds(desk, "bo")).toEqual([])
    expect(kinds(desk, "raj")).toEqual(["offer"])
  })

  it("what is announced to me comes last, and a question about it goes to the sender", () => {
    const desk = reach("announced")
    expect(kinds(desk, "bo")).toEqual(["incoming"])
    desk.must("bo", askOf("question", desk))
    expect(needsOf(desk, "ana")).toMatchObject([{ kind: "question", seq: desk.ledger.length }])
  })

  it("to the sender: what is done and waits to be verified", () => {
    const desk = reach("done")
    expect(needsOf(desk, "ana")).toMatchObject([{ kind: "verify", handoff: "h1", since: desk.now }])
    expect(kinds(desk, "bo")).toEqual([])
    expect(kinds(desk, "lea")).toEqual([])
    desk.must("ana", askOf("verify", desk))
    expect(kinds(desk, "ana")).toEqual([])
  })

  it("[H14] to the crew and the leads, where the sender did the work and another pair of eyes is asked for", () => {
    const desk = reach("done")
    const done = desk.handoff()
    done.fourEyes = true
    done.doer = done.sender
    const cards = { c1: { "r:dev": { person: "dev" } } }
    expect(kinds(desk, "ana", cards)).toEqual([])
    expect(kinds(desk, "dev", cards)).toEqual(["verify"])
    expect(kinds(desk, "lea", cards)).toEqual(["verify"])
  })

  it("[C7] [C8] my acceptance that came too late, until I clear it, and only while I do not have it", () => {
    const tried = new Map([["h1", 5]])
    const late = (desk: Desk, name: Name) =>
      needsMe(name as string as ActorId, PEOPLE[name].crewRoles, desk.promises, viewOf(desk), "member", tried)
    for (const state of ["accepted", "withdrawn", "cancelled"] as const)
      expect(late(reach(state), "raj")).toMatchObject([{ kind: "late", handoff: "h1", since: 5 }])
    expect(late(reach("offered"), "raj").map(({ kind }) => kind)).toEqual(["offer"])
    expect(late(reach("accepted"), "bo")).toEqual([])
  })

  it("to the sender: what nobody accepted in time, before the question about it", () => {
    const desk = reach("questioned")
    expect(kinds(desk, "ana")).toEqual(["question"])
    desk.minutes(15)
    desk.must("system", askOf("expire", desk))
    expect(kinds(desk, "ana")).toEqual(["expired", "question"])
    desk.must("ana", askOf("answer", desk))
    expect(kinds(desk, "ana")).toEqual(["expired"])
  })

  it.each([
    ["dev", ["- -", "- lea", "dev lea", "dev lea"]],
    ["the crew’s dev", ["dev -", "dev lea", "dev lea", "dev lea"]],
  ] as const)("[R10] each step of escalation tells more people: to %s and the lead", (who, steps) => {
    const desk = reach("offered")
    const crew = who === "dev" ? {} : { c1: { "r:x": { person: "dev" } } }
    desk.minutes(15)
    for (const [index, told] of steps.entries()) {
      desk.must("system", { kind: "handoff.expire", handoff: "h1", level: index + 1 })
      desk.minutes(10)
      const isTold = (name: Name) => (kinds(desk, name, crew).includes("escalated") ? name : "-")
      expect(`${isTold("dev")} ${isTold("lea")}`).toBe(told)
      expect([kinds(desk, "ana", crew), kinds(desk, "bo", crew), kinds(desk, "vic", crew)]).toEqual([
        ["expired"],
        ["offer"],
        [],
      ])
    }
  })

  it("an open loop: my word as the sender, or a new read-back as the receiver", () => {
    const desk = reach("accepted")
    expect([kinds(desk, "ana"), kinds(desk, "bo")]).toEqual([["confirm"], []])
    desk.must("ana", askOf("correct", desk))
    expect([kinds(desk, "ana"), kinds(desk, "bo")]).toEqual([[], ["read-again"]])
    desk.must("bo", askOf("read-again", desk))
    desk.must("ana", askOf("confirm", desk))
    expect([kinds(desk, "ana"), kinds(desk, "bo")]).toEqual([[], []])
  })

  it("what was added or changed after I accepted, until I acknowledge it", () => {
    const desk = reach("accepted")
    desk.must("ana", askOf("add", desk))
    desk.edit("ana", false)
    expect(kinds(desk, "bo")).toEqual(["addendum"])
    desk.edit("ana", true)
    expect(kinds(desk, "bo")).toEqual(["addendum", "changed"])
    desk.must("bo", askOf("acknowledge", desk))
    expect(kinds(desk, "bo")).toEqual(["addendum"])
  })

  it("what came back to me, until I offer it anew", () => {
    const desk = reach("returned")
    expect(kinds(desk, "ana")).toEqual(["returned"])
    desk.must("ana", askOf("offer", desk))
    expect(kinds(desk, "ana")).toEqual([])
  })

  it("a signature asked of a role of mine, until it is given by anybody of the role, or the item asks no more", () => {
    const desk = new Desk("c1")
    desk.checks.set("c1/constructor", { roles: ["test", "dev"], textHash: "x" })
    const registers = (roles: readonly string[]): Record<string, Registers> => ({
      c1: { severity: "watch", "c:constructor": { list: "l", text: "Error states", rank: "a", roles } },
    })
    desk.must("ana", { kind: "check.ask", card: "c1", check: "constructor", role: "test" })
    expect(needsOf(desk, "bo", registers(["test"]))).toMatchObject([
      { kind: "sign", card: "c1", check: "constructor", role: "test", severity: "watch" },
    ])
    expect(kinds(desk, "dev", registers(["test"]))).toEqual([])
    expect(kinds(desk, "bo", registers(["dev"]))).toEqual([])
    desk.must("raj", { kind: "check.sign", card: "c1", check: "constructor", role: "test" })
    expect(kinds(desk, "bo", registers(["test"]))).toEqual([])
  })

  it("severity comes first, then the kind, then the clock that strikes first, then the longest wait", () => {
    const needs = (
      [
        ["offer", "routine", 1, 5],
        ["incoming", "critical", null, 9],
        ["offer", "critical", 9, 1],
        ["offer", "critical", 3, 2],
        ["sign", "watch", null, 2],
        ["sign", "watch", null, 1],
      ] as const
    ).map(([kind, severity, due, since]) => ({ kind, severity, due, since, card: "c1" }))
    expect(needs.sort(compareNeeds).map(({ kind, since }) => `${kind} ${since}`)).toEqual([
      "offer 2",
      "offer 1",
      "incoming 9",
      "sign 1",
      "sign 2",
      "offer 5",
    ])
  })
})
