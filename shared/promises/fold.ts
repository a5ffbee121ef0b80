/**
 * The state of all promises as a pure fold over the ledger: who is accountable, which handoff is open, who signed what, when
 * a card entered its lane, which comments stand. Relay, client, tests and export all fold with this code; the state is never
 * edited in any other way. The fold mutates the state it is given (the relay keeps one per board and feeds it every entry once).
 */
import { accountableAfter, actionOf, foldHandoff, newHandoff } from "../handoff/fold-handoff.ts"
import { type Handoff, isOpen, type Target } from "../handoff/handoff.ts"
import type { HandoffAction } from "../handoff/transitions.ts"
import { foldHuddle, type HuddleState, noHuddles } from "../huddle/fold-huddle.ts"
import { forgetHuddleWords } from "../huddle/forget-words.ts"
import type { HuddleAction } from "../huddle/huddle.ts"
import type { ActorId } from "../ids.ts"
import { isJsonObject, type Json } from "../json.ts"
import type { Entry } from "../model/entry.ts"
import { erasureOf, WORDS_ERASED } from "../model/erasure.ts"
import { type Mark, markOf } from "../model/mark.ts"
import type { Instant } from "../time.ts"
import { type Arrival, arrive, comeInto, dwell } from "./fold-places.ts"
import { noteSuperseded, SUPERSEDED, type SupersededNotes } from "./superseded-line.ts"

/** Somebody's name under one checklist item, and the hash of the text that they signed. */
export interface Signature {
  readonly by: ActorId
  readonly role: string
  readonly textHash: string
  readonly at: Instant
}

/** Somebody asked for a role's signature. */
export interface Asked {
  readonly role: string
  readonly by: ActorId
  readonly at: Instant
}

export interface CardPromise extends SupersededNotes {
  createdAt: Instant
  createdBy: ActorId
  /** When it came into the lane it is in; its age in lane counts from here. */
  enteredLaneAt: Instant
  /** Lanes it has been in → when it first came there: work that comes back goes on ageing from its first start. */
  firstIn?: Record<string, Instant>
  touchedAt: Instant
  /** The one accountable person, or null: openly unclaimed. */
  accountable: ActorId | null
  accountableSince: Instant | null
  /** `seq` of each standing comment → its author. */
  comments: Record<number, ActorId>
  /** The newest handoff of this card that is more than a draft, by id. */
  handoff: string | null
  /** The one handoff of this card that is announced or offered, by id: it is in the way of every other. */
  openHandoff: string | null
  /** The accepted handoff by which the card is held: the last one that was accepted, until it is over. */
  heldBy: string | null
  /** Whether a handoff of it has been accepted since it came into its lane, and not been taken back. */
  handedOver: boolean
  /** Check id → the signatures that stand. */
  signatures: Record<string, Signature[]>
  /** Check id → the roles that were asked to sign and have not. */
  asked: Record<string, Asked[]>
  /** The lane that a lead has let this card into past its gate; used up by the move. */
  gatePass: string | null
  /** How it came into the lane it is in; not known of one that never moved. */
  arrival?: Arrival
  /** By which entry somebody became accountable, it was announced or offered, and it came to be held, each the last time. */
  marks?: CardMarks
}

export interface CardMarks {
  readonly accountable?: Mark
  readonly open?: Mark
  readonly held?: Mark
}

export interface Promises {
  /** The last entry that is folded in; 0 before the first. */
  seq: number
  hash: string
  at: Instant
  cards: Record<string, CardPromise>
  handoffs: Record<string, Handoff>
  huddle: HuddleState
  /** What was agreed in huddles: all that is open, and what ended lately. */
  actions: HuddleAction[]
  /** Lane → how long the last cards were in it that left it. */
  dwells: Record<string, number[]>
  /** Actor → when they last did anything on this board. A copy that a browser has kept for long may lack it. */
  lastBy?: Record<string, Instant>
}

export const noPromises = (): Promises => ({
  ...{ seq: 0, hash: "", at: 0, cards: {}, handoffs: {} },
  ...{ huddle: noHuddles(), actions: [], dwells: {}, lastBy: {} },
})

