/** Wrong tries of PINs where they were made. In memory: after a restart only those at all screens together are known. */
import type { ActorId } from "../../shared/ids.ts"
import type { Instant } from "../../shared/time.ts"

export interface PinTally {
  /** In a row. */
  readonly failures: number
  readonly lockedUntil: Instant | null
}

const NONE: PinTally = { failures: 0, lockedUntil: null }
/** Far more people than crews have. Of more the ones that were tried longest ago are forgotten. */
const MOST_PEOPLE = 10_000
const MOST_PLACES = 100

export class PinTallies {
  readonly #of = new Map<ActorId, Map<string, PinTally>>()

  find(actor: ActorId, at: string): PinTally {
    return this.#of.get(actor)?.get(at) ?? NONE
  }

  put(actor: ActorId, at: string, tally: PinTally): void {
    const places = this.#of.get(actor) ?? new Map<string, PinTally>()
    putLast(places, at, tally, MOST_PLACES)
    putLast(this.#of, actor, places, MOST_PEOPLE)
  }

  /** Of one place, or of all. */
  forget(actor: ActorId, at?: string): void {
    const places = at === undefined ? undefined : this.#of.get(actor)
    if (at !== undefined) places?.delete(at)
    if (places === undefined || places.size === 0) this.#of.delete(actor)
  }

  /** The end of the longest lock anywhere; 0 when there is none. */
  lockedUntil(actor: ActorId): Instant {
    return Math.max(0, ...[...(this.#of.get(actor)?.values() ?? [])].map(({ lockedUntil }) => lockedUntil ?? 0))
  }
}

function putLast<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > most && oldest !== undefined) map.delete(oldest)
}
