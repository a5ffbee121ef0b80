/**
 * Whether somebody who moved a card had seen the lane in which it lay. Nobody's word is taken for it: an item of the document
 * names the item that it overwrote, and a card's promise knows the item by which the card came into its lane.
 */
import type * as Y from "yjs"
import { thingMap } from "../../shared/doc/layout.ts"
import type { EntryDraft } from "../../shared/model/entry.ts"
import type { Arrival } from "../../shared/promises/fold-places.ts"

/** The address of a piece of a document. */
export interface ItemId {
  readonly client: number
  readonly clock: number
}

export interface SeenPlace {
  /** What the author's write overwrote; null when they knew of no place. */
  readonly basis: ItemId | null
  /** What stood there when the write arrived. */
  readonly stood: Y.Item | undefined
}

const holds = (item: Y.Item, { client, clock }: ItemId): boolean =>
  item.id.client === client && item.id.clock <= clock && clock < item.id.clock + item.length

/** Older writes hang to the left of newer ones: one that is at or after the arrival was made in the lane of today. */
export function hasSeenLane({ basis, stood }: SeenPlace, arrival: Arrival | undefined): boolean {
  if (!stood) return true
  if (basis === null) return false
  for (let item: Y.Item | null = stood; item !== null; item = item.left) {
    if (holds(item, basis)) return true
    if (arrival && holds(item, arrival)) return false
  }
  return false
}

/** For the ledger: the item by which a card lies where it lies now. */
export function arrivalData(doc: Y.Doc, card: string): NonNullable<EntryDraft["data"]> {
  const item = thingMap(doc, "cards").get(card)?._map.get("place")
  return item ? { item: [item.id.client, item.id.clock] } : {}
}
