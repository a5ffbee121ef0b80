import { useEffect, useRef, useState } from "react"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { board as words } from "../../words/en/board.ts"
import { type EditedField, tileOf } from "../board-ui.ts"
import { useBoardActions, useBoardUi } from "../useBoardUi.ts"
import classes from "./tile.module.css"

interface EditInPlaceProps {
  readonly card: string
  readonly field: EditedField
  readonly value: string
}

/** Enter keeps, Escape leaves it as it was, leaving the field keeps. Others see that somebody types here. */
export function EditInPlace({ card, field, value }: EditInPlaceProps) {
  const session = useBoardSession()
  const ui = useBoardUi()
  const actions = useBoardActions()
  const [text, setText] = useState(value)
  const isOver = useRef(false)
  useEffect(() => {
    session.setPresence({ editing: `${card}/${field}` })
    return () => session.setPresence({ editing: undefined })
  }, [session, card, field])

  const finish = (isKept: boolean, isFocusKept: boolean) => {
    if (isOver.current) return
    isOver.current = true
    const isChanged = isKept && text !== value && (field === "next" || text.trim() !== "")
    if (isChanged) field === "title" ? actions.setTitle(card, text) : actions.setNext(card, text)
    ui.editing.set(undefined)
    if (isFocusKept) requestAnimationFrame(() => tileOf(card)?.focus({ preventScroll: true }))
  }
  return (
    <textarea
      className={classes.edit}
      data-field={field}
      aria-label={field === "title" ? words.titleField : words.nextField}
      placeholder={field === "title" ? words.untitled : words.addNext}
      value={text}
      rows={1}
      ref={takeFocus}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(true, false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return
        event.preventDefault()
        event.stopPropagation()
        finish(event.key === "Enter", true)
      }}
    />
  )
}

function takeFocus(field: HTMLTextAreaElement | null): void {
  if (!field || document.activeElement === field) return
  field.focus({ preventScroll: true })
  field.select()
}
