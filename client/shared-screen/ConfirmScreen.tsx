/** On one's own phone: what a shared screen asks for in one's name, in plain words, and yes or "not me". */
import { Button } from "@mantine/core"
import { useEffect, useState } from "react"
import type { AskedOfMe } from "../../shared/wire/http.ts"
import { ApiProblem } from "../api/client.ts"
import { DoorPage } from "../sign-in/DoorPage.tsx"
import { FailedDoor } from "../sign-in/FailedDoor.tsx"
import { spendToken, takeToken } from "../sign-in/one-time-token.ts"
import { LoadingState } from "../ui/LoadingState.tsx"
import { problemWords } from "../ui/problem-words.ts"
import { useRemote } from "../ui/useRemote.ts"
import { sharedScreen } from "../words/en/shared-screen.ts"
import { sharedApi } from "./shared-api.ts"
import classes from "./shared-screen.module.css"

const words = sharedScreen.confirm

export function ConfirmScreen() {
  const [address, setAddress] = useState(takeToken)
  // The next code may be opened in the tab of the last one: then only the fragment changes.
  useEffect(() => {
    const onNext = () => setAddress(takeToken())
    window.addEventListener("hashchange", onNext)
    return () => window.removeEventListener("hashchange", onNext)
  }, [])
  const [board, token] = address?.split(".") ?? []
  if (!board || !token) return <DoorPage title={words.gone} lead={words.incomplete} />
  return <Asked key={token} board={board} token={token} />
}

function Asked({ board, token }: { board: string; token: string }) {
  const { state, refresh } = useRemote(() => sharedApi(board).peek(token))
  if (state.kind === "loading") return <LoadingState label={words.opening} />
  if (state.kind === "ready") return <Question asked={state.value} {...{ board, token }} onChanged={refresh} />
  return <NoQuestion problem={state.problem} onRetry={refresh} />
}

/** Nothing to confirm: why, and what helps. */
function NoQuestion({ problem, onRetry }: { problem: unknown; onRetry: () => Promise<void> }) {
  if (!(problem instanceof ApiProblem)) return <FailedDoor problem={problem} onRetry={onRetry} />
  if (problem.code === "gone") return <DoorPage title={words.gone} lead={words.goneWords} />
  if (problem.code === "forbidden" || problem.code === "not-found")
    return <DoorPage title={words.notYours} lead={problem.detail} />
  if (problem.code !== "unauthenticated") return <FailedDoor problem={problem} onRetry={onRetry} />
  return (
    <DoorPage title={words.signedOut} lead={words.signedOutWords}>
      <Button component="a" href="/sign-in" fullWidth>
        {words.signIn}
      </Button>
    </DoorPage>
  )
}

type End = { readonly title: string; readonly text: string }

interface QuestionProps {
  readonly asked: AskedOfMe
  readonly board: string
  readonly token: string
  /** What is asked is not what was read any more. */
  readonly onChanged: () => Promise<void>
}

function Question({ asked, board, token, onChanged }: QuestionProps) {
  const [sending, setSending] = useState<"yes" | "no">()
  const [end, setEnd] = useState<End>()
  const [problem, setProblem] = useState<unknown>()
  const answer = async (isMe: boolean) => {
    setSending(isMe ? "yes" : "no")
    setProblem(undefined)
    try {
      await sharedApi(board).answer(token, isMe)
      spendToken()
      setEnd(isMe ? { title: words.done, text: words.doneWords } : { title: words.denied, text: words.deniedWords })
    } catch (error) {
      const isOver = error instanceof ApiProblem && ["refused", "gone", "forbidden"].includes(error.code)
      if (isOver) setEnd({ title: words.refused, text: problemWords(error) })
      else {
        setProblem(error)
        if (error instanceof ApiProblem && error.code === "conflict") await onChanged()
      }
    } finally {
      setSending(undefined)
    }
  }
  if (end) return <DoorPage title={end.title} lead={end.text} />
  return (
    <DoorPage title={words.title} lead={words.asks(asked.screen, asked.boardName)}>
      <p className={classes.deed}>{words.deed(asked.kind)}</p>
      <Facts asked={asked} />
      {problem !== undefined && (
        <p role="alert" className={classes.problem}>
          {problemWords(problem)}
        </p>
      )}
      <div className={classes.answers}>
        <Button size="lg" fullWidth loading={sending === "yes"} onClick={() => void answer(true)}>
          {words.yes}
        </Button>
        <Button
          size="lg"
          fullWidth
          variant="default"
          loading={sending === "no"}
          disabled={sending === "yes"}
          onClick={() => void answer(false)}
        >
          {words.no}
        </Button>
      </div>
      <p className={classes.note}>{words.onlyIf}</p>
    </DoorPage>
  )
}

function Facts({ asked }: { asked: AskedOfMe }) {
  const facts = [
    [words.card, asked.cardTitle],
    [words.check, asked.check],
    [words.as, asked.role],
    [words.from, asked.from],
    [words.to, asked.to],
    [words.due, asked.due],
    [words.words, asked.words],
  ] as const
  const known = facts.filter(([, value]) => value !== null && value !== "")
  if (known.length === 0) return null
  return (
    <dl className={classes.facts}>
      {known.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
