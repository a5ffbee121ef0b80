import type { ReactNode } from "react"
import type { Numbers } from "../../shared/metrics/numbers.ts"
import type { Share } from "../../shared/metrics/share.ts"
import { numbers as words } from "../words/en/numbers.ts"
import classes from "./numbers.module.css"
import { ShareBar } from "./ShareBar.tsx"

/** Whether it was read back, planned for, confirmed, and taken in time. */
export function HowItWas({ told }: { told: Numbers }) {
  const { readBack, contingency, loopClose, expired, cancelled, takenOver } = told
  const beside = words.beside(cancelled, takenOver)
  return (
    <section className={classes.sheet} aria-labelledby="how-it-was">
      <h2 id="how-it-was">{words.howTitle}</h2>
      <dl className={classes.facts}>
        <Rate name={words.readBack} share={readBack} tone="good">
          {words.readBackText}
        </Rate>
        <Rate name={words.contingency} share={contingency} tone="good">
          {words.contingencyText}
          {contingency.unknown > 0 && ` (${words.unknown(contingency.unknown)})`}
        </Rate>
        <Fact
          name={words.loop}
          value={loopClose.p50 === null ? words.none : words.span(loopClose.p50)}
          says={words.loopText(loopClose.n, loopClose.open)}
        />
        <Rate name={words.expired} share={expired} tone="watch">
          {words.expiredText(expired.meanDepth)}
        </Rate>
      </dl>
      {beside !== "" && (
        <p className={classes.says}>
          {beside}: {words.besideText}.
        </p>
      )}
    </section>
  )
}

interface RateProps {
  readonly name: string
  readonly share: Share
  readonly tone: "watch" | "good"
  readonly children: ReactNode
}

const Rate = ({ name, share: { count, of, rate }, tone, children }: RateProps) => (
  <Fact name={name} value={words.share(count, of, rate)} says={children}>
    <ShareBar rate={rate} tone={tone} />
  </Fact>
)

interface FactProps {
  readonly name: string
  readonly value: string
  readonly says: ReactNode
  readonly children?: ReactNode
}

function Fact({ name, value, says, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className={classes.rate}>{value}</span>
        {children}
        <span className={classes.says}>{says}</span>
      </dd>
    </div>
  )
}
