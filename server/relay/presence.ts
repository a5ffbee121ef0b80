/**
 * Who is here and where, in the stock awareness protocol. One entry per connection; ids that belong to another connection,
 * old clocks and other people's states (stock clients send them back) are passed over before any JSON is read. What
 * changed goes out merged, a few times a second, and nobody gets their own entry back.
 */
import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import type { ActorId } from "../../shared/ids.ts"
import { encodeAwareness } from "../../shared/wire/frames.ts"
import type { RelayLimits } from "./limits.ts"
import { type PresenceUser, stampState } from "./presence-state.ts"

/** The part of a connection that presence needs. */
export interface PresenceConnection {
  readonly presenceUser: PresenceUser
  sendPresence(frame: Uint8Array): void
}

interface Entry {
  readonly id: number
  owner: PresenceConnection | undefined
  /** The last clock that the owner sent, and the one that went out: that one never goes back, also over a reconnect. */
  clockIn: number
  clockOut: number
  /** Stamped JSON, or "null" when the person left. */
  state: string
}

interface Said {
  readonly id: number
  readonly clock: number
  readonly json: string
}

const MAX_ENTRIES = 2_000
const MAX_GONE = 5_000

export class Presence {
  readonly #limits: RelayLimits
  readonly #connections: ReadonlySet<PresenceConnection>
  readonly #boundTo: (id: number) => string | undefined
  readonly #entries = new Map<number, Entry>()
  readonly #owned = new Map<PresenceConnection, Entry>()
  readonly #waiting = new Map<PresenceConnection, { said: Said; timer: NodeJS.Timeout }>()
  readonly #lastAt = new Map<PresenceConnection, number>()
  /** Whose an id is or was: also after they left. */
  readonly #actors = new Map<number, ActorId>()
  readonly #dirty = new Set<Entry>()
  #flush: NodeJS.Timeout | undefined

  /** `boundTo`: who writes under a client id, where that is known. Nobody shows themselves under an id of others. */
  constructor(
    limits: RelayLimits,
    connections: ReadonlySet<PresenceConnection>,
    boundTo: (id: number) => string | undefined,
  ) {
    this.#limits = limits
    this.#connections = connections
    this.#boundTo = boundTo
  }

