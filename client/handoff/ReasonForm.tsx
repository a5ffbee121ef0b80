import { Button } from "@mantine/core"
import { useId, useState } from "react"
import { common } from "../words/en/common.ts"
import { handoff as words } from "../words/en/handoff.ts"
import classes from "./handoff.module.css"

interface ReasonFormProps {
  readonly title: string
  readonly go: string
  readonly codes: readonly string[]
  readonly onGo: (reason: string) => void
  readonly onCancel: () => void
}

/** A usual reason by one tap, and words where they help. "Other" alone says nothing. */
export function ReasonForm({ title, go, codes, onGo, onCancel }: ReasonFormProps) {
  const [code, setCode] = useState("")
  const [text, setText] = useState("")
  const group = useId()
  const said = text.trim()
  const reason = code === "" || code === words.other ? said : said === "" ? code : `${code}: ${said}`
  return (
    <form
      className={classes.box}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason !== "") onGo(reason)
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return
        event.preventDefault()
        onCancel()
      }}
    >
      <fieldset className={classes.codes}>
        <legend className={classes.fieldName}>{`${title}: ${words.reason}`}</legend>
        {codes.map((one, i) => (
          <label key={one} className={classes.code}>
            <input
              type="radio"
              name={group}
              value={one}
              checked={code === one}
              // biome-ignore lint/a11y/noAutofocus: the person just asked for this form
              autoFocus={i === 0}
              onChange={() => setCode(one)}
            />
            {one}
          </label>
        ))}
      </fieldset>
      <textarea
        className={classes.textarea}
        rows={2}
        maxLength={500}
        aria-label={words.reasonWords}
        placeholder={words.reasonWords}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button size="compact-sm" type="submit" disabled={reason === ""}>
          {go}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </form>
  )
}
