import type { Numbers } from "../../shared/metrics/numbers.ts"
import type { Reason } from "../../shared/metrics/reasons.ts"
import type { Share } from "../../shared/metrics/share.ts"
import { numbers as words } from "../words/en/numbers.ts"
import classes from "./numbers.module.css"
import { ShareBar } from "./ShareBar.tsx"
import { useLaneName } from "./useLaneName.ts"

/** What was returned or sent back: over which way, and why. */
export function CameBack({ told: { cameBack, lanePairs } }: { told: Numbers }) {
  const nameOf = useLaneName()
  const ways = lanePairs.filter((pair) => pair.cameBack.of > 0)
  if (cameBack.of === 0) return null
  return (
    <section className={classes.sheet} aria-labelledby="what-came-back">
      <h2 id="what-came-back">{words.backTitle}</h2>
      <p className={classes.says}>{words.backText}</p>
      <table className={classes.ways} aria-labelledby="what-came-back">
        <thead>
          <tr>
            <th scope="col">{words.way}</th>
            <th scope="col">{words.backOf}</th>
          </tr>
        </thead>
        <tbody>
          {ways.map(({ from, to, cameBack: back }) => (
            <Way key={`${from} ${to}`} name={words.wayOf(nameOf(from), nameOf(to))} back={back} />
          ))}
          {ways.length > 1 && <Way name={words.all} back={cameBack} isSum />}
        </tbody>
      </table>
      {cameBack.reasons.length > 0 && <Reasons reasons={cameBack.reasons} />}
    </section>
  )
}

interface WayProps {
  readonly name: string
  readonly back: Share & { readonly reasons: readonly Reason[] }
  readonly isSum?: boolean
}

function Way({ name, back: { count, of, rate, reasons }, isSum = false }: WayProps) {
  return (
    <tr data-sum={isSum || undefined}>
      <th scope="row">{name}</th>
      <td>
        <div className={classes.measure}>
          <span className={classes.rate}>{words.share(count, of, rate)}</span>
          <ShareBar rate={rate} tone="watch" />
        </div>
        {!isSum && reasons.length > 0 && (
          <span className={classes.says}>{reasons.map(({ reason }) => reason || words.noReason).join(", ")}</span>
        )}
      </td>
    </tr>
  )
}

function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const most = reasons[0]?.count ?? 1
  return (
    <>
      <h3 id="why-it-came-back">{words.reasons}</h3>
      <ol className={classes.reasons} aria-labelledby="why-it-came-back">
        {reasons.map(({ reason, count }) => (
          <li key={reason}>
            <span>{reason || words.noReason}</span>
            <ShareBar rate={count / most} tone="watch" />
            <span className={classes.rate}>{count}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
