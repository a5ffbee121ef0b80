import { type CSSProperties, Fragment } from "react"
import type { CardStatus } from "../../shared/wire/http.ts"
import { kiosk as words } from "../words/en/kiosk.ts"
import { AgeBadge } from "./AgeMark.tsx"
import classes from "./kiosk.module.css"
import type { Row } from "./picture.ts"
import { nextWords, statesBeforeNext } from "./row-lines.ts"
import { AddedMark, StateBadge } from "./StateMark.tsx"
import { offerWords, whoWords } from "./sentences.ts"

interface RowProps {
  readonly row: Row
  /** Lines that the next step has of its own; 0: it stands beside age and person. */
  readonly nextLines: number
  /** Said in the row where there is no heading. */
  readonly lane: string | undefined
  readonly isAtLeast: boolean
  /** It has changed while the screen was not live. */
  readonly isChanged: boolean
  /** It has just turned late, critical or expired. */
  readonly isAlarm: boolean
}

/** A piece of work: what it is, how long it has been there, with whom, and the very next step (or why there is none). */
export function WorkRow({ row, nextLines, lane, isAtLeast, isChanged, isAlarm }: RowProps) {
  const { card } = row
  return (
    <li
      className={classes.row}
      style={{ "--next-lines": nextLines } as CSSProperties}
      data-next-line={nextLines > 0 || undefined}
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
          {lane !== undefined && <span className={classes.lane}>{lane}</span>}
          <Who row={row} isAtLeast={isAtLeast} />
        </span>
        <span className={classes.next} data-next>
          {statesBeforeNext(row).map((state) => (
            <Fragment key={state}>
              <StateBadge state={state} />{" "}
            </Fragment>
          ))}
          {nextWords(row)}
        </span>
      </div>
    </li>
  )
}

/** Time that is left is said only of what is live. */
function Who({ row, isAtLeast }: Pick<RowProps, "row" | "isAtLeast">) {
  const { card } = row
  const offer = isAtLeast ? undefined : offerWords(row)
  const isNobody = card.accountable === null
  return (
    <>
      <span
        className={isNobody && card.handoff === null ? classes.nobody : classes.who}
        data-offered={card.handoff !== null || undefined}
      >
        <Named words={offer?.[0] ?? whoWords(card)} kept={isNobody ? words.nobody : firstName(card)} />
      </span>
      {offer && <span className={classes.left}>{offer[1]}</span>}
    </>
  )
}

const firstName = ({ accountable }: CardStatus) => accountable?.split(" ")[0] ?? ""

/** Cut at its end where there is no room, but never within who has it. */
function Named({ words: all, kept }: { words: string; kept: string }) {
  return (
    <>
      <span data-kept>{kept}</span>
      <span className={classes.cut}>{all.slice(kept.length)}</span>
    </>
  )
}
