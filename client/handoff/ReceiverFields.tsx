import type { Handoff } from "../../shared/handoff/handoff.ts"
import { rowsOf } from "../../shared/handoff/sheet-rows.ts"
import { FieldFrame } from "./fields/FieldFrame.tsx"
import { SheetFieldInput } from "./fields/SheetFieldInput.tsx"
import { setSheetField } from "./sheet-edits.ts"
import type { LiveSheet } from "./useBrief.ts"
import { useSheetEdits } from "./useSheetEdits.ts"

/** Fields of the sheet that whoever accepts fills in, such as the answer to a request. */
export function ReceiverFields({ handoff, sheet }: { handoff: Handoff; sheet: LiveSheet }) {
  const { canEdit, edit } = useSheetEdits(handoff.card, handoff.id)
  const fields = sheet.template.fields.filter(({ required }) => required === "receiver")
  return fields.map((field) => (
    <FieldFrame key={field.key} label={field.label} help={field.help}>
      <SheetFieldInput
        cardId={handoff.card}
        handoff={handoff.id}
        field={field}
        value={sheet.registers[`f:${field.key}`]}
        rows={rowsOf(sheet.registers, field.key)}
        readOnly={!canEdit}
        onCommit={(next) => edit((edited) => setSheetField(edited, field.key, next))}
      />
    </FieldFrame>
  ))
}
