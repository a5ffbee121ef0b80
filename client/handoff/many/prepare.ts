/** Sheets for several cards in one edit, and one receiver for all of them. Pure: ids come from the caller. */
import type { Change } from "../../../shared/change/change.ts"
import type { Target } from "../../../shared/handoff/handoff.ts"
import type { HandoffTemplate } from "../../../shared/handoff/template.ts"
import type { ReadModel } from "../../sync/board-session.ts"
import { earlierOn, setTo, startSheet } from "../sheet-edits.ts"

export interface Prepared {
  readonly card: string
  readonly handoff: string
}

/** A sheet for each card, with what the card already says and whom it goes to. */
export function sheetsFor(
  model: ReadModel,
  drafts: readonly Prepared[],
  template: HandoffTemplate,
  to: Target | undefined,
): readonly Change[] {
  const earlier = earlierOn(model)
  return drafts.flatMap(({ card, handoff }) =>
    startSheet(handoff, card, model.card(card) ?? {}, template, earlier).map((change) =>
      change.kind === "created" && to
        ? { ...change, value: { ...change.value, to: { kind: to.kind, id: to.id } } }
        : change,
    ),
  )
}

export const sendAllTo = (model: ReadModel, handoffs: readonly string[], to: Target | null): readonly Change[] =>
  handoffs.flatMap((id) => setTo({ id, registers: model.sheet(id) ?? {} }, to))
