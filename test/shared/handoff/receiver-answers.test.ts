import { describe, expect, it } from "vitest"
import { answerTo, judgeAnswers, receiverFields, unanswered } from "../../../shared/handoff/receiver-answers.ts"
import { templateFor } from "../../../shared/handoff/templates/templates.ts"
import { splitWords } from "../../../shared/model/entry.ts"
import { type Ask, acceptOf, Desk, TESTERS } from "./desk.ts"

const SBAR = {
  next: "Decide on the second dose",
  "f:situation": "The pulse rises",
  "f:background": "Third day after the operation",
  "f:assessment": "Probably a bleed, not sure",
  "f:request": "Decide",
  "f:by_when": "2026-11-25T08:00",
}

function offered(more: Record<string, string> = {}): Desk {
  const desk = new Desk("c1")
  desk.sheets.set("h1", { card: "c1", to: TESTERS, severity: "routine", ...SBAR, ...more })
  desk.must("ana", { kind: "handoff.create", handoff: "h1", card: "c1", template: "sbar" })
  return desk
}

const accept = (desk: Desk, answers?: Record<string, string>): Ask =>
  ({ ...acceptOf(desk.handoff()), ...(answers ? { answers } : {}) }) as Ask

describe("what is asked of whoever accepts", () => {
  const desk = offered()
  desk.must("ana", { kind: "handoff.offer", handoff: "h1" })

  it.each([
    ["nothing", undefined, "unanswered", ["Answer"]],
    ["blanks", { reply: "  " }, "unanswered", ["Answer"]],
    ["none of the options", { reply: "Perhaps" }, "not-an-option", ["Answer"]],
    ["a field of the sender", { reply: "Agreed", situation: "calm" }, "unknown", ["situation"]],
    ["what every object has", { reply: "Agreed", constructor: "x" }, "unknown", ["constructor"]],
  ] as const)("[H20] holds the acceptance with %s, and names what it is", (_, answers, why, fields) => {
    expect(desk.say("bo", accept(desk, answers))).toMatchObject({
      ok: false,
      error: { rule: "H20", data: { why, fields } },
    })
    expect(desk.card().accountable).toBe("ana")
  })

  it("[H20] keeps the answer in the acceptance as words, which can be erased without the chain", () => {
    const [entry] = desk.must("bo", accept(desk, { reply: " Another plan " }))
    expect(entry?.answers).toEqual([{ field: "reply", label: "Answer", text: "Another plan" }])
    const { body, words } = splitWords(entry!)
    expect(JSON.stringify(body)).not.toContain("Another plan")
    expect(words?.answers).toEqual(entry?.answers)
    expect(desk.card().accountable).toBe("bo")
  })
})

it("[H20] takes no answers where the template asks for none, and asks for none", () => {
  const desk = new Desk("c1")
  desk.offer("ana", TESTERS)
  expect(desk.rule("bo", accept(desk, { reply: "Agreed" }))).toBe("H20")
  const [entry] = desk.must("bo", accept(desk))
  expect(entry && "answers" in entry).toBe(false)
})

it("[H7] names a choice that is none of its options when it is offered", () => {
  const desk = offered({ "f:confidence": "very" })
  expect(desk.say("ana", { kind: "handoff.offer", handoff: "h1" })).toMatchObject({
    ok: false,
    error: { rule: "H7", data: { fields: ["How sure you are"], notOptions: ["How sure you are"] } },
  })
})

it("is judged by the fields of the template alone", () => {
  const fields = receiverFields(templateFor({}, "incident"))
  expect(fields.map(({ key }) => key)).toEqual(["announced"])
  expect(unanswered(fields, { announced: "#incidents" })).toEqual([])
  expect(judgeAnswers(fields, {})).toMatchObject({ rule: "H20", data: { fields: ["Announced where"] } })
  expect(answerTo({}, "constructor")).toBe("")
  expect(receiverFields(undefined)).toEqual([])
})

describe("a program with a key", () => {
  const create: Ask = { kind: "handoff.create", handoff: "h1", card: "c1", template: "sbar" }
  const offer: Ask = { kind: "handoff.offer", handoff: "h1" }
  const stage = () => {
    const desk = new Desk("c1")
    desk.sheets.set("h1", { card: "c1", to: TESTERS, severity: "routine", ...SBAR })
    return desk
  }

  it("[H21] prepares and offers for the person who is accountable, and that person stays so and goes on as the sender", () => {
    const desk = stage()
    desk.must("ana", { kind: "card.take", card: "c1" })
    const [created] = desk.must("key:ci", create)
    expect(created).toMatchObject({ actor: "key:ci", data: { sender: "ana" } })
    expect(desk.say("key:ci", create), "asked again").toEqual({ ok: true, value: [] })
    desk.must("key:ci", offer)
    expect(desk.handoff()).toMatchObject({ sender: "ana", createdBy: "key:ci", state: "offered" })
    expect(desk.card().accountable).toBe("ana")
    expect(desk.rule("ana", accept(desk, { reply: "Agreed" }))).toBe("H11")
    expect(desk.rule("ana", { kind: "handoff.withdraw", handoff: "h1", reason: "Not yet" })).toBe("yes")
  })

  it("[H21] prepares nothing of a card that no person is accountable for", () => {
    expect(stage().rule("key:ci", create)).toBe("H21")
  })

  it("[H21] offers nothing for somebody who is not accountable any more", () => {
    const desk = stage()
    desk.must("ana", { kind: "card.take", card: "c1" })
    desk.must("key:ci", create)
    desk.must("ana", { kind: "card.release", card: "c1" })
    expect(desk.rule("key:ci", offer)).toBe("H21")
    desk.must("dev", { kind: "card.take", card: "c1" })
    expect(desk.rule("key:ci", offer)).toBe("H21")
    expect(desk.card().accountable).toBe("dev")
  })

  it.each<readonly [Ask]>([
    [{ kind: "card.take", card: "c1" }],
    [{ kind: "handoff.accept", handoff: "h1", version: 1, channel: "written", answers: { reply: "Agreed" } }],
    [{ kind: "handoff.read-again", handoff: "h1", readBack: "Mine" }],
    [{ kind: "handoff.confirm", handoff: "h1" }],
    [{ kind: "handoff.verify", handoff: "h1" }],
    [{ kind: "handoff.take-over", handoff: "h1", reason: "It waits" }],
    [{ kind: "check.sign", card: "c1", check: "k1", role: "test" }],
  ])("[H6] never gives its word: %j", (ask) => {
    const desk = stage()
    desk.checks.set("c1/k1", { roles: ["test"], textHash: "x" })
    desk.must("ana", create)
    desk.must("ana", offer)
    expect(desk.rule("key:ci", ask)).toBe("H6")
  })
})
