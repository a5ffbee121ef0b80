/**
 * Which live cards lie in which lane, in order. Lists are immutable snapshots; only a lane that a card entered, left or
 * moved in gets a new one. Cards of an unknown or archived lane stand under "".
 */
import type { Registers } from "../../shared/model/board-view.ts"
import { placeOf } from "../../shared/model/card.ts"
import { compareRanked } from "../../shared/model/lane.ts"

interface Spot {
  readonly id: string
  readonly lane: string
  readonly rank: string
}
const NO_CARDS: readonly string[] = []
/** Up to here a moved card is put into the sorted list; beyond, the list is sorted again. */
const INSERT_AT_MOST = 32

export class LaneIndex {
  readonly #spots = new Map<string, Spot>()
  #lists = new Map<string, readonly string[]>()

  get liveCards(): number {
    return this.#spots.size
  }

  cardIds(lane: string): readonly string[] {
    return this.#lists.get(lane) ?? NO_CARDS
  }

  /** Takes the cards that changed; answers the lanes whose list is a new one. */
  update(changed: ReadonlyMap<string, Registers | undefined>, isLive: (lane: string) => boolean): Set<string> {
    const leavers = new Set<string>()
    const touched = new Map<string, Spot[]>()
    const touch = (lane: string) => touched.get(lane) ?? touched.set(lane, []).get(lane)!
    for (const [id, registers] of changed) {
      const before = this.#spots.get(id)
      const after = spotOf(id, registers, isLive)
      if (before?.lane === after?.lane && before?.rank === after?.rank) continue
      leavers.add(id)
      if (before) touch(before.lane)
      if (after) touch(after.lane).push(after)
      if (after) this.#spots.set(id, after)
      else this.#spots.delete(id)
    }
    for (const [lane, comers] of touched) this.#lists.set(lane, this.#relist(lane, leavers, comers))
    return new Set(touched.keys())
  }

  /** Lanes came, went or came back: every card is asked again. */
  rebuild(cards: ReadonlyMap<string, Registers>, isLive: (lane: string) => boolean): Set<string> {
    const before = this.#lists
    this.#lists = new Map()
    this.#spots.clear()
    const lanes = new Set(before.keys())
    for (const lane of this.update(cards, isLive)) lanes.add(lane)
    return lanes
  }

  #relist(lane: string, leavers: ReadonlySet<string>, comers: readonly Spot[]): readonly string[] {
    const list = this.cardIds(lane).filter((id) => !leavers.has(id))
    if (comers.length > INSERT_AT_MOST) {
      const spots = list.map((id) => this.#spots.get(id)!)
      return [...spots, ...comers].sort(compareRanked).map((spot) => spot.id)
    }
    for (const comer of comers) list.splice(this.#indexFor(comer, list), 0, comer.id)
    return list
  }

  #indexFor(spot: Spot, list: readonly string[]): number {
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (compareRanked(this.#spots.get(list[middle]!)!, spot) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

function spotOf(id: string, registers: Registers | undefined, isLive: (lane: string) => boolean): Spot | undefined {
  if (!registers || registers.archived === true) return undefined
  const place = placeOf(registers)
  return { id, lane: place && isLive(place[0]) ? place[0] : "", rank: place?.[1] ?? "" }
}
