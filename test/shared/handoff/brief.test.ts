import { describe, expect, it } from "vitest"
import { actionsOf, briefText, holes, isFilled, notOptions } from "../../../shared/handoff/brief.ts"
import { copiedShare, judgeReadBack, readingSeconds } from "../../../shared/handoff/read-back.ts"
import { briefDiff, materialChange, sheetOf } from "../../../shared/handoff/sheet.ts"
import type { SheetField } from "../../../shared/handoff/template.ts"
import { HANDOFF_TEMPLATES, templateFor } from "../../../shared/handoff/templates/templates.ts"
import type { ActorId } from "../../../shared/ids.ts"
import type { Json } from "../../../shared/json.ts"
import { type Ask, acceptOf, Desk, READ_BACK, TESTERS, to, WHOLE_BRIEF } from "./desk.ts"

const note = templateFor({}, "shift-note")!
/** A line of an if-then field. */
const ifThen = (sign: string, act: string, who: string): Json =>
  JSON.parse(JSON.stringify(WHOLE_BRIEF["f:watch_out"]), (key, value) =>
    key === "if" ? sign : key === "then" ? act : key === "who" ? who : value,
  )[0]
const ACTION = { id: "a1", verb: "Check the potassium", person: "bo", due: "21:30" }
const NOTE = { next: "Ring the laboratory", identifier: "Bed 4", summary: "Third day, better", actions: [ACTION] }
const names = (brief: Readonly<Record<string, Json>>, severity: "routine" | "watch" | "critical" = "routine") =>
  holes(note, brief, severity).map(({ key }) => key)

describe("holes", () => {
  it("names what is empty: the very next step, then the template's in their order", () => {
    expect(names({})).toEqual(["next", "identifier", "summary", "actions"])
    expect(names(NOTE)).toEqual([])
  })

  it("[R05] asks for an if-then at watch and critical, whole", () => {
    expect(names(NOTE, "watch")).toEqual(["contingency"])
    expect(names({ ...NOTE, contingency: [ifThen("K over 6", "call", "")] }, "watch")).toEqual(["contingency"])
    expect(names({ ...NOTE, contingency: [ifThen("K over 6", "call", "registrar")] }, "critical")).toEqual([])
  })

  it("[R06] takes no action without a person or a time", () => {
    for (const part of ["id", "verb", "person", "due"])
      expect(names({ ...NOTE, actions: [{ ...ACTION, [part]: " " }] })).toEqual(["actions"])
  })

  it("[H7] asks for the very next step whatever the template and the severity, and takes no none for it", () => {
    const noNext = (next: Json) => HANDOFF_TEMPLATES.map((template) => holes(template, { next }, "routine")[0]?.key)
    expect(new Set(noNext("  "))).toEqual(new Set(["next"]))
    expect(new Set(noNext({ none: true }))).toEqual(new Set(["next"]))
    expect(noNext("Ring")).not.toContain("next")
  })

  it("takes an outright none where the template allows it, and an empty list nowhere", () => {
    expect(names({ ...NOTE, actions: { none: true } })).toEqual([])
    expect(names({ ...NOTE, actions: [] })).toEqual(["actions"])
    expect(names({ ...NOTE, summary: { none: true } })).toEqual(["summary"])
  })

  it("leaves an optional list empty, but not half-filled", () => {
    expect(names({ ...NOTE, contingency: [] })).toEqual([])
    expect(names({ ...NOTE, contingency: [ifThen("K over 6", "", "")] })).toEqual(["contingency"])
  })

  const field = (type: SheetField["type"]): SheetField => ({
    key: "x",
    label: "X",
    type,
    required: "always",
    material: true,
    help: "x",
  })
  it.each([
    ["text", "words", true],
    ["text", "  ", false],
    ["text", 5, false],
    ["long", "words", true],
    ["number", 0, true],
    ["number", "0", false],
    ["multi", ["a"], true],
    ["multi", [], false],
    ["checks", [{ text: "a" }], true],
    ["checks", [{ text: "" }], false],
    ["checks", ["a"], false],
    ["actions", [null, 5], false],
    ["if-then", { if: "a" }, false],
    ["references", [{ url: "https://x.example" }], true],
  ] as const)("a %s field with %j is filled: %s", (type, value, filled) => {
    expect(isFilled(field(type), value as Json)).toBe(filled)
  })

  it("[H7] takes no choice that is none of the options, also where the choice is optional, and leaves the receiver’s alone", () => {
    const sbar = templateFor({}, "sbar")!
    const open = (brief: Readonly<Record<string, Json>>) => {
      const found = holes(sbar, brief, "routine")
      return [found.map(({ key }) => key), notOptions(found, brief).map(({ key }) => key)]
    }
    const whole = { next: "Decide", situation: "a", background: "b", assessment: "c", request: "d", by_when: "e" }
    expect(open(whole)).toEqual([[], []])
    expect(open({ ...whole, confidence: "High" })).toEqual([[], []])
    expect(open({ ...whole, confidence: "high" })).toEqual([["confidence"], ["confidence"]])
    expect(open({ ...whole, reply: "Perhaps" })).toEqual([[], []])
    const phase = templateFor({}, "incident")!.fields.find(({ key }) => key === "phase")!
    expect([isFilled(phase, "Resolved"), isFilled(phase, "Gone"), isFilled(phase, "")]).toEqual([true, false, false])
  })

  it("reads actions out of any JSON without falling over it", () => {
    expect(actionsOf({ actions: [null, 5, "a", { id: 1 }, ACTION] }, note)).toEqual([ACTION])
    expect(actionsOf({ actions: { none: true } }, note)).toEqual([])
  })
})