/** Folds one entry in. Entries come in order and without a gap: anything else is a bug and throws. */
export function fold(state: Promises, entry: Entry): Promises {
  if (entry.seq !== state.seq + 1) throw new Error(`ledger gap: entry ${entry.seq} after ${state.seq}`)
  state.seq = entry.seq
  state.hash = entry.hash
  state.at = entry.at
  state.lastBy ??= {}
  state.lastBy[entry.actor] = entry.at
  if (entry.kind === "card.moved") dwell(state, entry)
  if (entry.card !== undefined) foldCard(state.cards, entry.card, entry)
  const handoff = entry.data?.handoff
  if (typeof handoff === "string") foldPromise(state, handoff, entry)
  if (isOfHuddles(entry)) foldHuddle(state, entry)
  const erasure = erasureOf(entry)
  if (erasure) forgetHuddleWords(state, erasure)
  return state
}

/** What moves the huddle or the actions that were agreed in one. */
export const isOfHuddles = ({ kind }: Entry): boolean => kind.startsWith("huddle.") || kind.startsWith("action.")

function foldCard(cards: Record<string, CardPromise>, id: string, entry: Entry): void {
  // Asked with `hasOwn`: a card may well have the id "constructor".
  if (entry.kind === "card.created" && !Object.hasOwn(cards, id)) {
    cards[id] = newCard(entry)
    comeInto(cards[id], entry.data?.place, cards[id].enteredLaneAt)
  }
  if (entry.kind === "card.removed") delete cards[id]
  const card = Object.hasOwn(cards, id) ? cards[id] : undefined
  if (!card) return
  // Words that go are no work on the card.
  if (entry.kind === WORDS_ERASED) return
  // What did not count touches nothing; only that it was said is known.
  if (entry.kind === SUPERSEDED) {
    noteSuperseded(card, entry)
    return
  }
  card.touchedAt = entry.at
  switch (entry.kind) {
    case "card.moved":
      card.enteredLaneAt = entry.at
      comeInto(card, entry.to, entry.at)
      card.gatePass = null
      card.handedOver = false
      arrive(card, entry, entry.actor)
      return
    // A move that came too late was taken back: the card lies where it lay, by another item.
    case "card.edit-lost":
      arrive(card, entry, card.arrival?.by ?? card.createdBy)
      return
    case "card.taken":
      account(card, entry.actor, entry)
      return
    case "card.released":
      account(card, null, entry)
      return
    case "comment.added":
      card.comments[entry.seq] = entry.actor
      return
    case "comment.removed":
      delete card.comments[Number(entry.data?.comment)]
      return
    case "check.signed":
      sign(card, entry)
      return
    case "check.unsigned":
      keep(card.signatures, String(entry.data?.check), ({ by }) => by !== entry.actor)
      return
    case "check.asked":
      ask(card, entry)
      return
    case "check.voided":
      delete card.signatures[String(entry.data?.check)]
      return
    case "gate.overridden":
      card.gatePass = entry.lane ?? null
      return
  }
}

function account(card: CardPromise, actor: ActorId | null, entry: Entry): void {
  if (card.accountable === actor) return
  card.accountable = actor
  card.accountableSince = actor === null ? null : entry.at
  card.marks = { ...card.marks, accountable: markOf(entry) }
}

function sign(card: CardPromise, entry: Entry): void {
  const { check, role, textHash } = entry.data as { check: string; role: string; textHash: string }
  const { actor: by, at } = entry
  keep(card.signatures, check, (signature) => signature.by !== by || signature.role !== role)
  keep(card.asked, check, (asked) => asked.role !== role)
  put(card.signatures, check, { by, role, textHash, at })
}

function ask(card: CardPromise, entry: Entry): void {
  const { check, role } = entry.data as { check: string; role: string }
  keep(card.asked, check, (asked) => asked.role !== role)
  put(card.asked, check, { role, by: entry.actor, at: entry.at })
}

// Asked with `hasOwn`: an item of a checklist may well have the id "constructor".
function put<T>(lists: Record<string, T[]>, id: string, item: T): void {
  lists[id] = [...(Object.hasOwn(lists, id) ? lists[id]! : []), item]
}

