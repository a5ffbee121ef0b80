import { NativeSelect, Textarea } from "@mantine/core"
import { useState } from "react"
import type { FieldDef } from "../../shared/model/settings.ts"
import { usesOf } from "../../shared/model/ticket.ts"
import { useFields } from "../hooks/useBoard.ts"
import { settings as words } from "../words/en/settings.ts"
import { AddLine } from "./AddLine.tsx"
import classes from "./board-settings.module.css"
import { EditableText } from "./EditableText.tsx"
import { isTaken, optionsFrom, putField, rankAtEnd, setAside } from "./edits.ts"
import { RemoveButton } from "./RemoveButton.tsx"
import { useBoardEdits } from "./useBoardEdits.ts"

const MAX_NAME = 100
const TYPES = Object.keys(words.fieldTypes) as FieldDef["type"][]

export function FieldSettings({ isReadOnly }: { isReadOnly: boolean }) {
  const fields = useFields()
  const { apply, newId } = useBoardEdits()
  const [type, setType] = useState<FieldDef["type"]>("text")
  const add = (name: string) => {
    const rank = rankAtEnd(fields, crypto.getRandomValues(new Uint16Array(1))[0] ?? 0)
    apply((meta) => putField(meta, { id: newId(), name, type, rank }))
  }
  return (
    <section className={classes.section} aria-labelledby="settings-fields">
      <h3 id="settings-fields" className={classes.heading}>
        {words.fields}
      </h3>
      <p className={classes.note}>{words.fieldsWords}</p>
      <ul className={classes.rows}>
        {fields.map((field) => (
          <FieldRow key={field.id} field={field} others={fields} isReadOnly={isReadOnly} />
        ))}
      </ul>
      {!isReadOnly && (
        <AddLine
          label={words.newField}
          button={words.addField}
          maxLength={MAX_NAME}
          check={(name) => checkName(fields, name)}
          onAdd={add}
        >
          <NativeSelect
            aria-label={words.fieldType}
            value={type}
            data={TYPES.map((value) => ({ value, label: words.fieldTypes[value] }))}
            onChange={(event) => setType(event.currentTarget.value as FieldDef["type"])}
          />
        </AddLine>
      )}
    </section>
  )
}

const checkName = (fields: readonly FieldDef[], name: string, except?: string) =>
  name.trim() === "" ? words.needName : isTaken(fields, name, except) ? words.taken : undefined

interface FieldRowProps {
  readonly field: FieldDef
  readonly others: readonly FieldDef[]
  readonly isReadOnly: boolean
}

/** The kind stays as it was made: values of another kind would lose their sense. */
function FieldRow({ field, others, isReadOnly }: FieldRowProps) {
  const { apply, remove } = useBoardEdits()
  const put = (patch: Partial<FieldDef>) => apply((meta) => putField(meta, { ...field, ...patch }))
  return (
    <li>
      <div className={classes.row}>
        <EditableText
          label={words.fieldName}
          isLabelHidden
          value={field.name}
          maxLength={MAX_NAME}
          isReadOnly={isReadOnly}
          check={(name) => checkName(others, name, field.id)}
          onCommit={(name) => put({ name })}
        />
        <span className={classes.kind}>{words.fieldTypes[field.type]}</span>
        {!isReadOnly && <RemoveButton name={field.name} onRemove={() => remove("f", field.id, field.name)} />}
      </div>
      <UseOfField field={field} isReadOnly={isReadOnly} />
      {field.type === "choice" && (
        <Choices
          options={field.options ?? []}
          isReadOnly={isReadOnly}
          onCommit={(options) => put({ options: [...options] })}
        />
      )}
    </li>
  )
}

/** What walls know a field for: how much a card is, and what belongs together. */
function UseOfField({ field, isReadOnly }: Pick<FieldRowProps, "field" | "isReadOnly">) {
  const fields = useFields()
  const { apply } = useBoardEdits()
  const uses = usesOf(field.type)
  if (uses.length === 0) return null
  return (
    <NativeSelect
      className={classes.use ?? ""}
      aria-label={words.fieldUse(field.name)}
      value={field.use ?? ""}
      disabled={isReadOnly}
      data={[
        { value: "", label: words.fieldUses.none },
        ...uses.map((use) => ({ value: use, label: words.fieldUses[use] })),
      ]}
      onChange={(event) => {
        const use = uses.find((candidate) => candidate === event.currentTarget.value)
        apply((meta) => setAside(meta, fields, field.id, use))
      }}
    />
  )
}

interface ChoicesProps {
  readonly options: readonly string[]
  readonly isReadOnly: boolean
  readonly onCommit: (options: readonly string[]) => void
}

function Choices({ options, isReadOnly, onCommit }: ChoicesProps) {
  const [draft, setDraft] = useState<string>()
  return (
    <Textarea
      className={classes.choices ?? ""}
      label={words.options}
      description={words.optionsHelp}
      value={draft ?? options.join("\n")}
      readOnly={isReadOnly}
      rows={Math.min(8, Math.max(3, options.length + 1))}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => {
        if (draft !== undefined) onCommit(optionsFrom(draft))
        setDraft(undefined)
      }}
    />
  )
}
