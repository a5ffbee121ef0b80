import { Button } from "@mantine/core"
import { useState } from "react"
import { common } from "../words/en/common.ts"
import classes from "./handoff.module.css"

interface WordsFormProps {
  readonly label: string
  readonly placeholder?: string
  readonly go: string
  readonly maxLength?: number
  readonly onGo: (text: string) => void
  readonly onCancel?: () => void
}

/** A few words and a verb: a question, an answer, a correction, something that was missed. */
export function WordsForm({ label, placeholder, go, maxLength = 4_000, onGo, onCancel }: WordsFormProps) {
  const [text, setText] = useState("")
  const send = () => {
    if (text.trim() === "") return
    onGo(text.trim())
    setText("")
  }
  return (
    <form
      className={classes.box}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          send()
        }
        if (event.key !== "Escape" || !onCancel) return
        event.preventDefault()
        onCancel()
      }}
    >
      <textarea
        className={classes.textarea}
        rows={2}
        maxLength={maxLength}
        aria-label={label}
        placeholder={placeholder ?? label}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: the person just asked for this field
        autoFocus={onCancel !== undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button size="compact-sm" type="submit" disabled={text.trim() === ""}>
          {go}
        </Button>
        {onCancel && (
          <Button size="compact-sm" variant="default" onClick={onCancel}>
            {common.cancel}
          </Button>
        )}
      </div>
    </form>
  )
}
