import { kiosk as words } from "../words/en/kiosk.ts"
import { AgeBadge } from "./AgeMark.tsx"
import classes from "./kiosk.module.css"
import type { Row } from "./picture.ts"

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

function RiskWord({ row, isAtLeast }: { row: Row; isAtLeast: boolean }) {
  if (row.isExpired) return <span className={classes.critical}>{words.expired}</span>
  if (row.step === "late") return <AgeBadge row={row} isAtLeast={isAtLeast} />
  const word = row.isOverdue ? words.overdue : row.isCritical ? words.critical : words.blocked
  return <span className={row.isOverdue || row.isCritical ? classes.critical : classes.blocked}>{word}</span>
}
