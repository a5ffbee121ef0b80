import { currentStep, type Huddle } from "../../shared/huddle/huddle.ts"
import { huddle as words } from "../words/en/huddle.ts"
import { CardRow } from "./CardRow.tsx"
import { cardsToCome } from "./course.ts"
import classes from "./huddle.module.css"
import { useLookAtCard } from "./useLookAtCard.ts"
import { useReasons } from "./useReasons.ts"
import { useStepCards } from "./useStepCards.ts"

const SHOWN = 3

/** What comes next in this step, and why. */
export function Queue({ huddle }: { huddle: Huddle }) {
  const step = currentStep(huddle).id
  const coming = cardsToCome(huddle, useStepCards(step))
  const reasonsOf = useReasons()
  if (step !== "at-risk" && step !== "walk") return null
  return (
    <section className={classes.queue} aria-label={words.queue}>
      <h2>{words.queue}</h2>
      {coming.length === 0 && <p className={classes.quiet}>{words.queueEmpty}</p>}
      <ol>
        {coming.slice(0, SHOWN).map((card) => (
          <Coming key={card} huddle={huddle} card={card} reason={reasonsOf(card)[0] ?? ""} />
        ))}
      </ol>
    </section>
  )
}

function Coming({ huddle, card, reason }: { huddle: Huddle; card: string; reason: string }) {
  const look = useLookAtCard(huddle)
  return (
    <li>
      <CardRow card={card} onGo={look}>
        {reason}
      </CardRow>
    </li>
  )
}
