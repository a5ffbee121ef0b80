import { ActionIcon, Button } from "@mantine/core"
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react"
import { useId, useState } from "react"
import { type HandoffTemplate, MAX_FIELDS, type SheetField } from "../../../shared/handoff/template.ts"
import { templates as words } from "../../words/en/templates.ts"
import { AddLine } from "../AddLine.tsx"
import classes from "../board-settings.module.css"
import { addField, moveField, putField, removeField } from "./editing.ts"
import { FieldForm } from "./FieldForm.tsx"
import own from "./templates.module.css"

interface FieldListProps {
  readonly draft: HandoffTemplate
  readonly onChange: (draft: HandoffTemplate) => void
}

/** The fields in the order in which they are filled in and read. */
export function FieldList({ draft, onChange }: FieldListProps) {
  const [opened, setOpened] = useState<string>()
  const id = useId()
  const { fields } = draft
  const check = (label: string) => {
    if (label.trim() === "") return words.fieldNeedsName
    if (fields.length >= MAX_FIELDS) return words.full(MAX_FIELDS)
    return fields.some((field) => field.label.toLowerCase() === label.trim().toLowerCase()) ? words.taken : undefined
  }
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h4 id={id} className={own.heading}>
        {words.fields}
      </h4>
      <ol className={classes.rows}>
        {fields.map((field, at) => (
          <FieldRow
            key={field.key}
            {...{ field, draft, at, onChange }}
            isOpen={opened === field.key}
            onOpen={(isOpen) => setOpened(isOpen ? field.key : undefined)}
          />
        ))}
      </ol>
      <AddLine
        label={words.newField}
        button={words.addField}
        maxLength={300}
        check={check}
        onAdd={(label) => {
          const next = addField(draft, label)
          onChange(next)
          setOpened(next.fields.at(-1)?.key)
        }}
      />
    </section>
  )
}

interface FieldRowProps extends FieldListProps {
  readonly field: SheetField
  readonly at: number
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}

function FieldRow({ field, draft, at, isOpen, onOpen, onChange }: FieldRowProps) {
  const id = useId()
  const { key, label, type, required } = field
  const move = (by: -1 | 1) => onChange(moveField(draft, at, by))
  return (
    <li className={own.field}>
      <div className={own.fieldHead}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={isOpen ? words.fold(label) : words.change(label)}
          className={own.fieldName ?? ""}
          onClick={() => onOpen(!isOpen)}
        >
          {label || "…"}
        </Button>
        <span className={own.facts}>
          {words.types[type]} · {words.short[required]}
        </span>
        <span className={own.tools}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={words.up(label)}
            disabled={at === 0}
            onClick={() => move(-1)}
          >
            <IconArrowUp size={16} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={words.down(label)}
            disabled={at === draft.fields.length - 1}
            onClick={() => move(1)}
          >
            <IconArrowDown size={16} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={words.remove(label)}
            onClick={() => onChange(removeField(draft, key))}
          >
            <IconTrash size={16} aria-hidden="true" />
          </ActionIcon>
        </span>
      </div>
      {isOpen && (
        <div id={id} className={own.fieldForm}>
          <FieldForm field={field} onChange={(next) => onChange(putField(draft, key, next))} />
        </div>
      )}
    </li>
  )
}
