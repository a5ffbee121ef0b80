import type { TodayCounts } from "../../shared/wire/http.ts"
import { kiosk as words } from "../words/en/kiosk.ts"
import classes from "./kiosk.module.css"
import type { Picture } from "./picture.ts"

interface CountsProps {
  readonly counts: Picture["counts"]
  readonly today: TodayCounts | undefined
  /** The clock of the last heartbeat, where the figures are not of now. */
  readonly asOf: string | undefined
}

/** Two kinds of figures under two labels, never mixed: what is on the board now, and what happened today. */
export function Counts({ counts, today, asOf }: CountsProps) {
  return (
    <div className={classes.counts}>
      <p className={classes.count}>
        <strong className={classes.label}>{asOf === undefined ? words.now : words.nowAsOf(asOf)}</strong>
        <span>{words.counts.waiting(counts.waiting)}</span>
        <span>{words.counts.active(counts.active)}</span>
        <span>{words.counts.pass(counts.pass)}</span>
        <span data-late={counts.late > 0 || undefined}>{words.counts.late(counts.late)}</span>
      </p>
      {today && (
        <p className={classes.count}>
          <strong className={classes.label}>{words.today}</strong>
          <span>{words.todayCounts.came(today.came)}</span>
          <span>{words.todayCounts.moved(today.moved)}</span>
          <span>{words.todayCounts.finished(today.finished)}</span>
        </p>
      )}
    </div>
  )
}
