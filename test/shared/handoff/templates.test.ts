import { describe, expect, it } from "vitest"
import {
  HANDOFF_TEMPLATE,
  type HandoffTemplate,
  type SheetField,
  templateRef,
} from "../../../shared/handoff/template.ts"
import {
  allTemplatesOf,
  defaultHandoffTemplate,
  HANDOFF_TEMPLATES,
  templateFor,
  templatesOf,
} from "../../../shared/handoff/templates/templates.ts"
import type { Json } from "../../../shared/json.ts"
import { checkRegister, SEVERITIES } from "../../../shared/model/keys.ts"
import { TEMPLATES } from "../../../shared/templates/templates.ts"

const asJson = (template: HandoffTemplate) => template as unknown as Json

describe("the built-in templates", () => {
  it.each(HANDOFF_TEMPLATES)("$id is a template, and may be kept as a board’s own", (template) => {
    expect(HANDOFF_TEMPLATE.safeParse(template).error).toBeUndefined()
    expect(checkRegister("meta", `t:${template.id}`, asJson(template))).toBe("fine")
  })

  it.each(HANDOFF_TEMPLATES)(
    "$id has each field once, with words for all and options where one chooses",
    ({ fields }) => {
      expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length)
      for (const { label, help, type, options } of fields) {
        expect(label).not.toBe("")
        expect(help).not.toBe("")
        if (type === "choice") expect(options?.length).toBeGreaterThan(1)
      }
    },
  )

  it.each(HANDOFF_TEMPLATES)("$id gives a serious handoff less time and asks for more back", (template) => {
    const { acceptWithinMinutes, escalateEveryMinutes, level } = template
    const depth = ["ack", "read-back", "closed-loop"]
    for (const [mild, worse] of [
      ["routine", "watch"],
      ["watch", "critical"],
    ] as const) {
      expect(acceptWithinMinutes[worse]).toBeLessThanOrEqual(acceptWithinMinutes[mild])
      expect(escalateEveryMinutes[worse]).toBeLessThanOrEqual(escalateEveryMinutes[mild])
      expect(depth.indexOf(level[worse])).toBeGreaterThanOrEqual(depth.indexOf(level[mild]))
    }
    expect(level.critical).not.toBe("ack")
  })

  it("[R05] asks for an if-then wherever it gets serious", () => {
    const asksIfThen = ({ type, required }: SheetField) =>
      type === "if-then" && (required === "serious" || required === "always")
    const without = HANDOFF_TEMPLATES.filter(({ fields }) => !fields.some(asksIfThen))
    expect(without.map(({ id }) => id)).toEqual([])
  })

  it("[R25] keeps the routine four Ws at five fields that must be filled", () => {
    expect(HANDOFF_TEMPLATES[0]?.fields.filter(({ required }) => required === "always")).toHaveLength(5)
    expect(SEVERITIES[0]).toBe("routine")
  })

  it("has a default for every template of a board", () => {
    const defaults = Object.fromEntries(TEMPLATES.map(({ id }) => [id, defaultHandoffTemplate(id)]))
    expect(defaults).toEqual({
      "product-team": "design-dev-test",
      "ward-shift": "shift-note",
      "order-fulfilment": "order-fulfilment",
      "incident-desk": "incident",
      "kitchen-pass": "four-w",
      "plain-kanban": "four-w",
    })
    expect(defaultHandoffTemplate("constructor")).toBe("four-w")
  })
})

describe("finding a template", () => {
  const builtIn = HANDOFF_TEMPLATES[0]!
  const own = { ...builtIn, version: 3, name: "Ours" }
  const meta = {
    "t:four-w": asJson(own),
    "t:visit": asJson({ ...own, id: "visit", version: 1 }),
    "t:odd": asJson({ ...own, id: "other" }),
  }

  it("takes the board’s own one before the built-in one", () => {
    expect(templateFor(meta, "four-w")?.name).toBe("Ours")
    expect(templateFor({}, "four-w")).toBe(builtIn)
  })

  it("[R08] takes the exact version while the board or the product has it, else the newest", () => {
    expect(templateFor(meta, templateRef(builtIn))).toBe(builtIn)
    expect(templateFor(meta, "four-w@3")?.name).toBe("Ours")
    expect(templateFor(meta, "four-w@2")?.name).toBe("Ours")
  })

  it("[R08] keeps the version that a handoff began with, when newer ones of the board’s own have been saved", () => {
    const kept = { ...meta, "t:four-w_2": asJson({ ...own, version: 2, name: "Ours before" }) }
    expect(templateFor(kept, "four-w@2")?.name).toBe("Ours before")
    expect(templateFor(kept, "four-w@3")?.name).toBe("Ours")
    expect(templateFor(kept, "four-w")?.name).toBe("Ours")
    expect(templatesOf(kept).map(templateRef)).toEqual(templatesOf(meta).map(templateRef))
  })

  it("begins nothing new with a retired one, and still finds it for what runs", () => {
    const retired = { ...meta, "t:visit": asJson({ ...own, id: "visit", version: 1, retired: true }) }
    expect(templatesOf(retired).some(({ id }) => id === "visit")).toBe(false)
    expect(allTemplatesOf(retired).some(({ id }) => id === "visit")).toBe(true)
    expect(templateFor(retired, "visit@1")?.name).toBe("Ours")
  })

  it("knows none by an odd name, nor one whose register is of another id or broken", () => {
    for (const ref of ["", "@", "constructor", "__proto__", "odd", "nope@1"])
      expect(templateFor(meta, ref)).toBeUndefined()
    expect(templateFor({ "t:four-w": { id: "four-w" } }, "four-w")).toBe(builtIn)
  })

  it("lists the built-in ones with the board’s own in their place, and new ones after them", () => {
    const ids = templatesOf(meta).map(templateRef)
    expect(ids[0]).toBe("four-w@3")
    expect(ids.at(-1)).toBe("visit@1")
    expect(ids).toHaveLength(HANDOFF_TEMPLATES.length + 1)
  })
})