describe("the read-back", () => {
  const brief = briefText({ summary: "The pump in room seven is out of order and the spare one stands in room twelve" })
  it.each([
    ["", "too-short"],
    ["Got it, thanks", "too-short"],
    ["                                ", "too-short"],
    [".................................", "too-short"],
    ["I  .  .  .  take  .  .  .  .  it", "too-short"],
    ["the pump in room seven is out of order and the spare one stands in room twelve", "a-copy"],
    ["The pump in room seven is out of order, and the spare one stands in room twelve!", "a-copy"],
    ["Pump seven is broken; I fetch the spare from twelve before the round", "fine"],
    ["第七号泵坏了,我会在查房之前从十二号房间拿备用泵过来的。", "fine"],
  ] as const)("%j is %s", (text, verdict) => {
    expect(judgeReadBack(text, brief)).toBe(verdict)
  })

  it("counts the share of copied word triples", () => {
    expect(copiedShare("the pump in room nine", brief)).toBeCloseTo(2 / 3)
    expect(copiedShare("", brief)).toBe(0)
  })

  it("[R22] reckons 200 words a minute", () => {
    expect(readingSeconds(Array.from({ length: 300 }, () => "word").join(" "))).toBe(90)
  })
})

const noteDesk = (severity: "routine" | "watch" | "critical") => {
  const desk = new Desk("c1")
  const fields = Object.entries({ ...NOTE, contingency: [ifThen("K over 6", "call", "registrar")] })
  desk.sheets.set("h1", {
    to: TESTERS,
    severity,
    ...Object.fromEntries(fields.map(([key, value]) => [key === "next" ? key : `f:${key}`, value])),
  })
  desk.must("ana", { kind: "handoff.create", handoff: "h1", card: "c1", template: "shift-note" })
  return desk
}

describe("offering and accepting a sheet", () => {
  it("[H7] names the holes, and whom it goes to among them", () => {
    const desk = noteDesk("watch")
    desk.sheets.set("h1", { severity: "watch", "f:identifier": "Bed 4" })
    expect(desk.say("ana", { kind: "handoff.offer", handoff: "h1" })).toMatchObject({
      error: {
        rule: "H7",
        data: { fields: ["to", "next", "The story in short", "To do this shift", "If this happens, then"] },
      },
    })
    expect(desk.rule("ana", { kind: "handoff.announce", handoff: "h1" })).toBe("H7")
  })

  it("[H16] goes neither to oneself nor to where nobody can accept", () => {
    for (const target of [to("ana"), to("vic"), { kind: "role", id: "nobody" } as const]) {
      const desk = noteDesk("routine")
      desk.sheets.set("h1", { ...desk.sheets.get("h1"), to: target })
      expect(desk.rule("ana", { kind: "handoff.offer", handoff: "h1" })).toBe("H16")
    }
  })

  it("[R03] asks for a tap, a read-back, or a closed loop, by severity", () => {
    for (const [severity, level] of [
      ["routine", "ack"],
      ["watch", "read-back"],
      ["critical", "closed-loop"],
    ] as const) {
      const desk = noteDesk(severity)
      desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
      expect(desk.handoff().level).toBe(level)
      const tap: Ask = { kind: "handoff.accept", handoff: "h1", version: 1, channel: "written" }
      expect(desk.rule("bo", tap)).toBe(level === "ack" ? "yes" : "H9")
    }
  })

  it("[R02] wants every action ticked and own words, and says which is missing", () => {
    const desk = noteDesk("critical")
    desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
    const accept = { ...acceptOf(desk.handoff()), ticked: ["a1"] } as Ask
    expect(desk.say("bo", { ...accept, ticked: [] } as Ask)).toMatchObject({
      error: { rule: "H9", data: { why: "unticked", actions: ["Check the potassium"] } },
    })
    expect(desk.say("bo", { ...accept, readBack: "ok" } as Ask)).toMatchObject({
      error: { data: { why: "too-short" } },
    })
    const copy = "Bed 4 Third day, better a1 Check the potassium"
    expect(desk.say("bo", { ...accept, readBack: copy } as Ask)).toMatchObject({ error: { data: { why: "a-copy" } } })
    desk.must("bo", accept)
    expect(desk.handoff()).toMatchObject({ loopOpen: true, channel: "call", receiver: "bo" })
  })

  it("carries the whole brief with the offer, as words, and what it needs of its template as structure", () => {
    const desk = noteDesk("watch")
    const [offer] = desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
    expect(JSON.parse(offer!.text!)).toMatchObject(NOTE)
    expect(offer!.data).toMatchObject({ template: "shift-note@1", actionFields: ["actions"], severity: "watch" })
    expect(desk.handoff().materialFields).toContain("contingency")
    expect(desk.handoff().materialFields).not.toContain("record")
  })

  it("is refused by the gate of the lane when it goes to a lane that the card may not enter", () => {
    const desk = noteDesk("routine")
    desk.exit = () => ({ rule: "G1", data: { roles: ["test"] } })
    expect(desk.rule("ana", { kind: "handoff.offer", handoff: "h1" })).toBe("G1")
    desk.exit = undefined
    desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
    desk.exit = () => ({ rule: "G3" })
    expect(desk.accept("bo")).toMatchObject({ error: { rule: "G3" } })
  })
})

