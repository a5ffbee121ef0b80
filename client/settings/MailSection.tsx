import { Button, Loader } from "@mantine/core"
import { useState } from "react"
import type { MailSettings } from "../../shared/wire/http.ts"
import { ErrorState } from "../ui/ErrorState.tsx"
import { problemWords } from "../ui/problem-words.ts"
import { toast } from "../ui/toast.ts"
import { useRemote } from "../ui/useRemote.ts"
import { common } from "../words/en/common.ts"
import { mail as words } from "../words/en/mail.ts"
import { MailAddress } from "./MailAddress.tsx"
import { MailTimes } from "./MailTimes.tsx"
import { type MailPatch, mailApi } from "./mail-api.ts"
import { Section } from "./Section.tsx"
import classes from "./settings-screen.module.css"

/** One's own mail: first an address that is proven, then when something may come. */
export function MailSection() {
  const { state, refresh, replace } = useRemote(mailApi.read)
  if (state.kind === "loading")
    return (
      <Section title={words.title}>
        <Loader size="sm" aria-label={common.loading} />
      </Section>
    )
  if (state.kind === "failed")
    return (
      <Section title={words.title}>
        <ErrorState problem={state.problem} onRetry={() => void refresh()} />
      </Section>
    )
  return <Ready settings={state.value} onChange={(next) => replace(() => next)} />
}

interface ReadyProps {
  readonly settings: MailSettings
  readonly onChange: (next: MailSettings) => void
}

function Ready({ settings, onChange }: ReadyProps) {
  const [isChanging, setChanging] = useState(false)
  const { isOffered, address, isConfirmed } = settings
  if (!isOffered)
    return (
      <Section title={words.title}>
        <p className={classes.note}>{words.notOffered}</p>
      </Section>
    )
  const change = async (patch: MailPatch) => {
    try {
      onChange(await mailApi.change(patch))
      toast.say(words.saved)
    } catch (problem) {
      toast.problem(problemWords(problem))
    }
  }
  const forget = async () => {
    try {
      await mailApi.forget()
      setChanging(false)
      onChange({ ...settings, address: null, isConfirmed: false, frequency: "off", atOnce: false })
      toast.say(words.forgotten)
    } catch (problem) {
      toast.problem(problemWords(problem))
    }
  }
  const needsAddress = address === null || !isConfirmed || isChanging
  return (
    <Section title={words.title} help={words.help}>
      {address !== null && (
        <p className={classes.note} role="status">
          {isConfirmed ? words.confirmed(address) : words.waiting(address)}
        </p>
      )}
      {needsAddress && (
        <MailAddress
          address={isConfirmed ? null : address}
          onSent={(next) => {
            setChanging(false)
            onChange(next)
          }}
        />
      )}
      {isConfirmed && <MailTimes settings={settings} onChange={(patch) => void change(patch)} />}
      {address !== null && (
        <div className={classes.actions}>
          {isConfirmed && !isChanging && (
            <Button variant="default" onClick={() => setChanging(true)}>
              {words.change}
            </Button>
          )}
          <Button variant="subtle" color="red" onClick={() => void forget()}>
            {words.forget}
          </Button>
        </div>
      )}
    </Section>
  )
}
