import { Button } from "@mantine/core"
import { useEffect, useState } from "react"
import type { Answer, Command } from "../../shared/command/command.ts"
import type { Person } from "../../shared/wire/http.ts"
import { usePersonName } from "../hooks/usePeopleDirectory.ts"
import { QrCode } from "../share/QrCode.tsx"
import { problemWords } from "../ui/problem-words.ts"
import { sharedScreen as words } from "../words/en/shared-screen.ts"
import classes from "./shared-screen.module.css"
import { type PhoneAsk, useAsk } from "./useAsk.ts"

interface AskByPhoneProps {
  readonly board: string
  readonly command: Command
  /** Left out: whoever scans it. */
  readonly person: Person | undefined
  readonly onAnswer: (answer: Answer, person: string) => void
}

/** A code for the phone of whoever is meant; what they say there is known here a moment later. */
export function AskByPhone({ board, command, person, onAnswer }: AskByPhoneProps) {
  const [ask, again] = useAsk(board, command, person?.actor, ({ answer, person: by }) => onAnswer(answer, by))
  const nameOf = usePersonName()
  if (ask.kind === "making") return <p role="status">{words.making}</p>
  if (ask.kind === "open") return <Code ask={ask} name={person?.name} />
  return (
    <div className={classes.phone}>
      <p role="alert" className={classes.problem}>
        {ask.kind === "expired"
          ? words.expired
          : ask.kind === "denied"
            ? words.denied(nameOf(ask.person))
            : problemWords(ask.problem)}
      </p>
      <Button onClick={again}>{words.newCode}</Button>
    </div>
  )
}

function Code({ ask, name }: { ask: PhoneAsk & { kind: "open" }; name: string | undefined }) {
  return (
    <div className={classes.phone}>
      <h3 className={classes.heading}>{words.phoneTitle(name)}</h3>
      <QrCode text={ask.url} label={words.qr} />
      <p className={classes.note}>{words.phoneHelp}</p>
      <p className={classes.note}>
        <TimeLeft until={ask.until} />
      </p>
    </div>
  )
}

function TimeLeft({ until }: { until: number }) {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.round((until - now) / 1_000))
  return words.timeLeft(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`)
}
