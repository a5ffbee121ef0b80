import type { Numbers } from "../../shared/metrics/numbers.ts"
import { TAIL_FROM } from "../../shared/metrics/spread.ts"
import { numbers as words } from "../words/en/numbers.ts"
import { stripOf } from "./dot-strip.ts"
import classes from "./numbers.module.css"

/** How long offers waited: a dot each, the percentiles as lines over them, and beside it what waits still. */
export function TimeToAccept({ told: { timeToAccept, waiting } }: { told: Numbers }) {
  const { n, p50, p85, p95, values } = timeToAccept
  return (
    <section className={classes.sheet} aria-labelledby="time-to-accept">
      <h2 id="time-to-accept">{words.timeToAccept}</h2>
      <p className={classes.says}>{n === 0 ? words.noTimes : words.timeText}</p>
      {n > 0 && <DotStrip values={values} lines={{ p50, p85, p95 }} />}
      <dl className={classes.marks}>
        <Mark line="p50" name={words.middle} ms={p50} />
        <Mark line="p85" name={words.p85} ms={p85} />
        <Mark line="p95" name={words.p95} ms={p95} />
        <div>
          <dt>{words.stillOpen}</dt>
          <dd>{words.stillOpenOf(waiting.n, waiting.oldestMs)}</dd>
        </div>
        {waiting.olderThanP85 !== null && waiting.n > 0 && (
          <div>
            <dt>{words.olderThanP85}</dt>
            <dd>{waiting.olderThanP85}</dd>
          </div>
        )}
      </dl>
      {n > 0 && n < TAIL_FROM && <p className={classes.says}>{words.tailFrom(TAIL_FROM)}</p>}
      {n > 0 && (
        <details className={classes.more}>
          <summary>{words.asList}</summary>
          <ol className={classes.values}>
            {[...values.entries()].map(([rank, ms]) => (
              <li key={rank}>{words.span(ms)}</li>
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

type Line = "p50" | "p85" | "p95"

function Mark({ line, name, ms }: { line: Line; name: string; ms: number | null }) {
  if (ms === null) return null
  return (
    <div>
      <dt>
        <i className={classes.swatch} data-line={line} aria-hidden="true" />
        {name}
      </dt>
      <dd>{words.span(ms)}</dd>
    </div>
  )
}

const LINES: readonly Line[] = ["p50", "p85", "p95"]
const DOT = 10
/** From here on a word would reach over the edge if it stood under the middle of its place. */
const END = 0.95
/** Higher piles are pressed together. */
const HIGHEST_PX = 90

function DotStrip({ values, lines }: { values: readonly number[]; lines: Readonly<Record<Line, number | null>> }) {
  const { dots, ticks, highest, place } = stripOf(values)
  const step = Math.min(DOT + 1, HIGHEST_PX / highest)
  const blockSize = Math.max(34, step * highest + DOT)
  return (
    <div className={classes.strip} aria-hidden="true">
      <div className={classes.dots} style={{ blockSize }}>
        {LINES.map((line) => {
          const ms = lines[line]
          return (
            ms !== null && (
              <i
                key={line}
                className={classes.line}
                data-line={line}
                style={{ insetInlineStart: `${place(ms) * 100}%` }}
              />
            )
          )
        })}
        {[...dots.entries()].map(([rank, { at, above }]) => (
          <b key={rank} style={{ insetInlineStart: `${at * 100}%`, insetBlockEnd: above * step }} />
        ))}
      </div>
      <div className={classes.axis}>
        {ticks.map(({ at, ms }) => (
          <span key={ms} data-end={at > END || undefined} style={{ insetInlineStart: `${at * 100}%` }}>
            {ms === 0 ? "0" : words.span(ms)}
          </span>
        ))}
      </div>
    </div>
  )
}
