/** What an observed change leaves in the ledger: itself, and what it does to promises that were made before. */
import type { Change } from "../../shared/change/change.ts"
import { draftOf } from "../../shared/change/entries.ts"
import { materialChange, type SheetChange } from "../../shared/handoff/sheet.ts"
import { isTakenOff, isTick } from "../../shared/handoff/sheet-rows.ts"
import { templateFor } from "../../shared/handoff/templates/templates.ts"
import { TRANSITIONS } from "../../shared/handoff/transitions.ts"
import type { ActorId } from "../../shared/ids.ts"
import type { Json } from "../../shared/json.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import type { Entry, EntryDraft } from "../../shared/model/entry.ts"
import { type Promises, signaturesOf } from "../../shared/promises/fold.ts"
import { cardPromise, handoffOf } from "../../shared/promises/questions.ts"

export const RELAY = "system" as ActorId

export interface Recorder {
  readonly promises: Promises
  meta(): Registers
  /** Writes the entry and folds it in, so that the next change is judged by it. */
  seal(draft: EntryDraft): Entry
}

export function record(change: Change, actor: ActorId, recorder: Recorder, more: Partial<EntryDraft> = {}): void {
  const draft = { ...draftOf(change, actor), ...more }
  const edit = change.kind === "set" && change.root === "sheets" ? sheetEdit(change.id, change, recorder) : undefined
  const { seq } = recorder.seal({ ...draft, ...edit })
  for (const voided of voidedBy(change, recorder.promises)) recorder.seal({ ...voided, cause: String(seq) })
}

/** An edit of an offered brief counts its version on; undefined when nobody was given it to read. */
export function sheetEdit(
  id: string,
  change: SheetChange,
  recorder: Recorder,
): Pick<EntryDraft, "card" | "data"> | undefined {
  const handoff = handoffOf(recorder.promises, id)
  if (!handoff) return undefined
  // What counts no version on is known with its card all the same: everybody sees whose tick it is, and why a line is gone.
  if (isTick(change) || (handoff.offers === 0 && isTakenOff(change))) return { card: handoff.card, data: { sheet: id } }
  if (!(TRANSITIONS.change.from as readonly string[]).includes(handoff.state)) return undefined
  const template = templateFor(recorder.meta(), handoff.template)
  const edit = template && materialChange(change, handoff, template)
  return edit && { card: handoff.card, data: { handoff: id, sheet: id, ...edit } }
}

/** Whoever signed an item signed its words: with other words, or none, no name stands under it. */
function voidedBy(change: Change, promises: Promises): readonly EntryDraft[] {
  if (change.kind !== "set" || change.root !== "cards" || !change.key.startsWith("c:")) return []
  if (textOf(change.from) === textOf(change.to)) return []
  const check = change.key.slice(2)
  const isSigned = signaturesOf(cardPromise(promises, change.id), check).length > 0
  return isSigned ? [{ actor: RELAY, kind: "check.voided", card: change.id, data: { check } }] : []
}

const textOf = (value: Json): unknown => (value as { readonly text?: Json } | null)?.text
