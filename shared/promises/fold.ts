/**
 * The state of all promises as a pure fold over the ledger: who is accountable, when a card entered its lane, which comments
 * stand. Relay, client, tests and export all fold with this code; the state is never edited in any other way.
 * The fold mutates the state it is given (the relay keeps one per board and feeds it every entry once).
 */
import type { ActorId } from "../ids.ts"
import { isJsonObject, type Json } from "../json.ts"
import type { Entry } from "../model/entry.ts"
import type { Instant } from "../time.ts"

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
}

export interface Promises {
  /** The last entry that is folded in; 0 before the first. */
  seq: number
  hash: string
  at: Instant
  cards: Record<string, CardPromise>
}

export const noPromises = (): Promises => ({ seq: 0, hash: "", at: 0, cards: {} })

/** Folds one entry in. Entries come in order and without a gap: anything else is a bug and throws. */
export function fold(state: Promises, entry: Entry): Promises {
  if (entry.seq !== state.seq + 1) throw new Error(`ledger gap: entry ${entry.seq} after ${state.seq}`)
  state.seq = entry.seq
  state.hash = entry.hash
  state.at = entry.at
  if (entry.card !== undefined) foldCard(state.cards, entry.card, entry)
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
      return
    case "card.taken":
      card.accountable = entry.actor
      card.accountableSince = entry.at
      return
    case "card.released":
      card.accountable = null
      card.accountableSince = null
      return
    case "comment.added":
      card.comments[entry.seq] = entry.actor
      return
    case "comment.removed":
      delete card.comments[Number(entry.data?.comment)]
      return
  }
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
  }
}

const instant = (value: Json | undefined): Instant | undefined => (typeof value === "number" ? value : undefined)
