/** What the fold knows of where a card lies: since when, by whom it came there, and how long cards stay in a lane. */
import type { ActorId } from "../ids.ts"
import type { Entry } from "../model/entry.ts"
import type { Instant } from "../time.ts"

/** Who moved a card into its lane, and the item of the document by which it lies there (`client`, `clock`). */
export interface Arrival {
  readonly by: ActorId
  readonly client: number
  readonly clock: number
}

interface Placed {
  arrival?: Arrival
  firstIn?: Record<string, Instant>
}

interface Stays {
  readonly cards: Readonly<Record<string, { readonly enteredLaneAt: Instant }>>
  readonly dwells: Record<string, number[]>
}

export function arrive(card: Placed, { data }: Entry, by: ActorId): void {
  if (!Array.isArray(data?.item)) return
  const [client, clock] = data.item
  if (typeof client === "number" && typeof clock === "number") card.arrival = { by, client, clock }
}

/** How many stays per lane tell how long cards usually stay there. */
const KEPT_DWELLS = 50

/** A card that leaves a lane tells how long it was there. Asked before the card is folded: then it enters the next one. */
export function dwell({ cards, dwells }: Stays, { card = "", from, at }: Entry): void {
  const left = Array.isArray(from) ? from[0] : undefined
  const stayed = Object.hasOwn(cards, card) ? cards[card] : undefined
  if (typeof left !== "string" || !stayed) return
  const before = Object.hasOwn(dwells, left) ? dwells[left]! : []
  dwells[left] = [...before.slice(1 - KEPT_DWELLS), at - stayed.enteredLaneAt]
}

export function comeInto(card: Placed, place: unknown, at: Instant): void {
  const lane = Array.isArray(place) ? place[0] : undefined
  if (typeof lane !== "string") return
  const firstIn = card.firstIn ?? {}
  if (!Object.hasOwn(firstIn, lane)) card.firstIn = { ...firstIn, [lane]: at }
}
