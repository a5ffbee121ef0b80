import { Button } from "@mantine/core"
import { useEffect, useRef } from "react"
import { useLocation } from "wouter"
import { ApiProblem } from "../api/client.ts"
import { useRequiredAccount } from "../sign-in/useRequiredAccount.ts"
import { Page } from "../ui/Page.tsx"
import { common } from "../words/en/common.ts"
import { imports as words } from "../words/en/import.ts"
import { FileChoice } from "./FileChoice.tsx"
import { FileDrop } from "./FileDrop.tsx"
import { ImportFailure } from "./ImportFailure.tsx"
import classes from "./import-screen.module.css"
import { cardsOf, type ImportState } from "./import-state.ts"
import { ReportColumns } from "./ReportColumns.tsx"
import { StepProgress } from "./StepProgress.tsx"
import { type ImportHandle, useImport } from "./useImport.ts"

/** Bringing a board along: choose a file, read the report, then write. */
export function ImportScreen() {
  useRequiredAccount()
  const handle = useImport()
  const { state } = handle
  return (
    <Page>
      <title>{`${words.title} · ${common.appName}`}</title>
      <h1 className={classes.title}>{words.title}</h1>
      <p className={classes.lead}>{words.lead}</p>
      {state.kind === "idle" ? (
        <FileDrop onChoose={handle.choose} />
      ) : (
        <>
          <FileChoice
            file={state.file}
            format={state.format}
            isDetected={state.isDetected}
            isLocked={state.kind === "importing" || state.kind === "done"}
            onFormat={handle.setFormat}
            onAnother={handle.reset}
          />
          <Step state={state} handle={handle} />
        </>
      )}
    </Page>
  )
}

/** The same file will not do better a second time. */
const isFinal = (problem: unknown) =>
  problem instanceof ApiProblem && ["not-an-import", "too-large", "forbidden"].includes(problem.code)

interface StepProps {
  readonly state: Exclude<ImportState, { kind: "idle" }>
  readonly handle: ImportHandle
}

function Step({ state, handle }: StepProps) {
  switch (state.kind) {
    case "unclear":
      return null
    case "reading":
      return (
        <StepProgress
          label={words.reading(state.file.name)}
          help={words.readingHelp}
          progress={state.progress}
          onCancel={handle.cancel}
        />
      )
    case "failed":
      return (
        <ImportFailure
          problem={state.problem}
          onRetry={isFinal(state.problem) ? undefined : state.report ? handle.start : handle.retry}
        />
      )
    case "importing":
      return (
        <StepProgress
          label={words.importing(state.report.boardName || words.noName)}
          progress={state.progress}
          onCancel={handle.cancel}
        />
      )
    case "report":
      return <Report state={state} onStart={handle.start} />
    default:
      return <Done state={state} />
  }
}

function Report({ state, onStart }: { state: ImportState & { kind: "report" }; onStart: () => void }) {
  const { report } = state
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  return (
    <section>
      {state.wasCancelled && (
        <p className={classes.note} role="status">
          {words.cancelled}
        </p>
      )}
      <h2 className={classes.subtitle} ref={heading} tabIndex={-1}>
        {words.reportTitle(report.boardName || words.noName)}
      </h2>
      <ReportColumns report={report} />
      <div className={classes.foot}>
        <span>{words.summary(report.changed.length, report.lost.length)}</span>
        <Button onClick={onStart}>{words.start(cardsOf(report))}</Button>
      </div>
    </section>
  )
}

function Done({ state }: { state: ImportState & { kind: "done" } }) {
  const [, navigate] = useLocation()
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  return (
    <section>
      <h2 className={classes.subtitle} ref={heading} tabIndex={-1}>
        {words.done(state.report.boardName || words.noName)}
      </h2>
      <Button onClick={() => navigate(`/b/${state.boardId}`)}>{words.open}</Button>
    </section>
  )
}

/** What was pressed is gone: the reader is put where things go on. */
function useFocusOnArrival<T extends HTMLElement>() {
  const target = useRef<T>(null)
  useEffect(() => target.current?.focus(), [])
  return target
}
