/**
 * Who ticks the checks by which a handoff is done, or says that one does not apply: whoever has the card, its crew and the
 * leads, while it is theirs to do. The screen shows the boxes by it, and the relay judges by it.
 */
import type { Refusal } from "../errors.ts"
import { isJsonObject, type Json } from "../json.ts"
import type { Handoff } from "./handoff.ts"
import { isSharedScreen, type PartyBoard, partiesOf, type Someone } from "./parties.ts"
import type { SheetChange } from "./sheet.ts"
import { fieldOfRow, isTakenOff } from "./sheet-rows.ts"
import type { Party } from "./transitions.ts"

const TICKING = ["accountable", "crew", "lead"] as const satisfies readonly Party[]

export const mayTick = ({ state }: Handoff, parties: ReadonlySet<Party>): boolean =>
  state === "accepted" && TICKING.some((party) => parties.has(party))

/**
 * The no to a tick of somebody else, or at another time. A draft is nobody's word yet. Around a shared screen stand those who
 * do the work: it ticks for them, and calling it done takes one of them by name.
 */
export function judgeTick(
  change: SheetChange,
  handoff: Handoff | undefined,
  someone: Someone,
  board: PartyBoard,
): Refusal | undefined {
  if (!handoff || handoff.offers === 0 || !ticks(change, handoff.finishFields)) return undefined
  if (isSharedScreen(someone.actor)) return handoff.state === "accepted" ? undefined : { rule: "E12" }
  return mayTick(handoff, partiesOf(someone, handoff, board)) ? undefined : { rule: "E12" }
}

/** Whether a line of those fields is settled otherwise than before, whatever else is written with it; to take it off is no tick. */
function ticks(change: SheetChange, fields: readonly string[]): boolean {
  const { from, to } = change
  if (!isJsonObject(to) || isTakenOff(change) || !fields.includes(fieldOfRow(to) ?? "")) return false
  return settled(from) !== settled(to)
}

const settled = (row: Json | undefined): string =>
  isJsonObject(row) ? JSON.stringify([row.done === true, row.notApplicable ?? null]) : "[false,null]"
