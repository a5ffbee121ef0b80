import { describe, expect, it } from "vitest"
import { carriedOver, carriedTo, type Earlier } from "../../../shared/handoff/carry.ts"
import { firstRows, removeRow, rowsOf, tickRow } from "../../../shared/handoff/sheet-rows.ts"
import { SHIFT_CHANGE } from "../../../shared/handoff/templates/shift-change.ts"
import { SHIFT_NOTE } from "../../../shared/handoff/templates/shift-note.ts"
import type { Registers } from "../../../shared/model/board-view.ts"

const pump = (text: string, id = "pump"): Registers => firstRows("abnormal", [{ id, parts: { text } }])
const shift = (more: Partial<Earlier> & { readonly acceptedAt?: number | null } = {}): Earlier => ({
  lane: "ward",
  registers: pump("Pump 7 is out of order"),
  ...more,
  handoff: {
    id: "earlier",
    template: "shift-change@1",
    card: "day",
    state: "accepted",
    acceptedAt: 10,
    ...more.handoff,
    ...(more.acceptedAt === undefined ? {} : { acceptedAt: more.acceptedAt }),
  },
})
const texts = (earlier: readonly Earlier[], card = "night", lane = "ward") =>
  rowsOf(carriedOver(SHIFT_CHANGE, card, lane, earlier), "abnormal").map(({ parts }) => parts.text)

describe("[R14] what the next shift finds on its sheet", () => {
  it("is what was still out of order, though nobody typed it again", () => {
    expect(texts([shift()])).toEqual(["Pump 7 is out of order"])
  })
  it("comes from the newest shift that was accepted in this lane", () => {
    const older = shift({ registers: pump("Lift"), acceptedAt: 5 })
    const offered = shift({ registers: pump("Door"), acceptedAt: null })
    const elsewhere = shift({ registers: pump("Oven"), acceptedAt: 99, lane: "kitchen" })
    expect(texts([older, shift(), offered, elsewhere])).toEqual(["Pump 7 is out of order"])
  })
  it("comes from the same card before the lane", () => {
    const mine = shift({ registers: pump("Lift"), acceptedAt: 5 })
    const card = { ...mine, handoff: { ...mine.handoff, card: "night" } }
    expect(texts([shift(), card])).toEqual(["Lift"])
  })
  it("leaves out what was ticked off or taken off, and fields that are not carried", () => {
    const ticked = tickRow({ id: "s", registers: pump("Pump") }, "abnormal", "pump", true)[0]
    if (ticked?.kind !== "set") throw new Error("not ticked")
    expect(texts([shift({ registers: { [ticked.key]: ticked.to } })])).toEqual([])
    expect(texts([shift({ registers: {} })])).toEqual([])
    const walked = firstRows("walkdown", [{ id: "w", parts: { text: "Looked at it" } }])
    expect(carriedOver(SHIFT_CHANGE, "night", "ward", [shift({ registers: walked })])).toEqual({})
  })
  it("is marked as carried, and does not come a third time once it is taken off or does not apply", () => {
    const carried = carriedOver(SHIFT_CHANGE, "night", "ward", [shift()])
    expect(rowsOf(carried, "abnormal")).toMatchObject([{ carried: true }])
    const sheet = { id: "s", registers: carried }
    for (const change of [
      ...removeRow(sheet, "abnormal", "pump", "mended at noon"),
      ...tickRow(sheet, "abnormal", "pump", "it is not ours"),
    ])
      expect(change.kind === "set" && texts([shift({ registers: { [change.key]: change.to } })])).toEqual([])
  })
  it("follows the place by its name, in whatever lane its card lay", () => {
    const at = (position: string, text: string, acceptedAt: number): Earlier =>
      shift({ lane: "elsewhere", acceptedAt, registers: { ...pump(text), "f:position": position } })
    const all = [at("Pump hall, day", "Lift", 5), at("Pump hall", "Pump 7", 3), at("Pump hall", "Door", 2)]
    const found = (position: string) =>
      rowsOf(carriedTo(SHIFT_CHANGE, position, all), "abnormal").map(({ parts }) => parts.text)
    expect(found(" pump Hall ")).toEqual(["Pump 7"])
    expect(found("Kitchen")).toEqual([])
    expect(found("")).toEqual([])
  })
  it("reads lists of the old form too", () => {
    expect(texts([shift({ registers: { "f:abnormal": [{ id: "p", text: "Pump 7" }] } })])).toEqual(["Pump 7"])
  })
  it("is nothing for another template", () => {
    expect(carriedOver(SHIFT_NOTE, "night", "ward", [shift()])).toEqual({})
  })
})
