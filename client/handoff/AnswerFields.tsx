import { useId } from "react"
import type { Answers } from "../../shared/handoff/receiver-answers.ts"
import type { SheetField } from "../../shared/handoff/template.ts"
import { LIMITS } from "../../shared/limits.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { FieldFrame } from "./fields/FieldFrame.tsx"
import { PersonSelect } from "./fields/PersonSelect.tsx"
import { Choice } from "./fields/SheetFieldInput.tsx"
import { TimeInput } from "./fields/TimeInput.tsx"
import classes from "./handoff.module.css"

interface AnswerFieldsProps {
  readonly fields: readonly SheetField[]
  readonly answers: Answers
  readonly onAnswer: (key: string, text: string) => void
}

/** What the template asks of whoever accepts. It is theirs alone until they accept: nobody else sees it written. */
export function AnswerFields({ fields, answers, onAnswer }: AnswerFieldsProps) {
  return fields.map((field) => (
    <FieldFrame key={field.key} label={field.label} help={field.help} note={words.forYouToAnswer}>
      <AnswerInput
        field={field}
        value={Object.hasOwn(answers, field.key) ? (answers[field.key] ?? "") : ""}
        onAnswer={(text) => onAnswer(field.key, text)}
      />
    </FieldFrame>
  ))
}

interface AnswerInputProps {
  readonly field: SheetField
  readonly value: string
  readonly onAnswer: (text: string) => void
}

function AnswerInput({ field, value, onAnswer }: AnswerInputProps) {
  const id = useId()
  const { label, type } = field
  const said = {
    className: type === "long" ? classes.textarea : classes.input,
    "aria-label": label,
    "aria-required": true,
    maxLength: LIMITS.lineChars,
    value,
  } as const
  switch (type) {
    case "choice":
      return <Choice {...{ id, field, value }} isNeeded readOnly={false} onCommit={onAnswer} />
    case "person":
      return <PersonSelect label={label} value={value} hasRoles onCommit={onAnswer} />
    case "time":
      return <TimeInput label={label} value={value} onCommit={onAnswer} />
    case "long":
      return <textarea {...said} rows={3} onChange={(event) => onAnswer(event.currentTarget.value)} />
    default:
      return (
        <input
          {...said}
          type="text"
          {...(type === "link" ? { placeholder: words.linkOrPlace } : {})}
          inputMode={type === "number" ? "decimal" : "text"}
          onChange={(event) => onAnswer(event.currentTarget.value)}
        />
      )
  }
}
