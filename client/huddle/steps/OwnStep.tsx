import { huddle as words } from "../../words/en/huddle.ts"
import classes from "../huddle.module.css"
import { SpotlightCard } from "../SpotlightCard.tsx"
import type { StepProps } from "./StepBody.tsx"

/** A step that the board added: its name stands above, and a card may be put up in it as in any other. */
export function OwnStep({ huddle, shown }: StepProps) {
  if (shown.card !== null) return <SpotlightCard huddle={huddle} card={shown.card} />
  return <p className={classes.hint}>{words.ownStep}</p>
}