function keep<T>(lists: Record<string, T[]>, id: string, stays: (item: T) => boolean): void {
  const standing = (Object.hasOwn(lists, id) ? lists[id]! : []).filter(stays)
  if (standing.length > 0) lists[id] = standing
  else delete lists[id]
}

function foldPromise(state: Promises, id: string, entry: Entry): void {
  const action = actionOf(entry)
  if (action === undefined) return
  if (action === "create" && !Object.hasOwn(state.handoffs, id)) state.handoffs[id] = newHandoff(entry)
  const handoff = Object.hasOwn(state.handoffs, id) ? state.handoffs[id] : undefined
  if (!handoff) return
  if (action !== "create") foldHandoff(handoff, action, entry)
  if (action === "offer" || action === "reassign") handoff.receiverLastAt = lastAt(state, handoff.to)
  const card = Object.hasOwn(state.cards, handoff.card) ? state.cards[handoff.card] : undefined
  if (!card) return
  followHandoff(card, handoff, action, entry)
}

/** Which handoff leads the card, and what that means for who is accountable. Only the handoff that leads moves that. */
function followHandoff(card: CardPromise, handoff: Handoff, action: HandoffAction, entry: Entry): void {
  const { id } = handoff
  const wasOpen = card.openHandoff === id
  const wasHeld = card.heldBy === id
  if (isOpen(handoff)) {
    card.openHandoff = id
    if (!wasOpen) card.marks = { ...card.marks, open: markOf(entry) }
  } else if (wasOpen) card.openHandoff = null
  const takesLead = LEADING.includes(action)
  if (takesLead) card.handoff = id
  if (action === "accept" || action === "take-over" || action === "recall") {
    card.heldBy = id
    card.marks = { ...card.marks, held: markOf(entry) }
  }
  if (action === "accept") card.handedOver = true
  if (wasHeld && isOver(handoff)) {
    card.heldBy = null
    card.handedOver = handoff.state === "verified" && card.handedOver
  }
  if (!takesLead && !wasOpen && !wasHeld) return
  const accountable = accountableAfter(handoff, action, entry)
  const staysHeld = accountable === null && card.heldBy !== null
  // What is verified while the card is already on its way to the next pair of hands stays with whoever offers it.
  const staysOffered = accountable === null && card.openHandoff !== null
  if (accountable !== undefined && !staysHeld && !staysOffered) account(card, accountable, entry)
}

const LEADING: readonly HandoffAction[] = ["announce", "offer", "accept", "take-over", "recall"]

const isOver = ({ state }: Handoff): boolean => state !== "accepted" && state !== "done"

/** A card may come from an import with a history of its own: `data.history` says since when it stands where it stands. */
function newCard(entry: Entry): CardPromise {
  const history = isJsonObject(entry.data?.history) ? entry.data.history : {}
  return {
    createdAt: instant(history.createdAt) ?? entry.at,
    createdBy: entry.actor,
    enteredLaneAt: instant(history.enteredLaneAt) ?? entry.at,
    touchedAt: entry.at,
    accountable: typeof history.accountable === "string" ? (history.accountable as ActorId) : null,
    accountableSince: instant(history.accountableSince) ?? null,
    comments: {},
    handoff: null,
    openHandoff: null,
    heldBy: null,
    handedOver: false,
    signatures: {},
    asked: {},
    gatePass: null,
  }
}

/** The signatures that stand under one item. */
export const signaturesOf = (card: CardPromise | undefined, check: string): readonly Signature[] =>
  card && Object.hasOwn(card.signatures, check) ? card.signatures[check]! : []

/** When whoever something goes to by name last did anything here; null when they never did, or it goes to no one person. */
export const lastAt = ({ lastBy = {} }: Pick<Promises, "lastBy">, to: Target | null): Instant | null =>
  (to?.kind === "person" && Object.hasOwn(lastBy, to.id) && lastBy[to.id]) || null

const instant = (value: Json | undefined): Instant | undefined => (typeof value === "number" ? value : undefined)
