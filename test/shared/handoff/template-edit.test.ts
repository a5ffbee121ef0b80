import { describe, expect, it } from "vitest"
import { apply } from "../../../shared/change/apply.ts"
import type { HandoffTemplate, SheetField } from "../../../shared/handoff/template.ts"
import {
  freeFieldKey,
  freeTemplateId,
  mergeTemplates,
  retireTemplate,
  saveTemplate,
  templateProblems,
} from "../../../shared/handoff/template-edit.ts"
import { readTemplateFile, writeTemplateFile } from "../../../shared/handoff/template-file.ts"
import { FOUR_W } from "../../../shared/handoff/templates/four-w.ts"
import { SHIFT_NOTE } from "../../../shared/handoff/templates/shift-note.ts"
import { HANDOFF_TEMPLATES, templateFor } from "../../../shared/handoff/templates/templates.ts"
import { EMPTY_BOARD, type Registers } from "../../../shared/model/board-view.ts"
import { judge } from "../../../shared/rules/judge.ts"

const base = SHIFT_NOTE
const change = (key: string, patch: Partial<SheetField>, of: HandoffTemplate = base): HandoffTemplate => ({
  ...of,
  fields: of.fields.map((field) => (field.key === key ? { ...field, ...patch } : field)),
})
const field = (of: HandoffTemplate, key: string) => of.fields.find((one) => one.key === key)
const written = (meta: Registers, changes: ReturnType<typeof saveTemplate>): Registers =>
  changes.reduce(apply, { ...EMPTY_BOARD, meta }).meta

describe("what keeps a template from being saved", () => {
  it.each(HANDOFF_TEMPLATES)("is nothing in the built-in $id", (template) => {
    expect(templateProblems(template)).toEqual([])
  })
  const summary = base.fields[1]!
  it.each<readonly [string, Partial<HandoffTemplate>, object]>([
    ["no name", { name: " " }, { kind: "no-name" }],
    ["no fields", { fields: [] }, { kind: "no-fields" }],
    ["a field without a name", change(summary.key, { label: "" }), { kind: "no-label", at: 1 }],
    [
      "two fields of one name, whatever the capitals",
      change("trend", { label: summary.label.toUpperCase() }),
      { kind: "duplicate-label", at: 2 },
    ],
    [
      "two fields of one key",
      { fields: [summary, { ...summary, label: "Another" }] },
      { kind: "duplicate-key", at: 1 },
    ],
    ["a choice of nothing", change("trend", { options: [] }), { kind: "no-options", label: "Direction" }],
    [
      "more fields than a sheet takes",
      { fields: Array.from({ length: 41 }, (_, i) => ({ ...summary, key: `k${i}`, label: `L${i}` })) },
      { kind: "too-many-fields", limit: 40 },
    ],
    ["a time that is no time", { standByMinutes: 0 }, { kind: "minutes" }],
    ["half a minute", { acceptWithinMinutes: { routine: 1.5, watch: 1, critical: 1 } }, { kind: "minutes" }],
    ["a help that is too long", change(summary.key, { help: "x".repeat(301) }), { kind: "other" }],
  ])("%s", (_, patch, problem) => {
    expect(templateProblems({ ...base, ...patch })).toContainEqual(expect.objectContaining(problem))
  })
})

