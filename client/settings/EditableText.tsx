import { TextInput } from "@mantine/core"
import { useState } from "react"

interface EditableTextProps {
  readonly label: string
  /** The label is read out but not drawn, where a heading says it already. */
  readonly isLabelHidden?: boolean
  readonly value: string
  readonly maxLength: number
  readonly isReadOnly?: boolean
  readonly placeholder?: string
  /** Why a text cannot stand, or undefined. */
  readonly check?: (text: string) => string | undefined
  readonly onCommit: (text: string) => void
}

/**
 * A line that is written when it is left or Enter is pressed; Escape takes it back. While it is being typed in, edits of
 * others do not touch it.
 */
export function EditableText({
  label,
  isLabelHidden,
  value,
  maxLength,
  isReadOnly,
  placeholder,
  check,
  onCommit,
}: EditableTextProps) {
  const [draft, setDraft] = useState<string>()
  const objection = draft === undefined ? undefined : check?.(draft)
  const commit = () => {
    if (draft !== undefined && objection === undefined && draft.trim() !== value) onCommit(draft.trim())
    setDraft(undefined)
  }
  return (
    <TextInput
      {...(isLabelHidden ? { "aria-label": label } : { label })}
      value={draft ?? value}
      error={objection}
      maxLength={maxLength}
      readOnly={isReadOnly ?? false}
      {...(placeholder === undefined ? {} : { placeholder })}
      autoComplete="off"
      style={{ flex: "1 1 160px", minWidth: 0 }}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === "Enter") {
          event.preventDefault()
          if (objection === undefined) commit()
        }
        if (event.key === "Escape" && draft !== undefined) {
          event.stopPropagation()
          setDraft(undefined)
        }
      }}
    />
  )
}
