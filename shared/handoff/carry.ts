/**
 * What is carried from one handoff of a place to the next until somebody takes it off: a pump that is out of order stays on
 * every shift's sheet, though nobody types it again.
 */
import type { Json } from "../json.ts"
import type { Registers } from "../model/board-view.ts"
import type { Handoff } from "./handoff.ts"
import { firstRows, isRowType, isSettled, rowsOf } from "./sheet-rows.ts"
import type { HandoffTemplate } from "./template.ts"

/** An earlier handoff with its sheet, and the lane in which its card lies. */
export interface Earlier {
  readonly handoff: Pick<Handoff, "id" | "template" | "card" | "acceptedAt" | "state">
  readonly lane: string
  readonly registers: Registers
}

/** The field that names the place of which a sheet speaks, where a template has one. */
export const POSITION = "position"

const same = (name: Json | undefined): string => (typeof name === "string" ? name.trim().toLowerCase() : "")
const placeIn = (registers: Registers): string => same(registers[`f:${POSITION}`])

/** What was accepted with the same template, the newest first. */
const accepted = (template: HandoffTemplate, earlier: readonly Earlier[]): readonly Earlier[] =>
  earlier
    .filter(({ handoff }) => handoff.acceptedAt !== null && handoff.template.split("@")[0] === template.id)
    .sort((a, b) => (b.handoff.acceptedAt ?? 0) - (a.handoff.acceptedAt ?? 0))

/** The lines that were still open there. */
function openLines(template: HandoffTemplate, last: Earlier | undefined): Registers {
  if (!last) return {}
  const fields = template.fields.filter(({ carried, type }) => carried && isRowType(type))
  return Object.assign(
    {},
    ...fields.map(({ key }) =>
      firstRows(
        key,
        rowsOf(last.registers, key).filter((row) => !isSettled(row)),
        { carried: true },
      ),
    ),
  ) as Registers
}

/** The registers with which a new sheet begins: what was still open for this card, or else in its lane. */
export function carriedOver(
  template: HandoffTemplate,
  card: string,
  lane: string,
  earlier: readonly Earlier[],
): Registers {
  const all = accepted(template, earlier)
  return openLines(template, all.find(({ handoff }) => handoff.card === card) ?? all.find((one) => one.lane === lane))
}

/** What was still open at a place by its name, once a sheet says that it speaks of that place. */
export function carriedTo(template: HandoffTemplate, position: string, earlier: readonly Earlier[]): Registers {
  const place = same(position)
  if (place === "") return {}
  return openLines(
    template,
    accepted(template, earlier).find(({ registers }) => placeIn(registers) === place),
  )
}
