import { kiosk as words } from "../words/en/kiosk.ts"
import { AgeBadge } from "./AgeMark.tsx"
import classes from "./kiosk.module.css"
import { type Row, statesOf } from "./picture.ts"
import { StateBadge } from "./StateMark.tsx"

interface AtRiskProps {
  readonly rows: readonly Row[]
  /** Places on the strip; the last one also says how many have none. */
  readonly places: number
  readonly isAtLeast: boolean
}

/** Stands still whatever the pages do: what is late, critical or blocked is on the screen at every moment. */
export function AtRisk({ rows, places, isAtLeast }: AtRiskProps) {
  if (rows.length === 0) return <p className={classes.calm}>{words.nothingAtRisk}</p>
  const shown = rows.slice(0, Math.max(1, places))
  const left = rows.length - shown.length
  return (
    <section aria-label={words.atRisk}>
      <ul className={classes.risks}>
        {shown.map((row, index) => (
          <li key={row.card.id} className={classes.risk}>
            <RiskWord row={row} isAtLeast={isAtLeast} />
            <span className={classes.clip}>{row.card.title}</span>
            {left > 0 && index === shown.length - 1 && <More count={left} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

const More = ({ count }: { count: number }) => <span className={classes.more}>{words.more(count)}</span>

/** The most urgent thing: an offer that nobody took, then its age, then what else is wrong. */
function RiskWord({ row, isAtLeast }: { row: Row; isAtLeast: boolean }) {
  const state = row.isExpired || row.step !== "late" ? statesOf(row)[0] : undefined
  return state === undefined ? <AgeBadge row={row} isAtLeast={isAtLeast} /> : <StateBadge state={state} />
}
