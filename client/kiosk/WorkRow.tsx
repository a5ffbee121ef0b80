import { kiosk as words } from "../words/en/kiosk.ts"
import { AgeBadge } from "./AgeMark.tsx"
import classes from "./kiosk.module.css"
import type { Row } from "./picture.ts"
import { whoWords } from "./sentences.ts"

interface RowProps {
  readonly row: Row
  /** Said in the row where there is no heading. */
  readonly lane: string | undefined
  readonly isAtLeast: boolean
  /** It has changed while the screen was not live. */
  readonly isChanged: boolean
}

/** A piece of work: what it is, how long it has been there, with whom, and the very next step (or why there is none). */
export function WorkRow({ row, lane, isAtLeast, isChanged }: RowProps) {
  const { card } = row
  return (
    <li className={classes.row} data-changed={isChanged || undefined} data-row={card.id}>
      <div className={classes.title}>
        {row.isCritical && <span className={classes.critical}>{words.critical}</span>}
        <span className={classes.clip}>{card.title}</span>
      </div>
      <div className={classes.facts}>
        <AgeBadge row={row} isAtLeast={isAtLeast} />
        {row.isBlocked && <strong className={classes.blocked}>{words.blocked}</strong>}
        {lane !== undefined && <span className={classes.lane}>{lane}</span>}
        <span className={card.accountable === null && card.handoff === null ? classes.nobody : classes.who}>
          {whoWords(card)}
        </span>
        <span className={classes.clip}>{card.blocked || card.next || words.noNext}</span>
      </div>
    </li>
  )
}
