import { Button } from "@mantine/core"
import { IconAlertTriangle } from "@tabler/icons-react"
import { ApiProblem } from "../api/client.ts"
import { problemWords } from "../ui/problem-words.ts"
import { imports as words } from "../words/en/import.ts"
import { places } from "../words/en/places.ts"
import classes from "./import-screen.module.css"

/** Why a file was not taken: where in the file, what is wrong there, and what to do. */
export function ImportFailure({ problem, onRetry }: { problem: unknown; onRetry: (() => void) | undefined }) {
  const isOffline = problem instanceof ApiProblem && problem.code === "offline"
  const title = onRetry === undefined ? words.problemTitle : isOffline ? places.offlineTitle : places.problemTitle
  const spots = problem instanceof ApiProblem ? (problem.errors ?? []).filter(({ path }) => path !== "") : []
  return (
    <section className={classes.failure} role="alert">
      <IconAlertTriangle size={24} aria-hidden="true" />
      <div>
        <h2 className={classes.failureTitle}>{title}</h2>
        <p className={classes.failureWords}>{problemWords(problem)}</p>
        {spots.map(({ path }) => (
          <p key={path} className={classes.failureWords}>
            {words.where}: <code>{path}</code>
          </p>
        ))}
        {onRetry && (
          <Button variant="default" mt="sm" onClick={onRetry}>
            {words.tryAgain}
          </Button>
        )}
      </div>
    </section>
  )
}
