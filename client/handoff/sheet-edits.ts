/** What the sheet's form writes, as pure builders of changes. */
import type { Change } from "../../shared/change/change.ts"
import { carriedOver, carriedTo, type Earlier, POSITION } from "../../shared/handoff/carry.ts"
import type { Target } from "../../shared/handoff/handoff.ts"
import { type EditedSheet, fieldOfRow, firstRows } from "../../shared/handoff/sheet-rows.ts"
import { type HandoffTemplate, type SheetField, templateRef } from "../../shared/handoff/template.ts"
import { equalJson, type Json } from "../../shared/json.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import { cardOf, placeOf, recordLinksOf, type Severity } from "../../shared/model/card.ts"
import { oneLine } from "../card/edits.ts"
import type { ReadModel } from "../sync/board-session.ts"

export function setOnSheet({ id, registers }: EditedSheet, key: string, to: Json): Change[] {
  const from = registers[key] ?? null
  return equalJson(from, to) ? [] : [{ kind: "set", root: "sheets", id, key, from, to }]
}

export const setSheetField = (sheet: EditedSheet, field: string, to: Json): Change[] =>
  setOnSheet(sheet, `f:${field}`, to)
export const setSheetLine = (sheet: EditedSheet, key: string, text: string): Change[] =>
  setOnSheet(sheet, key, oneLine(text) || null)
export const setTo = (sheet: EditedSheet, to: Target | null): Change[] =>
  setOnSheet(sheet, "to", to && { kind: to.kind, id: to.id })
export const setSheetSeverity = (sheet: EditedSheet, severity: Severity): Change[] =>
  setOnSheet(sheet, "severity", severity)

/** A new sheet with what the card already says: nobody types that twice. */
export function startSheet(
  handoff: string,
  card: string,
  registers: Registers,
  template: HandoffTemplate,
  earlier: readonly Earlier[] = [],
): Change[] {
  const { severity, due, next } = cardOf(card, registers)
  const value: Record<string, Json> = {
    card,
    template: templateRef(template),
    severity,
    ...(due === undefined ? {} : { due }),
    ...(next === "" ? {} : { next }),
    ...prefilled(card, registers, template),
    ...carriedOver(template, card, placeOf(registers)?.[0] ?? "", earlier),
  }
  return [{ kind: "created", root: "sheets", id: handoff, value }]
}

/** Says of which place a sheet speaks; what was still open there comes along, once, and nothing that is here already. */
export function setPosition(
  sheet: EditedSheet,
  template: HandoffTemplate,
  position: string | null,
  earlier: readonly Earlier[],
): Change[] {
  const others = earlier.filter(({ handoff }) => handoff.id !== sheet.id)
  const carried = Object.entries(carriedTo(template, position ?? "", others))
  const fresh = carried.filter(([key]) => !Object.hasOwn(sheet.registers, key))
  const fields = new Set(fresh.flatMap(([, row]) => fieldOfRow(row) ?? []))
  return [
    ...setSheetField(sheet, POSITION, position),
    // An outright "none" was said before the lines were known.
    ...[...fields].flatMap((field) => setSheetField(sheet, field, null)),
    ...fresh.flatMap(([key, row]) => setOnSheet(sheet, key, row ?? null)),
  ]
}

/** Fields that ask for the thing itself get its title; the first field for references gets the card's records. */
const NAMES = new Set(["title", "what", "identifier", "order"])

function prefilled(card: string, registers: Registers, template: HandoffTemplate): Record<string, Json> {
  const { title } = cardOf(card, registers)
  const links = recordLinksOf(registers)
  const byType = (type: SheetField["type"]) => template.fields.find((field) => field.type === type)
  const name = template.fields.find((field) => field.type === "text" && NAMES.has(field.key))
  const references = byType("references")
  const link = byType("link")
  const named = links.map(({ linkId, system, id, url }) => ({
    id: linkId,
    parts: { text: [system, id].filter(Boolean).join(" ") || url, url },
  }))
  return {
    ...(name && title !== "" ? { [`f:${name.key}`]: title } : {}),
    ...(references ? firstRows(references.key, named) : {}),
    ...(link && link.required !== "receiver" && links[0] ? { [`f:${link.key}`]: links[0].url } : {}),
  }
}

/** All handoffs of the board with their sheets, for what a new one carries on. */
export const earlierOn = (model: ReadModel): readonly Earlier[] =>
  model.handoffs().map((handoff) => ({
    handoff,
    lane: placeOf(model.card(handoff.card) ?? {})?.[0] ?? "",
    registers: model.sheet(handoff.id) ?? {},
  }))
