import { IconShieldCheck } from "@tabler/icons-react"
import { huddle as words } from "../../words/en/huddle.ts"
import { cardsToCome } from "../course.ts"
import classes from "../huddle.module.css"
import { SpotlightCard } from "../SpotlightCard.tsx"
import { useAtRisk } from "../useLooked.ts"
import type { StepProps } from "./StepBody.tsx"

/** One card after the other, the most pressing first. */
export function AtRiskStep({ huddle, shown }: StepProps) {
  const risks = useAtRisk()
  if (shown.card !== null) return <SpotlightCard key={shown.card} huddle={huddle} card={shown.card} />
  const toCome = cardsToCome(
    huddle,
    risks.map(({ card }) => card),
  ).length
  const hint =
    risks.length === 0
      ? `${words.atRiskNone} ${words.spaceGoesOn}`
      : toCome === 0
        ? `${words.atRiskDone} ${words.spaceGoesOn}`
        : words.spaceTakesFirst
  return (
    <div className={classes.plain}>
      <IconShieldCheck aria-hidden="true" />
      <h2>{words.atRiskCount(risks.length)}</h2>
      <p className={classes.hint}>{hint}</p>
    </div>
  )
}
