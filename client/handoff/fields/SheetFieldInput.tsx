import { TagsInput } from "@mantine/core"
import { useId, useState } from "react"
import { textIdOf } from "../../../shared/handoff/sheet.ts"
import { isRowType, type SheetRow } from "../../../shared/handoff/sheet-rows.ts"
import type { SheetField } from "../../../shared/handoff/template.ts"
import type { Json } from "../../../shared/json.ts"
import { LongText } from "../../card/description/Description.tsx"
import { EditableText } from "../../card/fields/EditableText.tsx"
import { numberFrom } from "../../card/fields/number-from.ts"
import { isSafeUrl } from "../../card/safe-url.ts"
import { usePeopleDirectory } from "../../hooks/usePeopleDirectory.ts"
import { handoff as words } from "../../words/en/handoff.ts"
import classes from "../handoff.module.css"
import { linesOf } from "../value-words.ts"
import { PersonSelect } from "./PersonSelect.tsx"
import { Rows } from "./Rows.tsx"
import { TimeInput } from "./TimeInput.tsx"

export interface SheetFieldInputProps {
  readonly cardId: string
  readonly handoff: string
  readonly field: SheetField
  readonly value: Json | undefined
  /** The lines of a list. */
  readonly rows?: readonly SheetRow[] | undefined
  readonly readOnly: boolean
  readonly onCommit: (value: Json) => void
}

/** The input of a field of the sheet, by its type. */
export function SheetFieldInput(props: SheetFieldInputProps) {
  const { cardId, handoff, field, value, readOnly, onCommit } = props
  const register = `${handoff}:${field.key}`
  const id = useId()
  const text = typeof value === "string" ? value : ""
  const commitText = (next: string) => onCommit(next.trim() || null)
  if (isRowType(field.type))
    return <Rows {...{ cardId, handoff }} rows={props.rows ?? []} field={{ ...field, type: field.type }} />
  switch (field.type) {
    case "long":
      return (
        <div className={classes.long}>
          <LongText
            {...{ cardId, register }}
            textId={textIdOf(handoff, field.key)}
            label={field.label}
            placeholder={words.longPlaceholder}
          />
        </div>
      )
    case "choice":
      return <Choice {...{ id, field, readOnly }} value={text} onCommit={commitText} />
    case "multi":
      return <Multi {...props} />
    case "person":
      return <PersonSelect label={field.label} value={text} hasRoles disabled={readOnly} onCommit={commitText} />
    case "time":
      return <TimeInput label={field.label} value={text} disabled={readOnly} onCommit={commitText} />
    case "number":
      return <NumberText {...props} />
    case "link":
      return <LinkText {...props} />
    default:
      return (
        <EditableText
          {...{ cardId, register, readOnly }}
          value={text}
          label={field.label}
          placeholder={readOnly ? words.empty : field.label}
          maxLength={500}
          className={classes.framed}
          onCommit={commitText}
        />
      )
  }
}

interface ChoiceProps {
  readonly id: string
  readonly field: SheetField
  readonly value: string
  readonly readOnly: boolean
  readonly isNeeded?: boolean
  readonly onCommit: (value: string) => void
}

export function Choice({ id, field, value, readOnly, isNeeded = false, onCommit }: ChoiceProps) {
  const options = field.options ?? []
  // A value that the template no longer offers is still what was said.
  const all = value === "" || options.includes(value) ? options : [...options, value]
  return (
    <select
      id={id}
      className={classes.input}
      aria-label={field.label}
      aria-required={isNeeded || undefined}
      value={value}
      disabled={readOnly}
      onChange={(event) => onCommit(event.currentTarget.value)}
    >
      <option value="">{words.pick}</option>
      {all.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  )
}

function Multi({ field, value, readOnly, onCommit }: SheetFieldInputProps) {
  const people = usePeopleDirectory()
  const said = linesOf(value).map(String)
  const commit = (next: readonly string[]) => onCommit(next.length === 0 ? null : [...next])
  if (!field.options)
    return (
      <TagsInput
        size="xs"
        aria-label={field.label}
        placeholder={said.length === 0 ? words.listPlaceholder : ""}
        data={[...people.values()].map(({ name }) => name)}
        value={said}
        disabled={readOnly}
        onChange={commit}
      />
    )
  return (
    <div className={classes.options}>
      {field.options.map((option) => (
        <label key={option} className={classes.option}>
          <input
            type="checkbox"
            checked={said.includes(option)}
            disabled={readOnly}
            onChange={(event) =>
              commit(event.currentTarget.checked ? [...said, option] : said.filter((one) => one !== option))
            }
          />
          {option}
        </label>
      ))}
    </div>
  )
}

function NumberText({ cardId, handoff, field, value, readOnly, onCommit }: SheetFieldInputProps) {
  const [isWrong, setWrong] = useState(false)
  return (
    <>
      <EditableText
        {...{ cardId, readOnly }}
        register={`${handoff}:${field.key}`}
        value={typeof value === "number" ? String(value) : ""}
        label={field.label}
        maxLength={30}
        className={classes.framed}
        onCommit={(typed) => {
          const number = typed.trim() === "" ? null : numberFrom(typed)
          setWrong(number === undefined)
          if (number !== undefined) onCommit(number)
        }}
      />
      {isWrong && <p className={classes.problem}>{words.notANumber}</p>}
    </>
  )
}

function LinkText({ cardId, handoff, field, value, readOnly, onCommit }: SheetFieldInputProps) {
  const [isWrong, setWrong] = useState(false)
  return (
    <>
      <EditableText
        {...{ cardId, readOnly }}
        register={`${handoff}:${field.key}`}
        value={typeof value === "string" ? value : ""}
        label={field.label}
        placeholder={words.linkPlaceholder}
        maxLength={2_000}
        className={classes.framed}
        onCommit={(typed) => {
          const url = typed.trim()
          const isFine = url === "" || isSafeUrl(url)
          setWrong(!isFine)
          if (isFine) onCommit(url || null)
        }}
      />
      {isWrong && <p className={classes.problem}>{words.badLink}</p>}
    </>
  )
}
