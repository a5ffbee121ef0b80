/** Facts of the feed as sentences, with the names that things have now. Pure. */
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "../../shared/time.ts"
import type { BoardStatus, CardStatus, ShownEntry } from "../../shared/wire/http.ts"
import { kiosk as words } from "../words/en/kiosk.ts"
import type { Row } from "./picture.ts"

export interface Sentence {
  readonly seq: number
  readonly clock: string
  readonly text: string
}

export function sentencesOf(status: BoardStatus, most: number): readonly Sentence[] {
  const cards = new Map(status.lanes.flatMap(({ cards }) => cards.map((card) => [card.id, card] as const)))
  const lanes = new Map(status.lanes.map(({ id, name }) => [id, name]))
  return (status.recent ?? []).slice(0, most).map((entry) => ({
    ...{ seq: entry.seq, clock: clockOf(entry.at).slice(0, 5) },
    text: sentenceOf(entry, entry.card === undefined ? undefined : cards.get(entry.card), lanes.get(entry.lane ?? "")),
  }))
}

function sentenceOf({ kind }: ShownEntry, card: CardStatus | undefined, lane: string | undefined): string {
  const title = card?.title || words.aCard
  const { said } = words
  switch (kind) {
    case "card.created":
      return lane === undefined ? said.changed(title) : said.created(title, lane)
    case "card.moved":
      return lane === undefined ? said.changed(title) : said.moved(title, lane)
    case "card.taken":
      return card?.accountable ? said.taken(title, card.accountable) : said.takenBySomebody(title)
    case "card.released":
      return said.released(title)
    case "card.blocked":
      return said.blocked(title)
    case "card.unblocked":
      return said.unblocked(title)
    case "card.archived":
      return said.archived(title)
    case "card.restored":
      return said.restored(title)
    case "card.removed":
      return said.removed(title)
    case "card.ticked":
      return said.ticked(title)
    case "card.unticked":
      return said.unticked(title)
    case "handoff.offered":
      return card?.handoff ? said.offered(title, card.handoff.to) : said.changed(title)
    case "handoff.accepted":
      return card?.accountable ? said.accepted(title, card.accountable) : said.changed(title)
    case "handoff.expired":
      return said.expired(title)
    case "handoff.declined":
      return said.declined(title)
    case "handoff.returned":
      return said.returned(title)
    case "handoff.verified":
      return said.verified(title)
    case "handoff.recalled":
      return said.recalled(title)
    case "comment.added":
      return said.commented(title)
    case "huddle.started":
      return said.huddleStarted
    case "huddle.closed":
      return said.huddleClosed
    default:
      return card ? said.changed(title) : said.board
  }
}

type OfferedRow = Pick<Row, "card" | "isExpired" | "isOffered" | "leftMs">

/** Who has it, and to whom it is on its way meanwhile; openly nobody otherwise. */
export function whoWords({ accountable, handoff }: Pick<CardStatus, "accountable" | "handoff">): string {
  const holder = accountable ?? words.nobody
  if (handoff?.state === "expired") return words.expiredOffer(holder, handoff.to)
  if (handoff?.state === "announced") return words.announcedTo(holder, handoff.to)
  if (handoff && handoff.state !== "accepted") return words.offeredTo(holder, handoff.to)
  return accountable !== null && handoff?.loopOpen ? words.loopOpen(accountable) : holder
}

/** An offer that can still be accepted in time: between whom, and how long. The minute that has begun counts. */
export function offerWords({ card, isExpired, isOffered, leftMs }: OfferedRow): readonly [string, string] | undefined {
  if (!isOffered || isExpired || leftMs === undefined || card.handoff === null) return undefined
  const left = ageWords(Math.max(1, Math.ceil(leftMs / MINUTE_MS)) * MINUTE_MS, false)
  return [words.handsTo(card.accountable ?? words.nobody, card.handoff.to), words.toAccept(left)]
}

/** 10:42:07, where the screen hangs. */
export function clockOf(at: Instant): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":")
}

export function ageWords(ageMs: number, isAtLeast: boolean): string {
  const { age } = words
  const minutes = Math.floor(ageMs / MINUTE_MS)
  const hours = Math.floor(ageMs / HOUR_MS)
  const days = Math.floor(ageMs / DAY_MS)
  if (minutes < 1) return isAtLeast ? words.atLeast(age.minutes(0)) : age.now
  const text = days > 0 ? age.days(days, hours % 24) : hours > 0 ? age.hours(hours, minutes % 60) : age.minutes(minutes)
  return isAtLeast ? words.atLeast(text) : text
}
