import { IconCalendarDue, IconCalendarX, IconMessage, IconPlus, IconSquareCheck, IconTicket } from "@tabler/icons-react"
import { ageStep } from "../../../shared/model/ageing.ts"
import type { Card } from "../../../shared/model/card.ts"
import { quantityOf, ticketOf } from "../../../shared/model/ticket.ts"
import type { Instant } from "../../../shared/time.ts"
import { useIsAddedOn } from "../../hooks/useAddedOn.ts"
import { useTicketFields } from "../../hooks/useBoard.ts"
import { usePromise } from "../../hooks/useCards.ts"
import { useLane } from "../../hooks/useLanes.ts"
import { useNow } from "../../hooks/useNow.ts"
import { ActionMark } from "../../huddle/ActionMark.tsx"
import { board as words } from "../../words/en/board.ts"
import { type Due, dueOf } from "./ageing.ts"
import { AgeSign } from "./signs.tsx"
import classes from "./tile.module.css"

const SIZE = 13

/** Age, due date, checklist and comments. Apart from the face, so that the clock's tick draws only this. */
export function Meta({ card }: { card: Card }) {
  const now = useNow()
  const promise = usePromise(card.id)
  const comments = promise ? Object.keys(promise.comments).length : 0
  return (
    <span className={classes.metas}>
      <TicketSign card={card} />
      {comments > 0 && (
        <span className={classes.meta} title={words.comments(comments)}>
          <IconMessage size={SIZE} aria-hidden="true" />
          <span aria-hidden="true">{comments}</span>
          <span className="visually-hidden">{words.comments(comments)}</span>
        </span>
      )}
      {card.checksTotal > 0 && <ChecksSign done={card.checksDone} total={card.checksTotal} />}
      <ActionMark card={card.id} className={classes.meta} />
      <DueSign due={card.due} now={now} />
      {promise && <Age card={card} enteredAt={promise.enteredLaneAt} now={now} />}
    </span>
  )
}

/** How much it is, whether it joined a ticket in work, and its ticket where its title does not say so. */
function TicketSign({ card }: { card: Card }) {
  const fields = useTicketFields()
  const quantity = quantityOf(card, fields)
  const ticket = ticketOf(card, fields)
  const isAddedOn = useIsAddedOn(card.id)
  return (
    <>
      {isAddedOn && ticket !== null && (
        <span className={classes.meta} title={words.addedTo(ticket)}>
          <IconPlus size={SIZE} aria-hidden="true" />
          <span aria-hidden="true">{words.added}</span>
          <span className="visually-hidden">{words.addedTo(ticket)}</span>
        </span>
      )}
      {quantity !== 1 && <span className={classes.meta}>{words.times(quantity)}</span>}
      {ticket !== null && !card.title.includes(ticket) && (
        <span className={classes.meta} title={words.ticket(ticket)}>
          <IconTicket size={SIZE} aria-hidden="true" />
          <span className={classes.ticket}>{ticket}</span>
        </span>
      )}
    </>
  )
}

function Age({ card, enteredAt, now }: { card: Card; enteredAt: Instant; now: Instant }) {
  const lane = useLane(card.laneId)
  const ageMs = Math.max(0, now - enteredAt)
  return <AgeSign ageMs={ageMs} step={ageStep(ageMs, lane ?? { kind: "active" })} />
}

function ChecksSign({ done, total }: { done: number; total: number }) {
  const full = words.checks(done, total)
  return (
    <span className={classes.meta} data-good={done === total || undefined} title={full}>
      <IconSquareCheck size={SIZE} aria-hidden="true" />
      <span aria-hidden="true">{words.checksShort(done, total)}</span>
      <span className="visually-hidden">{full}</span>
    </span>
  )
}

function DueSign({ due, now }: { due: string | undefined; now: Instant }) {
  const read = dueOf(due, now)
  if (!read) return null
  const Icon = read.step === "overdue" ? IconCalendarX : IconCalendarDue
  return (
    <span className={classes.meta} data-due={read.step} title={words.dueOn(read.at, false)}>
      <Icon size={SIZE} aria-hidden="true" />
      {dueWords(read, now)}
    </span>
  )
}

function dueWords({ step, days, at, hasTime }: Due, now: Instant): string {
  switch (step) {
    case "overdue":
      return words.overdue(-days)
    case "today":
      return words.dueToday(hasTime ? words.timeOf(at) : "")
    case "tomorrow":
      return words.dueTomorrow
    default:
      return words.dueOn(at, at.getFullYear() === new Date(now).getFullYear())
  }
}
