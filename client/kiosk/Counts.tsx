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

/** Generous: in letters' sizes. */
const WIDTH_PER_LETTER_EM = 0.59
const BETWEEN_EM = 0.6

const nowWords = (counts: Picture["counts"]) => [
  words.counts.waiting(counts.waiting),
  words.counts.active(counts.active),
  words.counts.pass(counts.pass),
  words.counts.late(counts.late),
  // Boards that hand nothing over have no figure for it.
  ...(counts.offered > 0 ? [words.counts.offered(counts.offered)] : []),
]
const todayWords = (today: TodayCounts) => [
  words.todayCounts.came(today.came),
  words.todayCounts.moved(today.moved),
  words.todayCounts.finished(today.finished),
  ...(["reworked", "accepted", "returned", "verified", "recalled"] as const).flatMap((fact) =>
    today[fact] > 0 ? [words.todayCounts[fact](today[fact])] : [],
  ),
]
const allDayWords = (allDay: Picture["allDay"]) => allDay.map(({ name, count }) => words.allDayCount(count, name))
const allDayLabelOf = (asOf: string | undefined) => (asOf === undefined ? words.allDay : words.allDayAsOf(asOf))
const todayLabelOf = (asOf: string | undefined) => (asOf === undefined ? words.today : words.todayAsOf(asOf))
const labelOf = (asOf: string | undefined) => (asOf === undefined ? words.now : words.nowAsOf(asOf))

/** How many lines so many letters wide they need: both kinds of figures side by side or not, and what is counted by kind. */
export function countLinesOf({ counts, allDay, today, asOf }: CountsProps, widthEm: number): number {
  const now = [labelOf(asOf), ...nowWords(counts)]
  const day = today ? [todayLabelOf(asOf), ...todayWords(today)] : []
  const kinds = allDay.length > 0 ? linesOf([allDayLabelOf(asOf), ...allDayWords(allDay)], widthEm) : 0
  if (linesOf([...now, ...day], widthEm) === 1) return 1 + kinds
  return linesOf(now, widthEm) + (today ? linesOf(day, widthEm) : 0) + kinds
}

/** Figures stay whole: one that does not fit begins a new line. */
function linesOf(figures: readonly string[], widthEm: number): number {
  let lines = 1
  let used = 0
  for (const figure of figures) {
    const width = figure.length * WIDTH_PER_LETTER_EM
    const beside = used === 0 ? width : used + BETWEEN_EM + width
    if (beside > widthEm && used > 0) lines++
    used = beside > widthEm ? width : beside
  }
  return lines
}

/** Two kinds of figures under two labels, never mixed: what is on the board now, and what happened today. */
export function Counts({ counts, allDay, today, asOf }: CountsProps) {
  const [waiting, active, pass, late, offered] = nowWords(counts)
  return (
    <div className={classes.counts}>
      <p className={classes.count}>
        <strong className={classes.label}>{labelOf(asOf)}</strong>
        <span data-late={counts.late > 0 || undefined}>{late}</span>
        <span>{waiting}</span>
        <span>{active}</span>
        <span>{pass}</span>
        {offered !== undefined && <span>{offered}</span>}
      </p>
      {today && (
        <p className={classes.count}>
          <strong className={classes.label}>{todayLabelOf(asOf)}</strong>
          {todayWords(today).map((figure) => (
            <span key={figure}>{figure}</span>
          ))}
        </p>
      )}
      {allDay.length > 0 && (
        <p className={classes.count} data-all-day>
          <strong className={classes.label}>{allDayLabelOf(asOf)}</strong>
          {allDayWords(allDay).map((figure) => (
            <span key={figure}>{figure}</span>
          ))}
        </p>
      )}
    </div>
  )
}
