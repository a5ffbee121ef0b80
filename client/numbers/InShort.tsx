import type { ReactNode } from "react"
import type { Numbers } from "../../shared/metrics/numbers.ts"
import type { Share } from "../../shared/metrics/share.ts"
import { numbers as words } from "../words/en/numbers.ts"
import classes from "./numbers.module.css"
import { ShareBar } from "./ShareBar.tsx"

/** The five figures that people look at first. */
export function InShort({ told }: { told: Numbers }) {
  const { timeToAccept, acceptedOnTime, cameBack, firstTimeRight, waiting } = told
  return (
    <section aria-label={words.inShort}>
      <dl className={classes.tiles}>
        <Tile name={words.timeToAccept} says={words.middleOf(timeToAccept.n)}>
          {timeToAccept.p50 === null ? words.none : words.span(timeToAccept.p50)}
        </Tile>
        <ShareTile name={words.onTime} share={acceptedOnTime} says={words.onTimeOf} tone="good" />
        <ShareTile name={words.cameBack} share={cameBack} says={words.cameBackOf} tone="watch" />
        <ShareTile name={words.firstTimeRight} share={firstTimeRight} says={words.firstTimeRightOf} tone="good" />
        <Tile name={words.waiting} says={words.waitingOldest(waiting.oldestMs)}>
          {waiting.n}
        </Tile>
      </dl>
    </section>
  )
}

function Tile({ name, says, children }: { name: string; says: string; children: ReactNode }) {
  return (
    <div className={classes.tile}>
      <dt>{name}</dt>
      <dd className={classes.figure}>{children}</dd>
      <dd className={classes.says}>{says}</dd>
    </div>
  )
}

interface ShareTileProps {
  readonly name: string
  readonly share: Share
  readonly says: (count: number, of: number) => string
  readonly tone: "watch" | "good"
}

function ShareTile({ name, share: { count, of, rate }, says, tone }: ShareTileProps) {
  return (
    <div className={classes.tile}>
      <dt>{name}</dt>
      <dd className={classes.figure}>{rate === null ? words.none : words.percent(rate)}</dd>
      <dd className={classes.says}>
        {says(count, of)}
        <ShareBar rate={rate} tone={tone} />
      </dd>
    </div>
  )
}
