/** The one card that everybody looks at, large: what it is, why it is here, whose it is, what is next. */
import { Button } from "@mantine/core"
import { IconArrowRight, IconCheckbox, IconHandStop, IconParking, IconUserQuestion } from "@tabler/icons-react"
import type { Huddle } from "../../shared/huddle/huddle.ts"
import { type Card, cardOf } from "../../shared/model/card.ts"
import { openCard } from "../board/board-address.ts"
import { SeveritySign } from "../board/tile/signs.tsx"
import { signaturesByRole } from "../handoff/face.ts"
import { targetWords, useNames } from "../handoff/useNames.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useCardRegisters, usePromise } from "../hooks/useCards.ts"
import { useHandoff } from "../hooks/useHandoffs.ts"
import { useNow } from "../hooks/useNow.ts"
import { board as boardWords } from "../words/en/board.ts"
import { handoff as handoffWords } from "../words/en/handoff.ts"
import { huddle as words } from "../words/en/huddle.ts"
import classes from "./huddle.module.css"
import { saidLeft } from "./said-left.ts"
import { TimeRing } from "./TimeRing.tsx"
import { spotlightLeft } from "./time-left.ts"
import { useActions, useHuddleUi, useIsDriver } from "./useHuddle.ts"
import { useReasons } from "./useReasons.ts"

interface SpotlightCardProps {
  readonly huddle: Huddle
  readonly card: string
}

export function SpotlightCard({ huddle, card: id }: SpotlightCardProps) {
  const registers = useCardRegisters(id)
  const names = useNames()
  const reasons = useReasons()(id)
  if (!registers) return <p className={classes.quiet}>{words.notShown}</p>
  const card = cardOf(id, registers)
  const isMine = huddle.spotlight?.card !== id
  return (
    <article className={classes.spotlight} aria-label={words.spotlight} data-severity={card.severity}>
      <div className={classes.spotlightHead}>
        <SeveritySign severity={card.severity} />
        <span>{names.lane(card.laneId)}</span>
        {isMine ? <em>{words.onlyYou}</em> : <CardRing huddle={huddle} />}
      </div>
      <h2>
        <button type="button" title={words.open} onClick={() => openCard(id)}>
          {card.title || boardWords.untitled}
        </button>
      </h2>
      {reasons.length > 0 && (
        <ul className={classes.reasons} aria-label={words.whyHere}>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {card.blocked && (
        <p className={classes.blocked}>
          <IconHandStop aria-hidden="true" />
          <span>
            <strong>{words.blockedBy}</strong> {card.blocked.reason}
          </span>
        </p>
      )}
      <dl className={classes.facts}>
        <Whose card={card} />
        <div>
          <dt>
            <IconArrowRight aria-hidden="true" />
            {words.nextStep}
          </dt>
          <dd data-missing={card.next === "" || undefined}>{card.next || words.noNextStep}</dd>
        </div>
        <ChecksByRole card={card} />
      </dl>
      <OpenActions card={id} />
    </article>
  )
}

function CardRing({ huddle }: { huddle: Huddle }) {
  const left = spotlightLeft(huddle, useNow(1_000))
  const ui = useHuddleUi()
  const isDriver = useIsDriver(huddle)
  if (!left) return null
  const isOver = left.ms <= 0
  return (
    <span className={classes.cardRing} data-over={isOver || undefined}>
      {isOver && isDriver && (
        <Button leftSection={<IconParking aria-hidden="true" />} onClick={() => ui.dialog.set("park")}>
          {words.timeToPark}
        </Button>
      )}
      {isOver && !isDriver && <em>{words.overItsTime}</em>}
      <TimeRing left={left} label={words.cardTimer(saidLeft(left))} />
    </span>
  )
}

function Whose({ card }: { card: Card }) {
  const promise = usePromise(card.id)
  const names = useNames()
  const offered = useHandoff(promise?.openHandoff ?? "")
  const who = promise?.accountable ?? null
  return (
    <div>
      <dt>
        <IconUserQuestion aria-hidden="true" />
        {words.accountable}
      </dt>
      <dd data-missing={(who === null && !offered) || undefined}>
        {who === null ? words.nobody : names.person(who)}
        {offered && (
          <span className={classes.offered}>{handoffWords.face.offered(targetWords(offered.to, names))}</span>
        )}
      </dd>
    </div>
  )
}

function ChecksByRole({ card }: { card: Card }) {
  const { model } = useBoardSession()
  const names = useNames()
  const promise = usePromise(card.id)
  if (card.checksTotal === 0) return null
  const byRole = signaturesByRole(model.card(card.id) ?? {}, promise)
  return (
    <div>
      <dt>
        <IconCheckbox aria-hidden="true" />
        {words.checks}
      </dt>
      <dd>
        <ul className={classes.checks}>
          {byRole.map(({ role, signed, needed }) => (
            <li key={role} data-good={signed === needed || undefined}>
              {words.checksOf(names.role(role), signed, needed)}
            </li>
          ))}
          {byRole.length === 0 && <li>{words.checksDone(card.checksDone, card.checksTotal)}</li>}
        </ul>
      </dd>
    </div>
  )
}

function OpenActions({ card }: { card: string }) {
  const names = useNames()
  const open = useActions().filter((action) => action.card === card && action.state === "open")
  if (open.length === 0) return null
  return (
    <ul className={classes.cardActions} aria-label={words.actions}>
      {open.map(({ seq, text, person }) => (
        <li key={seq}>
          <IconCheckbox aria-hidden="true" />
          <span>
            <strong>{names.person(person)}</strong> {text}
          </span>
        </li>
      ))}
    </ul>
  )
}
