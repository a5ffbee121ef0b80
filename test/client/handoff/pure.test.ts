import { describe, expect, it } from "vitest"
import { stillNeeded } from "../../../client/handoff/accept-check.ts"
import { stepButtons } from "../../../client/handoff/buttons.ts"
import { changesOf } from "../../../client/handoff/Changes.tsx"
import { comingTo } from "../../../client/handoff/coming.ts"
import { faceOf } from "../../../client/handoff/face.ts"
import { keptTime, localInput } from "../../../client/handoff/fields/time-value.ts"
import { missingOf } from "../../../client/handoff/gate-missing.ts"
import { refusalSentence } from "../../../client/handoff/refusal-words.ts"
import { startSheet } from "../../../client/handoff/sheet-edits.ts"
import { sortedHandoffs, standingOf } from "../../../client/handoff/standing.ts"
import { valueLines } from "../../../client/handoff/value-words.ts"
import { handoffRules } from "../../../client/words/en/handoff-rules.ts"
import { RULES, type RuleId } from "../../../shared/errors.ts"
import { newHandoff } from "../../../shared/handoff/fold-handoff.ts"
import type { Handoff } from "../../../shared/handoff/handoff.ts"
import { FOUR_W } from "../../../shared/handoff/templates/four-w.ts"
import { HANDOFF_TEMPLATES } from "../../../shared/handoff/templates/templates.ts"
import type { Party } from "../../../shared/handoff/transitions.ts"
import { entry, NOW } from "../card/support/board.ts"

const made = newHandoff(entry(1, { kind: "handoff.created", data: { handoff: "h", template: "four-w@1" } }))
const handoff = (part: Partial<Handoff>): Handoff => ({ ...made, ...part })
const actor = (name: string) => name as Handoff["sender"]
const parties = (...all: Party[]) => new Set(all)
const names = {
  person: (one: string) => one.slice(5),
  role: (one: string) => one,
  lane: (one: string) => one,
  target: (one: string) => one,
}
const actions = (one: Handoff, ...who: Party[]) =>
  stepButtons(one, parties("member", ...who), NOW).map(({ action }) => action)

describe("where a handoff stands", () => {
  it.each([
    [{ state: "draft" }, { kind: "person", actor: "user:ana" }],
    [
      { state: "offered", to: { kind: "role", id: "dev" } },
      { kind: "target", to: { kind: "role", id: "dev" } },
    ],
    [{ state: "questioned" }, { kind: "person", actor: "user:ana" }],
    [
      { state: "accepted", receiver: actor("user:bo") },
      { kind: "person", actor: "user:bo" },
    ],
    [
      { state: "accepted", receiver: actor("user:bo"), loopOpen: true },
      { kind: "person", actor: "user:ana" },
    ],
    [
      { state: "accepted", receiver: actor("user:bo"), loopOpen: true, corrected: true },
      { kind: "person", actor: "user:bo" },
    ],
    [{ state: "verified" }, { kind: "nobody" }],
  ] as const)("%o leaves the move with %o", (part, ball) => {
    expect(standingOf(handoff(part as Partial<Handoff>), NOW).ball).toEqual(ball)
  })

  it("runs the clock of the acceptance, then that of the stand-by, then none", () => {
    expect(standingOf(handoff({ state: "offered", acceptBy: NOW + 5 }), NOW).clock).toEqual({
      kind: "accept",
      at: NOW + 5,
    })
    const accepted = handoff({ state: "accepted", acceptedAt: NOW, standByMs: 10 })
    expect(standingOf(accepted, NOW).clock).toEqual({ kind: "stand-by", at: NOW + 10 })
    expect(standingOf(accepted, NOW + 10).clock).toBeUndefined()
  })

  it("puts the offer first, drafts last, and what was left behind away", () => {
    const draft = handoff({ id: "draft" })
    const back = handoff({ id: "back", state: "returned", offeredAt: 1 })
    const open = handoff({ id: "open", state: "offered", offeredAt: 2 })
    const { live, earlier } = sortedHandoffs([draft, back, open])
    expect(live.map(({ id }) => id)).toEqual(["open", "draft"])
    expect(earlier.map(({ id }) => id)).toEqual(["back"])
  })
})

