import {
  IconArrowBack,
  IconCircleDashedCheck,
  IconClockExclamation,
  IconHelp,
  IconLifebuoy,
  IconSend,
  IconSignature,
  IconTruckDelivery,
} from "@tabler/icons-react"
import { type Handoff, isOpenOffer } from "../../../shared/handoff/handoff.ts"
import type { Card } from "../../../shared/model/card.ts"
import { type Instant, MINUTE_MS } from "../../../shared/time.ts"
import { faceOf, signaturesByRole } from "../../handoff/face.ts"
import { targetWords, useNames } from "../../handoff/useNames.ts"
import { etaWords } from "../../handoff/value-words.ts"
import { useCardRegisters, usePromise } from "../../hooks/useCards.ts"
import { useHandoff } from "../../hooks/useHandoffs.ts"
import { useNow } from "../../hooks/useNow.ts"
import { handoff as words } from "../../words/en/handoff.ts"
import classes from "./tile.module.css"

const SIZE = 13

/** Whose the card will be, how long there is, whether a loop is open, and which signatures still miss. */
export function HandoffFace({ card }: { card: Card }) {
  const promise = usePromise(card.id)
  const id = promise?.openHandoff ?? promise?.heldBy ?? promise?.handoff ?? ""
  const handoff = useHandoff(id)
  return (
    <>
      {handoff && <HandoffSign handoff={handoff} />}
      {handoff && handoff.backups.length > 0 && <Backups handoff={handoff} />}
      {card.checksTotal > 0 && <SignatureSigns card={card} />}
    </>
  )
}

const ICON = {
  offered: IconSend,
  announced: IconTruckDelivery,
  questioned: IconHelp,
  expired: IconClockExclamation,
  loopOpen: IconCircleDashedCheck,
  done: IconCircleDashedCheck,
  changed: IconArrowBack,
  missed: IconArrowBack,
} as const

function HandoffSign({ handoff }: { handoff: Handoff }) {
  const now = useNow(15_000)
  const names = useNames()
  const kind = faceOf(handoff)
  if (kind === undefined) return null
  const Icon = ICON[kind]
  const to = targetWords(handoff.to, names)
  const said =
    kind === "questioned"
      ? words.face.questioned(names.person(handoff.sender))
      : kind === "announced"
        ? words.face.announced(to, etaWords(handoff.eta))
        : kind === "offered" || kind === "expired"
          ? words.face[kind](to)
          : words.face[kind]
  return (
    <p className={classes.handoff} data-kind={kind}>
      <Icon size={14} aria-hidden="true" />
      <span>
        {said}
        {timesOf(handoff, now).map((time) => (
          <span key={time} className={classes.handoffTime}>
            {time}
          </span>
        ))}
      </span>
    </p>
  )
}

/** Who stands ready for whoever has it. */
function Backups({ handoff }: { handoff: Handoff }) {
  const names = useNames()
  return (
    <p className={classes.handoff} data-kind="backup">
      <IconLifebuoy size={14} aria-hidden="true" />
      <span>{words.backups(handoff.backups.map((actor) => names.person(actor)).join(", "))}</span>
    </p>
  )
}

/** How long it has been on its way, and how long there is. */
function timesOf(handoff: Handoff, now: Instant): readonly string[] {
  const { offeredAt, acceptBy } = handoff
  if (!isOpenOffer(handoff) || offeredAt === null || acceptBy === null) return []
  const left = acceptBy - now
  const age = now - offeredAt
  return [...(age < MINUTE_MS ? [] : [words.span(age)]), left > 0 ? words.left(left) : words.over(-left)]
}

function SignatureSigns({ card }: { card: Card }) {
  const registers = useCardRegisters(card.id)
  const promise = usePromise(card.id)
  const names = useNames()
  const byRole = registers ? signaturesByRole(registers, promise) : []
  if (byRole.length === 0) return null
  return (
    <ul className={classes.signatures} aria-label={words.signatures}>
      {byRole.map(({ role, signed, needed }) => {
        const name = names.role(role)
        return (
          <li key={role} data-good={signed === needed || undefined} title={words.signedLong(name, signed, needed)}>
            <IconSignature size={SIZE} aria-hidden="true" />
            <span aria-hidden="true">{words.signedOf(name, signed, needed)}</span>
            <span className="visually-hidden">{words.signedLong(name, signed, needed)}</span>
          </li>
        )
      })}
    </ul>
  )
}
