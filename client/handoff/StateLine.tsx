import type { Handoff } from "../../shared/handoff/handoff.ts"
import { useMe } from "../hooks/useBoard.ts"
import { useNow } from "../hooks/useNow.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { Countdown } from "./Countdown.tsx"
import classes from "./handoff.module.css"
import type { Names } from "./refusal-words.ts"
import { type Ball, standingOf } from "./standing.ts"
import type { HandoffStory } from "./story.ts"
import { targetWords, useNames } from "./useNames.ts"
import { etaWords } from "./value-words.ts"

/** One calm sentence: what state it is in, whose move it is, and how long there is. */
export function StateLine({ handoff, story, isMine }: { handoff: Handoff; story: HandoffStory; isMine: boolean }) {
  const names = useNames()
  const me = useMe()
  const now = useNow()
  const { ball, clock } = standingOf(handoff, now)
  const isMyMove = isMine || (ball.kind === "person" && ball.actor === me?.actor)
  return (
    <div className={classes.stateLine}>
      <p className={classes.sentence}>{sentenceOf(handoff, names)}</p>
      {story.reason && hasReason(handoff) && <p className={classes.reason}>{words.because(story.reason.text)}</p>}
      <p className={classes.ball}>
        <strong data-mine={isMyMove || undefined}>{isMyMove ? words.ball.you : ballWords(ball, names)}</strong>
        {clock && <Countdown at={clock.at} kind={clock.kind} />}
        {handoff.escalation > 0 && clock?.kind === "accept" && (
          <span className={classes.quiet}>{words.escalated(handoff.escalation)}</span>
        )}
      </p>
    </div>
  )
}

const hasReason = ({ state }: Handoff) => state === "returned" || state === "withdrawn" || state === "cancelled"

function ballWords(ball: Ball, names: Names): string {
  if (ball.kind === "nobody") return words.ball.nobody
  return ball.kind === "person"
    ? words.ball.person(names.person(ball.actor))
    : words.ball.target(targetWords(ball.to, names))
}

function sentenceOf(handoff: Handoff, names: Names): string {
  const sender = names.person(handoff.sender)
  const receiver = handoff.receiver === null ? words.nobody : names.person(handoff.receiver)
  const to = targetWords(handoff.to, names)
  const { sentence } = words
  switch (handoff.state) {
    case "draft":
      return sentence.draft(sender)
    case "announced":
      return sentence.announced(sender, to, etaWords(handoff.eta))
    case "offered":
    case "expired":
      return sentence[handoff.state](sender, to)
    case "questioned":
      return sentence.questioned(sender)
    case "accepted":
      if (handoff.corrected) return sentence.corrected(receiver, sender)
      return handoff.loopOpen ? sentence.loopOpen(receiver, sender) : sentence.accepted(receiver)
    case "done":
      return sentence.done(handoff.doer === null ? receiver : names.person(handoff.doer))
    case "verified":
      return sentence.verified(handoff.endedBy === null ? sender : names.person(handoff.endedBy))
    case "cancelled":
      return sentence.cancelled
    default:
      return sentence[handoff.state](sender)
  }
}
