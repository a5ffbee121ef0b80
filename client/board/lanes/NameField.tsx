import { useRef, useState } from "react"
import classes from "./lanes.module.css"

interface NameFieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  /** The new name, or undefined when it stays as it was. Called once. */
  readonly onDone: (text: string | undefined) => void
}

/** A name edited where it stands. Enter and leaving the field keep, Escape does not. */
export function NameField({ label, value, placeholder, onDone }: NameFieldProps) {
  const [text, setText] = useState(value)
  const isOver = useRef(false)
  const finish = (isKept: boolean) => {
    if (isOver.current) return
    isOver.current = true
    onDone(isKept && text !== value ? text : undefined)
  }
  return (
    <input
      className={classes.nameField}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      ref={selectAll}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return
        event.preventDefault()
        event.stopPropagation()
        finish(event.key === "Enter")
      }}
    />
  )
}

function selectAll(field: HTMLInputElement | null): void {
  if (!field || document.activeElement === field) return
  field.focus()
  field.select()
}
