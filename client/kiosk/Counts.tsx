import type { TodayCounts } from "../../shared/wire/http.ts"
import { kiosk as words } from "../words/en/kiosk.ts"
import classes from "./kiosk.module.css"
import type { Picture } from "./picture.ts"

interface CountsProps {
  readonly counts: Picture["counts"]
  readonly allDay: Picture["allDay"]
  readonly today: TodayCounts | undefined
  /** The clock of the last heartbeat, where the figures are not of now. */
  readonly asOf: string | undefined
}

/** Generous: in letters' sizes, with the blanks between figures. */
const WIDTH_PER_LETTER_EM = 0.59

const nowWords = (counts: Picture["counts"]) => [
  words.counts.waiting(counts.waiting),
  words.counts.active(counts.active),
  words.counts.pass(counts.pass),
  words.counts.late(counts.late),
]
const todayWords = (today: TodayCounts) => [
  words.todayCounts.came(today.came),
  words.todayCounts.moved(today.moved),
  words.todayCounts.finished(today.finished),
  // Boards that hand nothing over have no figures for it.
  ...(["reworked", "accepted", "returned", "verified"] as const).flatMap((fact) =>
    today[fact] > 0 ? [words.todayCounts[fact](today[fact])] : [],
  ),
]
const allDayWords = (allDay: Picture["allDay"]) => allDay.map(({ name, count }) => words.allDayCount(count, name))
const labelOf = (asOf: string | undefined) => (asOf === undefined ? words.now : words.nowAsOf(asOf))

/** How many lines so many letters wide they need: both kinds of figures side by side or not, and what is counted by kind. */
export function countLinesOf({ counts, allDay, today, asOf }: CountsProps, widthEm: number): number {
  const all = [labelOf(asOf), ...nowWords(counts), ...(today ? [words.today, ...todayWords(today)] : [])]
  const lines = all.join(" ").length * WIDTH_PER_LETTER_EM <= widthEm ? 1 : 2
  return lines + (allDay.length > 0 ? 1 : 0)
}

/** Two kinds of figures under two labels, never mixed: what is on the board now, and what happened today. */
export function Counts({ counts, allDay, today, asOf }: CountsProps) {
  const [waiting, active, pass, late] = nowWords(counts)
  return (
    <div className={classes.counts}>
      <p className={classes.count}>
        <strong className={classes.label}>{labelOf(asOf)}</strong>
        <span data-late={counts.late > 0 || undefined}>{late}</span>
        <span>{waiting}</span>
        <span>{active}</span>
        <span>{pass}</span>
      </p>
      {today && (
        <p className={classes.count}>
          <strong className={classes.label}>{words.today}</strong>
          {todayWords(today).map((figure) => (
            <span key={figure}>{figure}</span>
          ))}
        </p>
      )}
      {allDay.length > 0 && (
        <p className={classes.count} data-all-day>
          <strong className={classes.label}>{asOf === undefined ? words.allDay : words.allDayAsOf(asOf)}</strong>
          {allDayWords(allDay).map((figure) => (
            <span key={figure}>{figure}</span>
          ))}
        </p>
      )}
    </div>
  )
}
