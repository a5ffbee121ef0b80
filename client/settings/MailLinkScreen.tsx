/** What links in mails lead to: "this address is mine" and "stop". A press is needed, as mail programs open links by themselves. */
import { Button } from "@mantine/core"
import { type ReactNode, useState } from "react"
import { useLocation } from "wouter"
import { isGone } from "../api/client.ts"
import { DeadLink, IncompleteLink } from "../sign-in/DeadLink.tsx"
import { DoorPage } from "../sign-in/DoorPage.tsx"
import { spendToken, takeToken } from "../sign-in/one-time-token.ts"
import { FormProblem } from "../ui/FormProblem.tsx"
import { mail as words } from "../words/en/mail.ts"
import { mailApi } from "./mail-api.ts"

export function ConfirmMailScreen() {
  return (
    <OnePress
      title={words.confirmTitle}
      lead={words.confirmWords}
      button={words.confirmButton}
      gone={<DeadLink title={words.confirmGone}>{words.confirmGoneWords}</DeadLink>}
      press={async (token) => words.confirmDoneWords((await mailApi.confirm(token)).address)}
      doneTitle={words.confirmDone}
    />
  )
}

export function StopMailScreen() {
  return (
    <OnePress
      title={words.stopTitle}
      lead={words.stopWords}
      button={words.stopButton}
      gone={<DeadLink title={words.stopGone}>{words.stopGoneWords}</DeadLink>}
      press={async (token) => {
        await mailApi.stop(token)
        return words.stopDoneWords
      }}
      doneTitle={words.stopDone}
    />
  )
}

interface OnePressProps {
  readonly title: string
  readonly lead: string
  readonly button: string
  readonly doneTitle: string
  readonly gone: ReactNode
  /** Resolves to what has become of it. */
  readonly press: (token: string) => Promise<string>
}

function OnePress({ title, lead, button, doneTitle, gone, press }: OnePressProps) {
  const [token] = useState(takeToken)
  const [outcome, setOutcome] = useState<string>()
  const [problem, setProblem] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const [, navigate] = useLocation()
  if (token === undefined && outcome === undefined) return <IncompleteLink />
  if (isGone(problem)) return gone
  if (outcome !== undefined)
    return (
      <DoorPage title={doneTitle} lead={outcome}>
        <Button variant="default" fullWidth onClick={() => navigate("/settings")}>
          {words.toSettings}
        </Button>
      </DoorPage>
    )
  const send = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      setOutcome(await press(token ?? ""))
      spendToken()
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
  }
  return (
    <DoorPage title={title} lead={lead}>
      <FormProblem problem={problem} />
      <Button fullWidth loading={isBusy} onClick={() => void send()}>
        {button}
      </Button>
    </DoorPage>
  )
}