describe("the buttons of a step", () => {
  it("finish comes first for whoever is accountable", () => {
    expect(actions(handoff({ state: "accepted", acceptedAt: 0 }), "receiver", "accountable")).toEqual(["finish"])
  })
  it("a pool is declined, a person returns", () => {
    expect(actions(handoff({ state: "offered", to: { kind: "role", id: "dev" } }), "eligible")).toEqual(["decline"])
    expect(actions(handoff({ state: "offered", to: { kind: "person", id: "user:bo" } }), "eligible")).toEqual([
      "return",
    ])
  })
  it("whoever did the work does not verify it where four eyes are asked for", () => {
    expect(actions(handoff({ state: "done", fourEyes: true }), "crew", "doer")).not.toContain("verify")
    expect(actions(handoff({ state: "done", fourEyes: true }), "crew")).toContain("verify")
  })
  it("sending back is open only in the stand-by window", () => {
    const accepted = handoff({ state: "accepted", acceptedAt: NOW - 10, standByMs: 10 })
    expect(actions(accepted, "receiver")).toContain("send-back")
    expect(actions({ ...accepted, standByMs: 9 }, "receiver")).not.toContain("send-back")
  })
  it("a viewer has none", () => {
    expect(stepButtons(handoff({ state: "offered" }), new Set(), NOW)).toEqual([])
  })
})

describe("words", () => {
  it.each((Object.keys(RULES) as RuleId[]).filter((rule) => /^[SGH]/.test(rule)))(
    "[%s] has a sentence of its own that says what to do",
    (rule) => {
      expect(handoffRules[rule]?.({}).length).toBeGreaterThan(15)
    },
  )
  it("name what the refusal speaks of", () => {
    expect(refusalSentence("H3", { person: "user:Bo", to: "role:Test" }, names)).toBe(
      "Already offered to role:Test by Bo. Your draft is kept; offer it when that one is over.",
    )
    expect(refusalSentence("H7", { fields: ["to", "By when"] }, names)).toBe("Fill these in first: To whom, By when.")
    expect(refusalSentence("H9", { why: "unticked", actions: ["Call"] }, names)).toBe("Tick what you take on: “Call”.")
  })
  it("tell values of every type", () => {
    const name = (id: string) => id.replace("user:", "")
    expect(valueLines("text", "", name)).toEqual([])
    expect(valueLines("actions", { none: true }, name)).toEqual(["None, and that was said"])
    expect(valueLines("multi", ["user:bo", "the vendor"], name)).toEqual(["bo", "the vendor"])
    expect(valueLines("due", "2026-11-25", name)).toEqual(["Wed 25 Nov"])
  })
  it("tell before and after of what changed, the severity first", () => {
    const read = { version: 1, severity: "routine" as const, brief: { when: "Friday", due: "2026-11-25" } }
    const changes = changesOf(read, { severity: "watch", brief: { when: "Thursday" } }, FOUR_W, (id) => id)
    expect(changes.map(({ label, before, after }) => [label, before, after])).toEqual([
      ["How worried are we?", ["Routine"], ["Watch"]],
      ["By when", ["Friday"], ["Thursday"]],
      ["Needed by", ["Wed 25 Nov"], []],
    ])
  })
})

describe("the sheet that begins", () => {
  it.each(HANDOFF_TEMPLATES.map((template) => [template.id, template] as const))(
    "of %s holds only what its fields take",
    (_, template) => {
      const card = { title: "Bed 4", next: "Look", "k:a": { system: "EHR", url: "https://example.org/1" } }
      const [change] = startSheet("h", "card", card, template)
      const value = change?.kind === "created" ? change.value : {}
      const keys = Object.keys(value).filter((key) => key.startsWith("f:"))
      expect(keys.every((key) => template.fields.some((field) => `f:${field.key}` === key))).toBe(true)
      expect(value).toMatchObject({ card: "card", severity: "routine", next: "Look" })
    },
  )
})

