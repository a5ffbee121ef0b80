/**
 * The state of all promises as a pure fold over the ledger: who is accountable, which handoff is open, who signed what, when
 * a card entered its lane, which comments stand. Relay, client, tests and export all fold with this code; the state is never
 * edited in any other way. The fold mutates the state it is given (the relay keeps one per board and feeds it every entry once).
 */
import { accountableAfter, actionOf, foldHandoff, newHandoff } from "../handoff/fold-handoff.ts"
import type { Handoff } from "../handoff/handoff.ts"
import type { ActorId } from "../ids.ts"
import { isJsonObject, type Json } from "../json.ts"
import type { Entry } from "../model/entry.ts"
import type { Instant } from "../time.ts"

/** Somebody's name under one checklist item, and the hash of the text that they signed. */
export interface Signature {
  readonly by: ActorId
  readonly role: string
  readonly textHash: string
  readonly at: Instant
}

export interface CardPromise {
  createdAt: Instant
  createdBy: ActorId
  /** When it came into the lane it is in; its age in lane counts from here. */
  enteredLaneAt: Instant
  touchedAt: Instant
  /** The one accountable person, or null: openly unclaimed. */
  accountable: ActorId | null
  accountableSince: Instant | null
  /** `seq` of each standing comment → its author. */
  comments: Record<number, ActorId>
  /** The newest handoff of this card that is more than a draft, by id. */
  handoff: string | null
  /** Check id → the signatures that stand. */
  signatures: Record<string, Signature[]>
  /** The lane that a lead has let this card into past its gate; used up by the move. */
  gatePass: string | null
}

export interface Promises {
  /** The last entry that is folded in; 0 before the first. */
  seq: number
  hash: string
  at: Instant
  cards: Record<string, CardPromise>
  handoffs: Record<string, Handoff>
}

export const noPromises = (): Promises => ({ seq: 0, hash: "", at: 0, cards: {}, handoffs: {} })

/** Folds one entry in. Entries come in order and without a gap: anything else is a bug and throws. */
export function fold(state: Promises, entry: Entry): Promises {
  if (entry.seq !== state.seq + 1) throw new Error(`ledger gap: entry ${entry.seq} after ${state.seq}`)
  state.seq = entry.seq
  state.hash = entry.hash
  state.at = entry.at
  if (entry.card !== undefined) foldCard(state.cards, entry.card, entry)
  const handoff = entry.data?.handoff
  if (typeof handoff === "string") foldPromise(state, handoff, entry)
  return state
}

function foldCard(cards: Record<string, CardPromise>, id: string, entry: Entry): void {
  // Asked with `hasOwn`: a card may well have the id "constructor".
  if (entry.kind === "card.created" && !Object.hasOwn(cards, id)) cards[id] = newCard(entry)
  if (entry.kind === "card.removed") delete cards[id]
  const card = Object.hasOwn(cards, id) ? cards[id] : undefined
  if (!card) return
  card.touchedAt = entry.at
  switch (entry.kind) {
    case "card.moved":
      card.enteredLaneAt = entry.at
      card.gatePass = null
      return
    case "card.taken":
      account(card, entry.actor, entry.at)
      return
    case "card.released":
      account(card, null, entry.at)
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
      unsign(card, String(entry.data?.check), entry.actor)
      return
    case "gate.overridden":
      card.gatePass = entry.lane ?? null
      return
    case "check.voided":
      delete card.signatures[String(entry.data?.check)]
      return
  }
}

function account(card: CardPromise, actor: ActorId | null, at: Instant): void {
  if (card.accountable === actor) return
  card.accountable = actor
  card.accountableSince = actor === null ? null : at
}

function sign(card: CardPromise, entry: Entry): void {
  const { check, role, textHash } = entry.data as { check: string; role: string; textHash: string }
  unsign(card, check, entry.actor)
  card.signatures[check] = [...(card.signatures[check] ?? []), { by: entry.actor, role, textHash, at: entry.at }]
}

function unsign(card: CardPromise, check: string, actor: ActorId): void {
  const standing = (card.signatures[check] ?? []).filter(({ by }) => by !== actor)
  if (standing.length > 0) card.signatures[check] = standing
  else delete card.signatures[check]
}

function foldPromise(state: Promises, id: string, entry: Entry): void {
  const action = actionOf(entry)
  if (action === undefined) return
  if (action === "create" && !Object.hasOwn(state.handoffs, id)) state.handoffs[id] = newHandoff(entry)
  const handoff = Object.hasOwn(state.handoffs, id) ? state.handoffs[id] : undefined
  if (!handoff) return
  if (action !== "create") foldHandoff(handoff, action, entry)
  const card = Object.hasOwn(state.cards, handoff.card) ? state.cards[handoff.card] : undefined
  if (!card) return
  const accountable = accountableAfter(handoff, action, entry)
  if (accountable !== undefined) account(card, accountable, entry.at)
  if (handoff.state !== "draft" && action !== "change") card.handoff = id
}

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
    signatures: {},
    gatePass: null,
  }
}

const instant = (value: Json | undefined): Instant | undefined => (typeof value === "number" ? value : undefined)
