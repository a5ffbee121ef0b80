import { IconAlertCircle } from "@tabler/icons-react"
import classes from "./form-problem.module.css"
import { problemWords } from "./problem-words.ts"

/** What failed as a whole, above the button that was pressed. Nothing when there is nothing to say. */
export function FormProblem({ problem, words }: { problem: unknown; words?: string | undefined }) {
  if (problem === undefined) return null
  return (
    <p className={classes.problem} role="alert" ref={showWhole}>
      <IconAlertCircle size={18} aria-hidden="true" />
      <span>{words ?? problemWords(problem)}</span>
    </p>
  )
}

/** In a dialog that scrolls it may stand below the fold. */
const showWhole = (element: HTMLElement | null) => element?.scrollIntoView({ block: "nearest" })