describe("before the acceptance", () => {
  const brief = { todo: [{ id: "a", verb: "Call", person: "user:bo", due: "2026-11-25" }] }
  const watch = handoff({ level: "read-back", actionFields: ["todo"] })
  const given = {
    ...{ readBack: "I call them first, then wait.", ticked: new Set<string>(), channel: "call" as const },
    answers: {},
  }
  const on = (id: string) => ({ brief, template: HANDOFF_TEMPLATES.find((template) => template.id === id)! })
  it("a routine one needs no more than how they talked", () => {
    expect(stillNeeded(handoff({ level: "ack" }), on("four-w"), { ...given, readBack: "" })).toEqual([])
  })
  it("a serious one needs each action ticked and own words", () => {
    expect(stillNeeded(watch, on("four-w"), given)).toEqual(["tick 1 action"])
    expect(stillNeeded(watch, on("four-w"), { ...given, ticked: new Set(["a"]) })).toEqual([])
  })
  it.each([
    ["sbar", {}, ["answer “Answer”"]],
    ["sbar", { reply: "Perhaps" }, ["answer “Answer”"]],
    ["sbar", { reply: "Agreed" }, []],
    ["incident", { announced: "  " }, ["answer “Announced where”"]],
    ["incident", { announced: "#incidents" }, []],
  ])("[H20] one by %s that answers %j still needs %j, whatever its severity", (template, answers, missing) => {
    const all = { ...given, ticked: new Set(["a"]), answers }
    expect(stillNeeded(handoff({ level: "ack" }), on(template), all)).toEqual(missing)
    expect(stillNeeded(watch, on(template), all)).toEqual(missing)
  })
})

describe("a card's face", () => {
  it.each([
    [{ state: "offered" }, "offered"],
    [{ state: "expired", escalation: 1 }, "expired"],
    [{ state: "questioned" }, "questioned"],
    [{ state: "accepted", loopOpen: true }, "loopOpen"],
    [{ state: "accepted", changedSince: "material" }, "changed"],
    [{ state: "accepted" }, undefined],
    [{ state: "verified" }, undefined],
  ] as const)("%o says %s", (part, kind) => {
    expect(faceOf(handoff(part as Partial<Handoff>))).toBe(kind)
  })
})

describe("a gate that refuses", () => {
  const refusal = { rule: "G1" as const, data: { checks: ["c"], texts: ["error states"], roles: ["tester"] } }
  const people = [
    { actor: "user:tia", crewRoles: ["tester"] },
    { actor: "user:bo", crewRoles: ["dev"] },
  ]
  it("names the one person who can sign", () => {
    expect(missingOf(refusal, {}, people)[0]?.person).toBe("user:tia")
  })
  it("names the card's own crew before anybody else", () => {
    expect(missingOf(refusal, { "r:tester": { person: "user:raj" } }, people)[0]?.person).toBe("user:raj")
  })
  it("names nobody when several can", () => {
    expect(missingOf(refusal, {}, [...people, { actor: "user:raj", crewRoles: ["tester"] }])[0]?.person).toBeUndefined()
  })
})

describe("a moment", () => {
  it("goes through the browser's input and back", () => {
    const kept = "2026-11-24T21:30:00.000Z"
    expect(keptTime(localInput(kept))).toBe(kept)
    expect(localInput("nonsense")).toBe("")
  })
})

describe("[R11] what comes to a lane", () => {
  const announced = (id: string, to: Handoff["to"], eta: number | null, card = id): Handoff =>
    handoff({ id, card, to, eta, state: "announced" })
  const lane = { id: "test", crew: ["tester"] }
  const ids = (...all: Handoff[]) => comingTo(lane, all, (card) => LANES[card] ?? "dev").map(({ id }) => id)
  const LANES: Readonly<Record<string, string>> = { here: "test" }
  const toLane = { kind: "lane", id: "test" } as const

  it("is what was announced to it or to who works there, the first to come at the top", () => {
    const later = announced("later", toLane, 20)
    const soon = announced("soon", { kind: "role", id: "tester" }, 10)
    expect(ids(announced("some day", toLane, null), later, soon)).toEqual(["soon", "later", "some day"])
  })
  it("is not what goes elsewhere, lies there already, or is offered by now", () => {
    const elsewhere = announced("a", { kind: "lane", id: "done" }, 1)
    const person = announced("b", { kind: "person", id: "user:bo" }, 1)
    const offered = { ...announced("c", toLane, 1), state: "offered" as const }
    expect(ids(elsewhere, person, offered, announced("d", toLane, 1, "here"))).toEqual([])
  })
})
