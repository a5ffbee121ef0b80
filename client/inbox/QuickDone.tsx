import { Button } from "@mantine/core"
import type { Need } from "../../shared/promises/needs-me.ts"
import { useHandoffAsk } from "../handoff/useHandoffAsk.ts"
import { huddle as words } from "../words/en/huddle.ts"
import classes from "./inbox.module.css"

/** An action is done where it is listed, with one tap. */
export function QuickDone({ need: { kind, seq, text = "" } }: { need: Need }) {
  const { ask, problem } = useHandoffAsk()
  if (kind !== "action" || seq === undefined) return null
  return (
    <div className={classes.quick}>
      <Button
        size="compact-md"
        variant="light"
        aria-label={words.doneAction(text)}
        onClick={() => void ask({ kind: "huddle.action.done", action: seq })}
      >
        {words.done}
      </Button>
      {problem !== "" && (
        <p role="status" className={classes.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}
