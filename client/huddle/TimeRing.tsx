import { huddle as words } from "../words/en/huddle.ts"
import classes from "./huddle.module.css"
import { digits, type TimeLeft } from "./time-left.ts"

const RADIUS = 44
const ROUND = 2 * Math.PI * RADIUS

interface TimeRingProps {
  readonly left: TimeLeft
  /** The whole sentence, for those who do not see the ring. */
  readonly label: string
}

/** A ring that empties, with its digits beside it. Over its time it stays as it is and says by how much: nothing blinks. */
export function TimeRing({ left, label }: TimeRingProps) {
  const isOver = left.ms <= 0
  return (
    <span className={classes.time} data-over={isOver || undefined} role="timer" aria-label={label}>
      <svg viewBox="0 0 100 100" className={classes.ring} aria-hidden="true">
        <circle cx="50" cy="50" r={RADIUS} className={classes.ringBed} />
        <circle
          cx="50"
          cy="50"
          r={RADIUS}
          className={classes.ringLeft}
          strokeDasharray={ROUND}
          strokeDashoffset={ROUND * (1 - (isOver ? 1 : left.share))}
        />
      </svg>
      <span aria-hidden="true">{isOver ? words.over(digits(left.ms)) : digits(left.ms)}</span>
    </span>
  )
}
