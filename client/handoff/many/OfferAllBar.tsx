import { Button } from "@mantine/core"
import { IconSend } from "@tabler/icons-react"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { board as boardWords } from "../../words/en/board.ts"
import { handOverMany as words } from "../../words/en/hand-over-many.ts"
import { useIsOffline } from "../useHandoffAsk.ts"
import classes from "./many.module.css"
import type { Row } from "./row.ts"
import type { OfferAll } from "./useOfferAll.ts"

interface OfferAllBarProps {
  readonly rows: readonly Row[]
  readonly offers: OfferAll
}

/** What is whole goes out with one press; what has a hole is named with it. */
export function OfferAllBar({ rows, offers }: OfferAllBarProps) {
  const ready = rows.filter((row) => row.kind === "ready")
  const held = rows.filter((row) => row.kind === "held")
  const { run, isRunning } = offers
  return (
    <div className={classes.bar}>
      <div className={classes.barLine}>
        <Button
          leftSection={<IconSend size={16} aria-hidden="true" />}
          disabled={ready.length === 0 || isRunning}
          onClick={() => void offers.offer(ready.map(({ card, handoff }) => ({ card, handoff: handoff.id })))}
        >
          {words.offerAll}
        </Button>
        <span className={classes.count}>{words.readyCount(ready.length, held.length)}</span>
      </div>
      {run && <progress className={classes.progress} max={run.of} value={run.done} aria-hidden="true" />}
      <Said rows={rows} offers={offers} />
      <p className={classes.quiet}>{words.accountable}</p>
    </div>
  )
}

/** Read out as it happens: how many are answered, then what went out and what is still held. */
function Said({ rows, offers }: OfferAllBarProps) {
  const { model } = useBoardSession()
  const isOffline = useIsOffline()
  const { run, isRunning, refusals } = offers
  const titleOf = (card: string) => {
    const title = model.card(card)?.title
    return typeof title === "string" && title !== "" ? title : boardWords.untitled
  }
  const lines = rows.flatMap((row) => {
    const why = refusals.get(row.card)
    if (why) return [words.refusedOne(titleOf(row.card), why)]
    return row.kind === "held" ? [words.heldOne(titleOf(row.card), row.todo)] : []
  })
  return (
    <div role="status" aria-label={words.resultLabel} className={classes.said}>
      {run && isRunning && <p>{isOffline ? words.queued : words.progress(run.done, run.of)}</p>}
      {run && !isRunning && (
        <>
          <p className={classes.result}>{words.result(run.offered)}</p>
          {lines.length > 0 && (
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  )
}