  /** Takes what a client says; false when it is not of the protocol's form or too large. */
  receive(from: PresenceConnection, bytes: Uint8Array, nowMs: number): boolean {
    const own = this.#ownEntry(from, bytes)
    if (own === "malformed") return false
    if (own === undefined) return true
    const wait = 1000 / this.#limits.presencePerSecond - (nowMs - (this.#lastAt.get(from) ?? 0))
    const waiting = this.#waiting.get(from)
    if (waiting) waiting.said = own
    else if (wait <= 0) this.#take(from, own, nowMs)
    else {
      const timer = setTimeout(() => this.#takeWaiting(from), wait)
      this.#waiting.set(from, { said: own, timer })
    }
    return true
  }

  /** Who shows or showed themselves under an id. */
  actorOf(id: number): ActorId | undefined {
    return this.#actors.get(id)
  }

  sendAll(to: PresenceConnection): void {
    const others = [...this.#entries.values()].filter((entry) => entry.owner !== undefined && entry.owner !== to)
    if (others.length > 0) to.sendPresence(encodeEntries(others))
  }

  leave(connection: PresenceConnection): void {
    const waiting = this.#waiting.get(connection)
    if (waiting) clearTimeout(waiting.timer)
    this.#waiting.delete(connection)
    this.#lastAt.delete(connection)
    const entry = this.#owned.get(connection)
    this.#owned.delete(connection)
    if (entry?.owner === connection) this.#say(entry, undefined, entry.clockIn, "null")
  }

  close(): void {
    clearTimeout(this.#flush)
    for (const { timer } of this.#waiting.values()) clearTimeout(timer)
  }

  #ownEntry(from: PresenceConnection, bytes: Uint8Array): Said | "malformed" | undefined {
    try {
      const decoder = decoding.createDecoder(bytes)
      const count = decoding.readVarUint(decoder)
      if (count > MAX_ENTRIES) return "malformed"
      let own: Said | undefined
      for (let index = 0; index < count; index++) {
        const id = decoding.readVarUint(decoder)
        const clock = decoding.readVarUint(decoder)
        const json = decoding.readVarUint8Array(decoder)
        if (!this.#mayTake(from, id, clock, json)) continue
        if (json.length > this.#limits.presenceBytes) return "malformed"
        own = { id, clock, json: Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString() }
      }
      return decoder.pos === bytes.length ? own : "malformed"
    } catch {
      // Cut short: not an awareness message.
      return "malformed"
    }
  }

  #mayTake(from: PresenceConnection, id: number, clock: number, json: Uint8Array): boolean {
    if (!Number.isSafeInteger(clock) || id > 2 ** 32 - 1) return false
    const entry = this.#entries.get(id)
    const own = this.#owned.get(from)
    if (own) return own.id === id && (clock > own.clockIn || (clock === own.clockIn && isNull(json)))
    // Claimed by a state, never by a farewell.
    if (isNull(json)) return false
    // Whoever comes back (perhaps before the old socket is known to be dead) takes their entry along. Nobody else does:
    // stock clients send back the states of others, also of people who have just left.
    const { actor } = from.presenceUser
    return (this.#boundTo(id) ?? actor) === actor && (!entry || (clock >= entry.clockIn && this.actorOf(id) === actor))
  }

  #takeWaiting(from: PresenceConnection): void {
    const waiting = this.#waiting.get(from)
    this.#waiting.delete(from)
    if (waiting) this.#take(from, waiting.said, performance.now())
  }

  #take(from: PresenceConnection, { id, clock, json }: Said, nowMs: number): void {
    this.#lastAt.set(from, nowMs)
    const state = json === "null" ? json : stampState(json, from.presenceUser)
    if (state === undefined) return
    let entry = this.#entries.get(id)
    if (!entry) {
      this.#forgetSomeGone()
      entry = { id, owner: from, clockIn: clock, clockOut: -1, state }
      this.#entries.set(id, entry)
    }
    if (entry.owner && entry.owner !== from) this.#owned.delete(entry.owner)
    if (state === "null") this.#owned.delete(from)
    else this.#owned.set(from, entry)
    this.#actors.set(id, from.presenceUser.actor)
    this.#say(entry, state === "null" ? undefined : from, clock, state)
  }

  #say(entry: Entry, owner: PresenceConnection | undefined, clock: number, state: string): void {
    entry.owner = owner
    entry.clockIn = clock
    entry.clockOut = Math.max(clock, entry.clockOut + 1)
    entry.state = state
    this.#dirty.add(entry)
    this.#flush ??= setTimeout(() => this.#sendDirty(), this.#limits.presenceFlushMs)
  }

  #sendDirty(): void {
    this.#flush = undefined
    const entries = [...this.#dirty]
    this.#dirty.clear()
    const whole = encodeEntries(entries)
    const touched = new Set(entries)
    for (const connection of this.#connections) {
      const own = this.#owned.get(connection)
      if (!own || !touched.has(own)) connection.sendPresence(whole)
      else if (entries.length > 1) connection.sendPresence(encodeEntries(entries.filter((entry) => entry !== own)))
    }
  }

  #forgetSomeGone(): void {
    if (this.#entries.size < MAX_GONE) return
    for (const [id, entry] of this.#entries) {
      if (entry.owner) continue
      this.#entries.delete(id)
      this.#actors.delete(id)
    }
  }
}

const isNull = (json: Uint8Array): boolean => json.length === 4 && json[0] === 0x6e

function encodeEntries(entries: readonly Entry[]): Uint8Array {
  return encodeAwareness(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, entries.length)
      for (const { id, clockOut, state } of entries) {
        encoding.writeVarUint(encoder, id)
        encoding.writeVarUint(encoder, clockOut)
        encoding.writeVarString(encoder, state)
      }
    }),
  )
}
