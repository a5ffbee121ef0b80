import type { LanePair } from "../../shared/metrics/lane-pairs.ts"
import { useLaneIds } from "../hooks/useLanes.ts"
import { numbers as words } from "../words/en/numbers.ts"
import { matrixOf } from "./lane-matrix.ts"
import classes from "./numbers.module.css"
import { useLaneName } from "./useLaneName.ts"

/** The time to accept by where a card came from and where it went. */
export function FromLaneToLane({ pairs }: { pairs: readonly LanePair[] }) {
  const nameOf = useLaneName()
  const { from, to, cell, longestMs } = matrixOf(pairs, useLaneIds())
  if (from.length === 0) return null
  return (
    <section className={classes.sheet} aria-labelledby="from-lane-to-lane">
      <h2 id="from-lane-to-lane">{words.lanesTitle}</h2>
      <p className={classes.says}>{words.lanesText}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form */}
      <div className={classes.wide} role="group" aria-labelledby="from-lane-to-lane" tabIndex={0}>
        <table
          className={classes.matrix}
          aria-labelledby="from-lane-to-lane"
          style={{ "--columns": to.length } as Record<string, number>}
        >
          <thead>
            <tr>
              <th scope="col">{words.fromTo}</th>
              {to.map((lane) => (
                <th key={lane} scope="col">
                  {nameOf(lane)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {from.map((start) => (
              <tr key={start}>
                <th scope="row">{nameOf(start)}</th>
                {to.map((end) => (
                  <Cell key={end} pair={cell(start, end)} longestMs={longestMs} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Cell({ pair, longestMs }: { pair: LanePair | undefined; longestMs: number }) {
  const { n = 0, p50 = null, p85 = null } = pair?.timeToAccept ?? {}
  if (!pair || p50 === null) return <td className={classes.noWay} />
  const heat = longestMs === 0 ? 0 : p50 / longestMs
  return (
    <td style={{ "--heat": `${Math.round(6 + heat * 30)}%` } as Record<string, string>}>
      <strong>{words.cell(p50)}</strong>
      <span>
        {words.cellOf(n)}
        {pair.from === pair.to && `, ${words.within}`}
      </span>
      {p85 !== null && <span>{words.cellTail(p85)}</span>}
    </td>
  )
}
