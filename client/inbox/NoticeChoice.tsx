import { Button, Switch } from "@mantine/core"
import { IconBell, IconBellOff } from "@tabler/icons-react"
import { useState } from "react"
import { useExternal } from "../hooks/useExternal.ts"
import { inbox as words } from "../words/en/inbox.ts"
import classes from "./inbox.module.css"
import { type NoticeState, noticeChoice, noticeState, setWithWords, turnOff, turnOn } from "./notices.ts"

const SAID: Readonly<Record<NoticeState, string>> = {
  unsupported: words.noticesUnsupported,
  denied: words.noticesDenied,
  off: words.noticesOff,
  on: words.noticesOn,
}

/** Notices of the browser: asked for here and nowhere else, and said as they really are. */
export function NoticeChoice() {
  const choice = useExternal(noticeChoice)
  const [isRefused, setRefused] = useState(false)
  const state = noticeState(choice)
  const ask = async () => setRefused(!(await turnOn()))
  const Icon = state === "on" ? IconBell : IconBellOff
  return (
    <section className={classes.notices} aria-label={words.notices}>
      <h3 className={classes.group}>{words.notices}</h3>
      <p className={classes.noticeState} role="status">
        <Icon size={16} aria-hidden="true" />
        <span>{isRefused && state === "off" ? words.askedAway : SAID[state]}</span>
      </p>
      {state === "off" && (
        <Button size="compact-sm" variant="default" onClick={() => void ask()}>
          {words.askNotices}
        </Button>
      )}
      {state === "on" && (
        <>
          <Switch
            size="sm"
            label={words.withWords}
            description={words.withWordsHint}
            checked={choice.withWords}
            onChange={(event) => setWithWords(event.currentTarget.checked)}
          />
          <Button size="compact-sm" variant="default" onClick={turnOff}>
            {words.turnOff}
          </Button>
        </>
      )}
    </section>
  )
}