describe("a sheet", () => {
  it("reads short fields from registers and long ones from their texts, and never a field that the template has not", () => {
    const registers = {
      to: TESTERS,
      next: "Ring",
      "f:identifier": "Bed 4",
      "f:summary": "old",
      "f:odd": "x",
      "f:limits": null,
    }
    expect(sheetOf(registers, { summary: "Better", odd: "x" }, note)).toEqual({
      template: note,
      to: TESTERS,
      severity: "routine",
      brief: { next: "Ring", identifier: "Bed 4", summary: "Better" },
      unticked: [],
    })
  })

  it("takes a none from the register of a long field that has no words, and no target of another form", () => {
    const sheet = sheetOf({ to: "bo", "f:summary": { none: true } }, { summary: " " }, note)
    expect(sheet.brief.summary).toEqual({ none: true })
    expect(sheet.to).toBeUndefined()
  })

  it("[R13] tells changes that send the reader back from those that do not", () => {
    const desk = noteDesk("watch")
    const ask = (key: string, value: Json = "x") => materialChange({ key, to: value }, desk.handoff(), note)
    expect(ask("f:summary")).toBeUndefined()
    desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
    expect(ask("f:summary")).toEqual({ material: true, version: 2 })
    expect(ask("f:record")).toEqual({ material: false, version: 1 })
    expect(ask("f:unknown")).toEqual({ material: false, version: 1 })
    expect(ask("due")).toEqual({ material: true, version: 2 })
    expect(ask("severity", "critical")).toEqual({
      material: true,
      version: 2,
      severity: "critical",
      level: "closed-loop",
    })
    for (const key of ["to", "card", "template"]) expect(ask(key)).toBeUndefined()
  })

  it("a severity that rises after the offer asks for more back", () => {
    const desk = noteDesk("watch")
    desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
    const edit = materialChange({ key: "severity", to: "critical" }, desk.handoff(), note)!
    desk.write({ actor: desk.handoff().sender, kind: "sheet.edited", card: "c1", data: { handoff: "h1", ...edit } })
    expect(desk.handoff()).toMatchObject({ version: 2, severity: "critical", level: "closed-loop" })
  })

  it("[R02] a severity that falls after the offer asks for no less back: the receiver may write there too", () => {
    const desk = noteDesk("critical")
    desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
    const edit = materialChange({ key: "severity", to: "routine" }, desk.handoff(), note)!
    desk.write({ actor: "bo" as ActorId, kind: "sheet.edited", card: "c1", data: { handoff: "h1", ...edit } })
    expect(desk.handoff()).toMatchObject({ version: 2, severity: "routine", level: "closed-loop" })
  })

  it("tells the differences of two briefs field by field", () => {
    expect(briefDiff({ a: "1", b: { none: true }, c: "3" }, { a: "2", b: { none: true }, d: [1] })).toEqual([
      { key: "a", from: "1", to: "2" },
      { key: "c", from: "3", to: null },
      { key: "d", from: null, to: [1] },
    ])
  })

  it("keeps the words of the read-back beside the acceptance", () => {
    const desk = noteDesk("watch")
    desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
    const [entry] = desk.must("bo", { ...acceptOf(desk.handoff()), ticked: ["a1"] } as Ask)
    expect(entry).toMatchObject({ text: READ_BACK, data: { ticked: ["a1"], channel: "call", version: 1 } })
  })
})
