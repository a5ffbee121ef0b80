/**
 * What is carried from one handoff of a place to the next until somebody takes it off: a pump that is out of order stays on
 * every shift's sheet, though nobody types it again.
 */
import type { Registers } from "../model/board-view.ts"
import type { Handoff } from "./handoff.ts"
import { firstRows, isRowType, isSettled, rowsOf } from "./sheet-rows.ts"
import type { HandoffTemplate } from "./template.ts"

/** An earlier handoff with its sheet, and the lane in which its card lies. */
export interface Earlier {
  readonly handoff: Pick<Handoff, "template" | "card" | "acceptedAt" | "state">
  readonly lane: string
  readonly registers: Registers
}

/** The newest handoff of the same template that was accepted for this card, or else for its lane. */
function before(template: HandoffTemplate, card: string, lane: string, earlier: readonly Earlier[]) {
  const accepted = earlier
    .filter(({ handoff }) => handoff.acceptedAt !== null && handoff.template.split("@")[0] === template.id)
    .sort((a, b) => (b.handoff.acceptedAt ?? 0) - (a.handoff.acceptedAt ?? 0))
  return accepted.find(({ handoff }) => handoff.card === card) ?? accepted.find((one) => one.lane === lane)
}

/** The registers with which a new sheet begins: the lines that were still open in the one before. */
export function carriedOver(
  template: HandoffTemplate,
  card: string,
  lane: string,
  earlier: readonly Earlier[],
): Registers {
  const fields = template.fields.filter(({ carried, type }) => carried && isRowType(type))
  const last = fields.length > 0 ? before(template, card, lane, earlier) : undefined
  if (!last) return {}
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
