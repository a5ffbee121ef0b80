import { unreachable } from "../../shared/result.ts"
import type { CardStatus } from "../../shared/wire/http.ts"
import { kiosk as words } from "../words/en/kiosk.ts"
import classes from "./kiosk.module.css"
import type { RiskState } from "./picture.ts"

/** As for age, a shape for each: a cross, an hourglass that has run out, a diamond, a barred disc. */
function StateShape({ state }: { state: RiskState }) {
  switch (state) {
    case "expired":
      return <path d="M3 3l14 14M17 3L3 17" fill="none" stroke="currentColor" strokeWidth="4.5" />
    case "overdue":
      return <path d="M2 1.5h16L10 10l8 8.5H2L10 10z" fill="currentColor" />
    case "critical":
      return <path d="M10 0.5 19.5 10 10 19.5 0.5 10z" fill="currentColor" />
    case "blocked":
      return <path fillRule="evenodd" d="M10 1a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM4.5 8v4h11V8z" fill="currentColor" />
    default:
      return unreachable(state)
  }
}

/** What is wrong with a card besides its age: shape, word and colour. */
export function StateBadge({ state }: { state: RiskState }) {
  return (
    <span className={classes.state} data-state={state}>
      <svg className={classes.shape} viewBox="0 0 20 20" aria-hidden="true">
        <StateShape state={state} />
      </svg>
      {words.states[state]}
    </span>
  )
}

/** It joins a ticket that is in work: told apart, or nobody who has begun would see that there is more to make. */
export function AddedMark({ card: { ticket, title } }: { card: CardStatus }) {
  return (
    <span className={classes.added}>
      <svg className={classes.shape} viewBox="0 0 20 20" aria-hidden="true">
        <path d="M10 2v16M2 10h16" fill="none" stroke="currentColor" strokeWidth="4" />
      </svg>
      {ticket === null || title.includes(ticket) ? words.added : words.addedTo(ticket)}
    </span>
  )
}
