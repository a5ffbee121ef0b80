import { type KeyboardEvent, useLayoutEffect, useRef } from "react"
import { ConflictNote } from "./ConflictNote.tsx"
import classes from "./fields.module.css"
import { Typists } from "./Typists.tsx"
import { type DraftField, useDraft } from "./useDraft.ts"
import { useTyping } from "./useTyping.ts"

interface EditableTextProps {
  readonly cardId: string
  readonly register: string
  readonly value: string
  readonly label: string
  readonly placeholder?: string | undefined
  readonly maxLength: number
  readonly readOnly: boolean
  readonly className?: string | undefined
  readonly isRequired?: boolean
  readonly onCommit: (text: string) => void
  /** After Enter has written; the next field, for example. */
  readonly onEnter?: (() => void) | undefined
  readonly onKeyDown?: ((event: KeyboardEvent<HTMLTextAreaElement>) => void) | undefined
}

/** One line of text that wraps, edited where it stands: Enter or leaving writes, Esc puts back what was there. */
export function EditableText(props: EditableTextProps) {
  const { cardId, register, value, label, placeholder, maxLength, readOnly } = props
  const field = useDraft(value, props.onCommit)
  const typing = useTyping(cardId, register)
  const ref = useFittingHeight(field.text)
  return (
    <div className={classes.editable}>
      <textarea
        ref={ref}
        className={`${classes.text} ${props.className ?? ""}`}
        rows={1}
        aria-label={label}
        {...(props.isRequired ? { "aria-required": true } : {})}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...{ maxLength, readOnly }}
        value={field.text}
        data-register={register}
        onFocus={() => {
          if (readOnly) return
          field.begin()
          typing.onFocus()
        }}
        onChange={(event) => field.type(event.currentTarget.value.replace(/\r?\n/g, " "))}
        onBlur={() => {
          field.finish()
          typing.onBlur()
        }}
        onKeyDown={(event) => {
          props.onKeyDown?.(event)
          onKey(event, field, value, props.onEnter)
        }}
      />
      <Typists cardId={cardId} register={register} />
      <ConflictNote register={register} theirs={value} field={field} />
    </div>
  )
}

function onKey(
  event: KeyboardEvent<HTMLTextAreaElement>,
  field: DraftField,
  value: string,
  onEnter: (() => void) | undefined,
): void {
  if (event.defaultPrevented || event.nativeEvent.isComposing) return
  if (event.key === "Enter") {
    event.preventDefault()
    field.finish()
    // A conflict keeps the focus: the choice comes first.
    if (field.isConflict) return
    if (onEnter) onEnter()
    else event.currentTarget.blur()
  }
  // The first Esc takes the typing back, the next one closes the panel.
  if (event.key === "Escape" && field.isEditing && field.text !== value) {
    event.preventDefault()
    field.restore()
    field.begin()
  }
}

/** As high as its text. Browsers with `field-sizing` do it themselves. */
function useFittingHeight(text: string) {
  const ref = useRef<HTMLTextAreaElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const area = ref.current
    if (!area || CSS.supports("field-sizing", "content")) return
    area.style.height = "auto"
    area.style.height = `${area.scrollHeight}px`
  }, [text])
  return ref
}
