import { type Card, placeOf } from "../../../shared/model/card.ts"
import { MINUTE_MS } from "../../../shared/time.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { usePromise } from "../../hooks/useCards.ts"
import { useLane, useLaneIds } from "../../hooks/useLanes.ts"
import { useNow } from "../../hooks/useNow.ts"
import { exactTime } from "../../ui/relative-time.ts"
import { card as words } from "../../words/en/card.ts"
import { moveToEndOf } from "../edits.ts"
import { jitter } from "../jitter.ts"
import { howLong } from "../time-words.ts"
import { useCardEdits } from "../useCardEdits.ts"
import classes from "./fields.module.css"

/** Where the card lies and for how long. Choosing another lane moves it to that lane's end. */
export function LaneField({ card, id }: { card: Card; id: string }) {
  const { model } = useBoardSession()
  const { canEdit, edit } = useCardEdits(card.id)
  const laneIds = useLaneIds()
  const isKnown = laneIds.includes(card.laneId)
  const move = (lane: string) => {
    const last = model.cardIds(lane).at(-1)
    const lastRank = last === undefined ? undefined : placeOf(model.card(last) ?? {})?.[1]
    edit((edited) => moveToEndOf(edited, lane, lastRank, jitter()))
  }
  return (
    <div className={classes.inline}>
      <select
        id={id}
        className={classes.select}
        value={isKnown ? card.laneId : ""}
        disabled={!canEdit}
        onChange={(event) => move(event.currentTarget.value)}
      >
        {!isKnown && <option value="">{words.noLane}</option>}
        {laneIds.map((lane) => (
          <LaneOption key={lane} id={lane} />
        ))}
      </select>
      <AgeInLane card={card} />
    </div>
  )
}

function LaneOption({ id }: { id: string }) {
  return <option value={id}>{useLane(id)?.name}</option>
}

function AgeInLane({ card }: { card: Card }) {
  const since = usePromise(card.id)?.enteredLaneAt
  const target = useLane(card.laneId)?.targetMinutes
  const now = useNow()
  if (since === undefined) return null
  const age = Math.max(0, now - since)
  const isLate = target !== undefined && age > target * MINUTE_MS
  return (
    <time
      className={isLate ? classes.late : classes.quiet}
      dateTime={new Date(since).toISOString()}
      title={exactTime(since)}
    >
      {isLate ? words.inLaneLate(howLong(age)) : words.inLane(howLong(age))}
    </time>
  )
}
