import { currentStep, type Huddle } from "../../shared/huddle/huddle.ts"
import { useCard } from "../hooks/useCards.ts"
import { board as boardWords } from "../words/en/board.ts"
import { huddle as words } from "../words/en/huddle.ts"
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

function Coming({ huddle, card: id, reason }: { huddle: Huddle; card: string; reason: string }) {
  const card = useCard(id)
  const look = useLookAtCard(huddle)
  return (
    <li>
      <button type="button" onClick={() => look(id)}>
        <strong>{card?.title || boardWords.untitled}</strong>
        <span>{reason}</span>
      </button>
    </li>
  )
}
