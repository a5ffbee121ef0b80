import { Button } from "@mantine/core"
import { useState } from "react"
import type { RecordLink } from "../../../shared/model/card.ts"
import { card as words } from "../../words/en/card.ts"
import type { RecordDraft } from "../edits.ts"
import { urlFromTyped } from "../safe-url.ts"
import classes from "./fields.module.css"

interface RecordFormProps {
  readonly link?: RecordLink
  readonly onSave: (draft: RecordDraft) => void
  readonly onCancel: () => void
}

export function RecordForm({ link, onSave, onCancel }: RecordFormProps) {
  const [draft, setDraft] = useState({ system: link?.system ?? "", id: link?.id ?? "", url: link?.url ?? "" })
  const [isWrong, setWrong] = useState(false)
  const field = (key: keyof RecordDraft) => ({
    className: classes.input,
    value: draft[key],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setDraft({ ...draft, [key]: event.currentTarget.value }),
  })
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        const url = urlFromTyped(draft.url)
        setWrong(url === undefined)
        if (url !== undefined) onSave({ ...draft, url })
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return
        event.preventDefault()
        onCancel()
      }}
    >
      <label>
        <span>{words.recordUrl}</span>
        <input
          {...field("url")}
          inputMode="url"
          maxLength={2000}
          placeholder="https://"
          // biome-ignore lint/a11y/noAutofocus: the person just asked for this form
          autoFocus
          aria-invalid={isWrong}
        />
      </label>
      {isWrong && (
        <p className={classes.refusal} role="alert">
          {words.recordBadUrl}
        </p>
      )}
      <div className={classes.formRow}>
        <label>
          <span>{words.recordSystem}</span>
          <input {...field("system")} maxLength={100} placeholder={words.recordSystemPlaceholder} />
        </label>
        <label>
          <span>{words.recordId}</span>
          <input {...field("id")} maxLength={200} />
        </label>
      </div>
      <div className={classes.inline}>
        <Button size="compact-sm" type="submit">
          {words.addRecord}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
