import type { AgeStep } from "../../shared/model/ageing.ts"
import { kiosk as words } from "../words/en/kiosk.ts"
import classes from "./kiosk.module.css"
import type { Row } from "./picture.ts"
import { ageWords } from "./sentences.ts"

/** A shape for each step, so that nobody needs to see the colour: ring, half ring, triangle, filled block. */
function AgeShape({ step }: { step: AgeStep }) {
  return (
    <svg className={classes.shape} viewBox="0 0 20 20" aria-hidden="true">
      {step === "fresh" && <circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" strokeWidth="3" />}
      {step === "ageing" && (
        <>
          <circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" strokeWidth="3" />
          <path d="M10 2.5a7.5 7.5 0 0 1 0 15z" fill="currentColor" />
        </>
      )}
      {step === "due-soon" && <path d="M10 1.5 19 18.5H1z" fill="currentColor" />}
      {step === "late" && <rect x="1.5" y="1.5" width="17" height="17" fill="currentColor" />}
    </svg>
  )
}

/** How long the card has been where it is: shape, word, colour and figure. */
export function AgeBadge({ row, isAtLeast }: { row: Row; isAtLeast: boolean }) {
  const step = row.step ?? "none"
  return (
    <span className={classes.age} data-step={step}>
      {row.step && <AgeShape step={row.step} />}
      {`${words.steps[step]} ${ageWords(row.ageMs, isAtLeast)}`.trim()}
    </span>
  )
}
