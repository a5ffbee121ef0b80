import { useState } from "react"
import { LIMITS } from "../../../shared/limits.ts"
import type { Card } from "../../../shared/model/card.ts"
import type { FieldDef } from "../../../shared/model/settings.ts"
import { card as words } from "../../words/en/card.ts"
import { setField } from "../edits.ts"
import { useCardEdits } from "../useCardEdits.ts"
import { EditableText } from "./EditableText.tsx"
import classes from "./fields.module.css"
import { numberFrom } from "./number-from.ts"
import { usePickedDate } from "./usePickedDate.ts"

interface FieldProps {
  readonly card: Card
  readonly field: FieldDef
  readonly id: string
}

/** One of the board's own fields, by its type. A value of another type (the field was changed) is shown as it is. */
export function CustomField(props: FieldProps) {
  switch (props.field.type) {
    case "date":
      return <DateField {...props} />
    case "choice":
      return <ChoiceField {...props} />
    default:
      return <TextField {...props} />
  }
}

function TextField({ card, field }: FieldProps) {
  const { canEdit, edit } = useCardEdits(card.id)
  const [isWrong, setWrong] = useState(false)
  const write = (typed: string) => {
    const value = field.type === "number" && typed.trim() !== "" ? numberFrom(typed) : typed
    setWrong(value === undefined)
    if (value !== undefined) edit((edited) => setField(edited, field.id, value))
  }
  return (
    <>
      <EditableText
        cardId={card.id}
        register={`f:${field.id}`}
        value={String(card.fields[field.id] ?? "")}
        label={field.name}
        placeholder={words.none}
        maxLength={LIMITS.lineChars}
        readOnly={!canEdit}
        onCommit={write}
      />
      {isWrong && (
        <p className={classes.refusal} role="alert">
          {words.notANumber}
        </p>
      )}
    </>
  )
}

function DateField({ card, field, id }: FieldProps) {
  const { canEdit, edit } = useCardEdits(card.id)
  const kept = String(card.fields[field.id] ?? "")
  const date = usePickedDate(kept, (value) => edit((edited) => setField(edited, field.id, value)))
  return <input {...date} id={id} className={classes.native} type="date" readOnly={!canEdit} />
}

function ChoiceField({ card, field, id }: FieldProps) {
  const { canEdit, edit } = useCardEdits(card.id)
  const kept = String(card.fields[field.id] ?? "")
  const options = field.options ?? []
  return (
    <select
      id={id}
      className={classes.select}
      value={kept}
      disabled={!canEdit}
      onChange={(event) => edit((edited) => setField(edited, field.id, event.currentTarget.value))}
    >
      <option value="">{words.noChoice}</option>
      {kept !== "" && !options.includes(kept) && <option value={kept}>{kept}</option>}
      {options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  )
}
