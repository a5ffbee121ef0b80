import { Button } from "@mantine/core"
import { IconAlertTriangle, IconPlugConnectedX } from "@tabler/icons-react"
import type { ReactNode } from "react"
import { ApiProblem } from "../api/client.ts"
import { common } from "../words/en/common.ts"
import { places as words } from "../words/en/places.ts"
import { problemWords } from "./problem-words.ts"
import classes from "./states.module.css"

interface ErrorStateProps {
  readonly problem: unknown
  readonly onRetry?: (() => void) | undefined
  readonly title?: string
  readonly action?: ReactNode
}

/** A place that could not be shown: why, and what to do. */
export function ErrorState({ problem, onRetry, title, action }: ErrorStateProps) {
  const isOffline = problem instanceof ApiProblem && problem.code === "offline"
  const Icon = isOffline ? IconPlugConnectedX : IconAlertTriangle
  return (
    <div className={classes.state} role="alert">
      <div className={classes.icon} aria-hidden="true">
        <Icon size={36} stroke={1.5} />
      </div>
      <h2 className={classes.title}>{title ?? (isOffline ? words.offlineTitle : words.problemTitle)}</h2>
      <p className={classes.words}>{problemWords(problem)}</p>
      <div className={classes.action}>
        {action}
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {common.retry}
          </Button>
        )}
      </div>
    </div>
  )
}
