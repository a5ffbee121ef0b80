import { IconAlertTriangle, IconCheck, IconShieldCheck } from "@tabler/icons-react"
import type { Huddle } from "../../../shared/huddle/huddle.ts"
import type { WalkedCard, WalkedLane } from "../../../shared/huddle/walk.ts"
import { howLong } from "../../card/time-words.ts"
import { useCardRegisters } from "../../hooks/useCards.ts"
import { useNow } from "../../hooks/useNow.ts"
import { board as boardWords } from "../../words/en/board.ts"
import { huddle as words } from "../../words/en/huddle.ts"
import { CardRow } from "../CardRow.tsx"
import { isDealtWith } from "../course.ts"
import classes from "../huddle.module.css"
import rows from "../rows.module.css"
import { SpotlightCard } from "../SpotlightCard.tsx"
import { useLookAtCard } from "../useLookAtCard.ts"
import { useWalk } from "../useLooked.ts"
import type { StepProps } from "./StepBody.tsx"

/** From right to left: how full each lane is, and only what is not as it should be, the oldest first. */
export function WalkStep({ huddle, shown }: StepProps) {
  const lanes = useWalk()
  const place = useCardRegisters(shown.card ?? "")?.place as readonly [string, string] | undefined
  const at = place?.[0] ?? lanes.find((lane) => hasMore(huddle, lane))?.lane.id
  const lane = lanes.find((one) => one.lane.id === at)
  return (
    <div className={classes.walk}>
      <ol className={classes.lanes} aria-label={words.lanes}>
        {lanes.map((one) => (
          <LaneChip key={one.lane.id} walked={one} isHere={one.lane.id === at} />
        ))}
      </ol>
      {shown.card !== null && <SpotlightCard key={shown.card} huddle={huddle} card={shown.card} />}
      {shown.card === null && lane && <Exceptions huddle={huddle} walked={lane} />}
      {shown.card === null && !lane && (
        <div className={classes.plain}>
          <IconShieldCheck aria-hidden="true" />
          <h2>{words.walkNone}</h2>
          <p className={classes.hint}>{`${words.walkNoneHint} ${words.spaceGoesOn}`}</p>
        </div>
      )}
    </div>
  )
}

const hasMore = (huddle: Huddle, { exceptions }: WalkedLane): boolean =>
  exceptions.some(({ card }) => !isDealtWith(huddle, card))

function LaneChip({ walked, isHere }: { walked: WalkedLane; isHere: boolean }) {
  const { lane, count, isOverLimit, incoming, exceptions } = walked
  const name = lane.name || boardWords.unnamedLane
  return (
    <li aria-current={isHere || undefined} data-over={isOverLimit || undefined}>
      <strong title={name}>{name}</strong>
      <span>
        <span aria-hidden="true">{words.laneCount(count, lane.wip)}</span>
        <span className="visually-hidden">{words.laneLong(name, count, lane.wip)}</span>
        {isOverLimit && <em>{words.overLimit}</em>}
        {incoming > 0 && <span className={classes.incoming}>{words.incoming(incoming)}</span>}
      </span>
      <span className={classes.exceptions} data-quiet={exceptions.length === 0 || undefined}>
        {exceptions.length === 0 ? <IconCheck aria-hidden="true" /> : <IconAlertTriangle aria-hidden="true" />}
        {exceptions.length > 0 && <span aria-hidden="true">{exceptions.length}</span>}
        <span className="visually-hidden">{words.exceptionCount(exceptions.length)}</span>
      </span>
    </li>
  )
}

function Exceptions({ huddle, walked }: { huddle: Huddle; walked: WalkedLane }) {
  return (
    <section aria-label={walked.lane.name}>
      <p className={classes.hint}>{words.walkHint}</p>
      <ol className={rows.rows}>
        {walked.exceptions.map((one) => (
          <Exception key={one.card} huddle={huddle} walked={one} />
        ))}
      </ol>
    </section>
  )
}

function Exception({ huddle, walked }: { huddle: Huddle; walked: WalkedCard }) {
  const look = useLookAtCard(huddle)
  const now = useNow()
  const isDone = isDealtWith(huddle, walked.card)
  const said = [
    ...walked.kinds.map((kind) => words.exceptions[kind]),
    words.since(howLong(Math.max(0, now - walked.enteredLaneAt))),
  ]
  return (
    <li data-dealt={isDone || undefined}>
      <CardRow card={walked.card} onGo={look}>
        {said.join(" · ")}
        {isDone && <em>{words.dealtWith}</em>}
      </CardRow>
    </li>
  )
}
