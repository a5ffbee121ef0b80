import classes from "./numbers.module.css"

/** A rate as a bar. The words beside it say the same, so it is for the eye only. */
export function ShareBar({ rate, tone = "accent" }: { rate: number | null; tone?: "accent" | "watch" | "good" }) {
  return (
    <span className={classes.track} aria-hidden="true">
      <span className={classes.filled} data-tone={tone} style={{ inlineSize: `${(rate ?? 0) * 100}%` }} />
    </span>
  )
}