describe("two people changing a template at once", () => {
  it("takes both changes of different parts", () => {
    const mine = change("summary", { label: "Story" })
    const theirs = { ...change("trend", { required: "always" }), version: 2, standByMinutes: 20 }
    const { template, both } = mergeTemplates(base, mine, theirs)
    expect(both).toEqual([])
    expect(template).toMatchObject({ version: 2, standByMinutes: 20 })
    expect(field(template, "summary")?.label).toBe("Story")
    expect(field(template, "trend")?.required).toBe("always")
  })
  it("leaves theirs where both changed one part in another way, and names it", () => {
    const { template, both } = mergeTemplates(
      base,
      { ...change("summary", { label: "Mine" }), acceptWithinMinutes: { ...base.acceptWithinMinutes, routine: 5 } },
      { ...change("summary", { label: "Theirs" }), acceptWithinMinutes: { ...base.acceptWithinMinutes, routine: 7 } },
    )
    expect(both).toEqual(["acceptWithinMinutes.routine", "Mine"])
    expect(field(template, "summary")?.label).toBe("Theirs")
    expect(template.acceptWithinMinutes.routine).toBe(7)
  })
  it("keeps a field that each of us added, and one that only one of us took off is off", () => {
    const extra = (key: string): SheetField => ({ ...base.fields[0]!, key, label: key })
    const mine = { ...base, fields: [...base.fields.filter(({ key }) => key !== "limits"), extra("mine")] }
    const theirs = { ...base, fields: [...base.fields, extra("theirs")] }
    const keys = mergeTemplates(base, mine, theirs).template.fields.map(({ key }) => key)
    expect(keys).toEqual(expect.arrayContaining(["mine", "theirs"]))
    expect(keys).not.toContain("limits")
  })
  it("takes my order when only I changed it", () => {
    const mine = { ...base, fields: base.fields.toReversed() }
    const theirs = change("summary", { label: "Story" })
    const { template } = mergeTemplates(base, mine, theirs)
    expect(template.fields.map(({ key }) => key)).toEqual(mine.fields.map(({ key }) => key))
    expect(field(template, "summary")?.label).toBe("Story")
  })
  it("[E9] lets the second of two versions saved on one not stand at the relay", () => {
    const first = written({}, saveTemplate({}, { ...FOUR_W, name: "Mine" }))
    const [, second] = saveTemplate({}, { ...FOUR_W, name: "Theirs" })
    if (second?.kind !== "set-meta") throw new Error("no version")
    const seen = { ...second, from: first["t:four-w"]! }
    expect(judge(seen, "lead", { liveCards: 0, lanes: 0, checksOf: () => 0, rowsOf: () => 0 })?.rule).toBe("E9")
  })
})

describe("[R08] a new version", () => {
  it("counts on and keeps the one that running handoffs began with", () => {
    const once = written({}, saveTemplate({}, { ...FOUR_W, name: "Ours" }))
    const twice = written(once, saveTemplate(once, { ...templateFor(once, "four-w")!, name: "Ours again" }))
    expect(["four-w@1", "four-w@2", "four-w@3"].map((ref) => templateFor(twice, ref)?.name)).toEqual([
      FOUR_W.name,
      "Ours",
      "Ours again",
    ])
    expect(templateFor(twice, "four-w")?.version).toBe(3)
  })
  it("is not made by saving what stands", () => {
    expect(saveTemplate({}, FOUR_W)).toEqual([])
  })
  it("is not made by retiring, which can be taken back", () => {
    const retired = written({}, retireTemplate({}, "four-w", true))
    expect(templateFor(retired, "four-w")).toMatchObject({ version: 1, retired: true })
    expect(retireTemplate(retired, "four-w", true)).toEqual([])
    expect(templateFor(written(retired, retireTemplate(retired, "four-w", false)), "four-w")).toEqual(FOUR_W)
  })
})

describe("a template as a file", () => {
  it.each(HANDOFF_TEMPLATES)("$id comes back as it went", (template) => {
    expect(readTemplateFile(writeTemplateFile(template))).toEqual({ ok: true, value: template })
  })
  it("leaves the roles of another board, and what was retired there, behind", () => {
    const read = readTemplateFile(writeTemplateFile({ ...change("summary", { roles: ["dev"] }), retired: true }))
    expect(read).toEqual({ ok: true, value: base })
  })
  it.each([
    ["{", { kind: "not-json" }],
    ["[]", { kind: "not-a-template" }],
    ['{"kind":"throughline/board","template":{}}', { kind: "not-a-template" }],
    [writeTemplateFile(change("summary", { type: "poem" as never })), { kind: "bad-part", path: "fields.1.type" }],
  ])("says what is wrong with %.30s", (text, problem) => {
    expect(readTemplateFile(text)).toEqual({ ok: false, error: problem })
  })
})

describe("names for what is new", () => {
  it.each([
    ["Übergabe Station 3", [], "ubergabe-station-3"],
    ["Visit", ["visit", "visit-2"], "visit-3"],
    ["…", [], "template"],
  ])("a template called %s, beside %j, is %s", (name, taken, id) => {
    expect(freeTemplateId(name, new Set(taken))).toBe(id)
  })
  it.each([
    ["What next?", [], "what_next"],
    ["3 things", [], "f_3_things"],
    ["What next?", ["what_next"], "what_next_2"],
  ])("a field called %s, beside %j, is %s", (label, taken, key) => {
    expect(freeFieldKey(label, new Set(taken))).toBe(key)
  })
})
