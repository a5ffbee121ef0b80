import { Button, NativeSelect, Switch, TextInput } from "@mantine/core"
import { useState } from "react"
import type { MailSettings } from "../../shared/wire/http.ts"
import { mail as words } from "../words/en/mail.ts"
import { type MailPatch, ownTimeZone } from "./mail-api.ts"
import classes from "./settings-screen.module.css"

const FREQUENCIES = ["off", "morning", "hourly"] as const

interface MailTimesProps {
  readonly settings: MailSettings
  readonly onChange: (patch: MailPatch) => void
}

/** When something may come. Every choice holds at once. */
export function MailTimes({ settings, onChange }: MailTimesProps) {
  const { frequency, morningAt, timeZone, atOnce } = settings
  const here = ownTimeZone()
  return (
    <div className={classes.form}>
      <NativeSelect
        label={words.when}
        value={frequency}
        data={FREQUENCIES.map((value) => ({ value, label: words.frequencies[value] }))}
        onChange={(event) => onChange({ frequency: event.currentTarget.value as MailSettings["frequency"] })}
      />
      {frequency === "morning" && (
        <>
          <Clock value={morningAt} onCommit={(clock) => onChange({ morningAt: clock })} />
          <p className={classes.note}>{words.timeZone(timeZone)}</p>
          {here !== timeZone && (
            <div>
              <Button variant="default" onClick={() => onChange({ timeZone: here })}>
                {words.takeZone(here)}
              </Button>
            </div>
          )}
        </>
      )}
      <Switch
        label={words.atOnce}
        checked={atOnce}
        onChange={(event) => onChange({ atOnce: event.currentTarget.checked })}
      />
    </div>
  )
}

/** Written when it is left, as a time is typed in pieces. */
function Clock({ value, onCommit }: { value: string; onCommit: (clock: string) => void }) {
  const [draft, setDraft] = useState<string>()
  return (
    <TextInput
      type="time"
      label={words.morningAt}
      value={draft ?? value}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => {
        if (draft !== undefined && /^\d\d:\d\d$/.test(draft) && draft !== value) onCommit(draft)
        setDraft(undefined)
      }}
    />
  )
}
