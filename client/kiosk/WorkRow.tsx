import { kiosk as words } from "../words/en/kiosk.ts"
import { AgeBadge } from "./AgeMark.tsx"
import classes from "./kiosk.module.css"
import type { Row } from "./picture.ts"
import { AddedMark, StateBadge } from "./StateMark.tsx"
import { offerWords, whoWords } from "./sentences.ts"

interface RowProps {
  readonly row: Row
  /** Said in the row where there is no heading. */
  readonly lane: string | undefined
  readonly isAtLeast: boolean
  /** It has changed while the screen was not live. */
  readonly isChanged: boolean
  /** It has just turned late, critical or expired. */
  readonly isAlarm: boolean
}

/** A piece of work: what it is, how long it has been there, with whom, and the very next step (or why there is none). */
export function WorkRow({ row, lane, isAtLeast, isChanged, isAlarm }: RowProps) {
  const { card } = row
  return (
    <li
      className={classes.row}
      data-changed={isChanged || undefined}
      data-alarm={isAlarm || undefined}
      data-joined={row.isJoined || undefined}
      data-row={card.id}
    >
      <div className={classes.title}>
        {row.isExpired && <StateBadge state="expired" />}
        {row.isCritical && <StateBadge state="critical" />}
        {row.isAddedOn && <AddedMark card={card} />}
        {card.quantity !== 1 && <span className={classes.times}>{words.times(card.quantity)}</span>}
        <span className={classes.clip}>{card.title}</span>
      </div>
      <div className={classes.facts}>
        <span className={classes.lead}>
          <AgeBadge row={row} isAtLeast={isAtLeast} />
          {row.isOverdue && row.step !== "late" && <StateBadge state="overdue" />}
          {row.isBlocked && <StateBadge state="blocked" />}
          {lane !== undefined && <span className={classes.lane}>{lane}</span>}
          <Who row={row} isAtLeast={isAtLeast} />
        </span>
        <span className={classes.next}>{card.blocked || card.next || words.noNext}</span>
      </div>
    </li>
  )
}

/** Time that is left is said only of what is live. */
function Who({ row, isAtLeast }: Pick<RowProps, "row" | "isAtLeast">) {
  const { card } = row
  const offer = isAtLeast ? undefined : offerWords(row)
  if (offer)
    return (
      <>
        <span className={classes.who} data-offered>
          {offer[0]}
        </span>
        <span className={classes.left}>{offer[1]}</span>
      </>
    )
  const isNobody = card.accountable === null && card.handoff === null
  return (
    <span className={isNobody ? classes.nobody : classes.who} data-offered={card.handoff !== null || undefined}>
      {whoWords(card)}
    </span>
  )
}
