import { Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core"
import { useState } from "react"
import { isRowType } from "../../../shared/handoff/sheet-rows.ts"
import { FIELD_TYPES, REQUIREMENTS, type SheetField } from "../../../shared/handoff/template.ts"
import { CAN_BE_NONE } from "../../../shared/handoff/template-edit.ts"
import { useCrewRoles } from "../../hooks/useBoard.ts"
import { templates as words } from "../../words/en/templates.ts"
import { optionsFrom } from "../edits.ts"
import own from "./templates.module.css"

interface FieldFormProps {
  readonly field: SheetField
  readonly onChange: (field: SheetField) => void
}

const HAS_OPTIONS: ReadonlySet<SheetField["type"]> = new Set(["choice", "multi"])
const MOST_OPTIONS = 30

export function FieldForm({ field, onChange }: FieldFormProps) {
  const { noneIsAnAnswer, carried, toFinish, options: _, ...plain } = field
  const put = (patch: Partial<SheetField>) => onChange({ ...field, ...patch })
  const setType = (type: SheetField["type"]) =>
    onChange({
      ...plain,
      type,
      ...(HAS_OPTIONS.has(type) && field.options ? { options: field.options } : {}),
      ...(carried && isRowType(type) ? { carried } : {}),
      ...(toFinish && type === "checks" ? { toFinish } : {}),
      ...(noneIsAnAnswer && CAN_BE_NONE.has(type) ? { noneIsAnAnswer } : {}),
    })
  const setCarried = (isOn: boolean) => {
    const { carried: __, ...without } = field
    onChange(isOn ? { ...without, carried: true } : without)
  }
  const setToFinish = (isOn: boolean) => {
    const { toFinish: __, ...without } = field
    onChange(isOn ? { ...without, toFinish: true } : without)
  }
  const setNone = (isOn: boolean) => {
    const { noneIsAnAnswer: __, ...without } = field
    onChange(isOn ? { ...without, noneIsAnAnswer: true } : without)
  }
  return (
    <>
      <TextInput
        label={words.label}
        value={field.label}
        maxLength={300}
        onChange={(event) => put({ label: event.currentTarget.value })}
      />
      <Textarea
        label={words.help}
        description={words.helpWords}
        value={field.help}
        maxLength={300}
        rows={2}
        onChange={(event) => put({ help: event.currentTarget.value })}
      />
      <div className={own.pair}>
        <NativeSelect
          label={words.type}
          value={field.type}
          data={FIELD_TYPES.map((value) => ({ value, label: words.types[value] }))}
          onChange={(event) => setType(event.currentTarget.value as SheetField["type"])}
        />
        <NativeSelect
          label={words.required}
          value={field.required}
          data={REQUIREMENTS.map((value) => ({ value, label: words.requirements[value] }))}
          onChange={(event) => put({ required: event.currentTarget.value as SheetField["required"] })}
        />
      </div>
      {HAS_OPTIONS.has(field.type) && (
        <Options options={field.options ?? []} onCommit={(options) => put({ options: [...options] })} />
      )}
      <Checkbox
        label={words.material}
        checked={field.material}
        onChange={(event) => put({ material: event.currentTarget.checked })}
      />
      {CAN_BE_NONE.has(field.type) && (
        <Checkbox
          label={words.none}
          checked={noneIsAnAnswer === true}
          onChange={(event) => setNone(event.currentTarget.checked)}
        />
      )}
      {isRowType(field.type) && (
        <Checkbox
          label={words.carried}
          checked={field.carried === true}
          onChange={(event) => setCarried(event.currentTarget.checked)}
        />
      )}
      {field.type === "checks" && (
        <Checkbox
          label={words.toFinish}
          checked={field.toFinish === true}
          onChange={(event) => setToFinish(event.currentTarget.checked)}
        />
      )}
      <Roles field={field} onChange={onChange} />
    </>
  )
}

/** The text as it is typed; the choices that it says go on at once. */
function Options({
  options,
  onCommit,
}: {
  options: readonly string[]
  onCommit: (options: readonly string[]) => void
}) {
  const [typed, setTyped] = useState<string>()
  return (
    <Textarea
      label={words.options}
      description={words.optionsHelp}
      value={typed ?? options.join("\n")}
      rows={Math.min(8, Math.max(3, options.length + 1))}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onCommit(optionsFrom(event.currentTarget.value).slice(0, MOST_OPTIONS))
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}

function Roles({ field, onChange }: FieldFormProps) {
  const roles = useCrewRoles()
  if (roles.length === 0) return null
  const chosen = field.roles ?? []
  const toggle = (id: string, isOn: boolean) => {
    const { roles: _, ...without } = field
    const next = isOn ? [...chosen, id] : chosen.filter((one) => one !== id)
    onChange(next.length === 0 ? without : { ...without, roles: next.slice(0, 8) })
  }
  return (
    <fieldset className={own.roles}>
      <legend>{words.roles}</legend>
      {roles.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={chosen.includes(id)}
          onChange={(event) => toggle(id, event.currentTarget.checked)}
        />
      ))}
    </fieldset>
  )
}
