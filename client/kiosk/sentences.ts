/** Facts of the feed as sentences, with the names that things have now. Pure. */
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "../../shared/time.ts"
import type { BoardStatus, CardStatus } from "../../shared/wire/http.ts"
import { kiosk as words } from "../words/en/kiosk.ts"
import type { Row } from "./picture.ts"

export interface Sentence {
  readonly seq: number
  readonly clock: string
  readonly text: string
}

/** What changes who has a card or is to get it: of all before it, nobody can say any more whom they meant. */
const NAMES_ANEW = /^(card\.(taken|released)|handoff\.)/

export function sentencesOf(status: BoardStatus, most: number): readonly Sentence[] {
  const cards = new Map(status.lanes.flatMap(({ cards }) => cards.map((card) => [card.id, card] as const)))
  const lanes = new Map(status.lanes.map(({ id, name }) => [id, name]))
  const named = new Set<string>()
  return (status.recent ?? []).slice(0, most).map((entry) => {
    const { seq, at, kind, card: id = "", lane = "" } = entry
    const isLast = !named.has(id)
    if (NAMES_ANEW.test(kind)) named.add(id)
    const text = sentenceOf(kind, { card: cards.get(id), lane: lanes.get(lane), isLast })
    return { seq, clock: clockOf(at).slice(0, 5), text }
  })
}

interface About {
  readonly card: CardStatus | undefined
  readonly lane: string | undefined
  /** Nothing has changed since who has the card: the names of now are those of then. */
  readonly isLast: boolean
}

function sentenceOf(kind: string, { card, lane, isLast }: About): string {
  const title = card?.title || words.aCard
  if (kind === "huddle.started") return words.said.huddleStarted
  if (kind === "huddle.closed") return words.said.huddleClosed
  const inLane = lane === undefined ? undefined : IN_LANE[kind]
  if (inLane && lane !== undefined) return inLane(title, lane)
  const naming = NAMING[kind]
  const who = isLast && card ? naming?.who(card) : undefined
  if (naming && who) return naming.say(title, who)
  const plain = naming?.plain ?? PLAIN[kind]
  if (plain) return plain(title)
  return card ? words.said.changed(title) : words.said.board
}

type Saying = (card: string) => string

const IN_LANE: Readonly<Record<string, (card: string, lane: string) => string>> = {
  "card.created": words.said.created,
  "card.moved": words.said.moved,
}

interface Naming {
  who(card: CardStatus): string | null | undefined
  say(card: string, who: string): string
  readonly plain: Saying
}

const holder = ({ accountable }: CardStatus) => accountable
const receiver = ({ handoff }: CardStatus) => handoff?.to

const NAMING: Readonly<Record<string, Naming>> = {
  "card.taken": { who: holder, say: words.said.taken, plain: words.said.takenBySomebody },
  "handoff.announced": { who: receiver, say: words.said.announced, plain: words.said.announcedBefore },
  "handoff.offered": { who: receiver, say: words.said.offered, plain: words.said.offeredBefore },
  "handoff.accepted": { who: holder, say: words.said.accepted, plain: words.said.acceptedBySomebody },
  "handoff.taken-over": { who: holder, say: words.said.takenOver, plain: words.said.takenOverBySomebody },
}

const PLAIN: Readonly<Record<string, Saying>> = {
  "card.released": words.said.released,
  "card.blocked": words.said.blocked,
  "card.unblocked": words.said.unblocked,
  "card.archived": words.said.archived,
  "card.restored": words.said.restored,
  "card.removed": words.said.removed,
  "card.ticked": words.said.ticked,
  "card.unticked": words.said.unticked,
  "comment.added": words.said.commented,
  "handoff.questioned": words.said.questioned,
  "handoff.answered": words.said.answered,
  "handoff.expired": words.said.expired,
  "handoff.declined": words.said.declined,
  "handoff.returned": words.said.returned,
  "handoff.sent-back": words.said.sentBack,
  "handoff.withdrawn": words.said.withdrawn,
  "handoff.cancelled": words.said.withdrawn,
  "handoff.confirmed": words.said.confirmed,
  "handoff.finished": words.said.finished,
  "handoff.verified": words.said.verified,
  "handoff.recalled": words.said.recalled,
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

/** From so many days on, hours say nothing more. */
const WHOLE_DAYS = 2

export function ageWords(ageMs: number, isAtLeast: boolean): string {
  const { age } = words
  const minutes = Math.floor(ageMs / MINUTE_MS)
  const hours = Math.floor(ageMs / HOUR_MS)
  const days = Math.floor(ageMs / DAY_MS)
  if (minutes < 1) return isAtLeast ? words.atLeast(age.minutes(0)) : age.now
  const text =
    days > 0
      ? age.days(days, days < WHOLE_DAYS ? hours % 24 : 0)
      : hours > 0
        ? age.hours(hours, minutes % 60)
        : age.minutes(minutes)
  return isAtLeast ? words.atLeast(text) : text
}
