/**
 * Whether whoever drives the huddle is still there. The lease itself is a promise in the ledger; who is connected only this
 * server knows, so it keeps the time since when they are gone, and asks for the wheel to be freed when that is long enough.
 * Nobody is connected to a server that has just started: there the time counts from its start.
 */
import type { Command } from "../../shared/command/command.ts"
import { WHEEL_KEPT_MS } from "../../shared/huddle/clocks.ts"
import type { Huddle } from "../../shared/huddle/huddle.ts"
import type { ActorId } from "../../shared/ids.ts"
import type { Instant } from "../../shared/time.ts"
import { relayId } from "./due.ts"

export interface WheelParts {
  /** Since when somebody whom this server has never seen is gone at least. */
  readonly startedAt: Instant
  now(): Instant
  isConnected(actor: ActorId): boolean
}

interface Held {
  readonly huddle: string
  readonly driver: ActorId
}

export class Wheel {
  readonly #parts: WheelParts
  #held: Held | undefined
  #goneSince: Instant | undefined
  #hasLooked = false

  constructor(parts: WheelParts) {
    this.#parts = parts
  }

  /** When it is to be freed, as things stand; null while whoever holds it is there, or nobody holds it. */
  get freeAt(): Instant | null {
    return this.#goneSince === undefined ? null : this.#goneSince + WHEEL_KEPT_MS
  }

  /** The huddle as it is stored now. */
  heldIn(open: Huddle | null): void {
    const { driver = null, id = "" } = open ?? {}
    if (driver !== this.#held?.driver || id !== this.#held?.huddle) this.#goneSince = undefined
    this.#held = driver === null ? undefined : { huddle: id, driver }
    this.look()
  }

  /** Somebody came or went. */
  look(): void {
    const { now, isConnected, startedAt } = this.#parts
    if (!this.#held || isConnected(this.#held.driver)) this.#goneSince = undefined
    else this.#goneSince ??= this.#hasLooked ? now() : startedAt
    this.#hasLooked = true
  }

  /** What to ask for by now; the same absence has the same id. */
  due(): readonly Command[] {
    const { freeAt } = this
    if (!this.#held || freeAt === null || freeAt > this.#parts.now()) return []
    const { huddle, driver } = this.#held
    return [{ id: relayId("free", huddle, driver, freeAt), kind: "huddle.free", huddle, driver }]
  }
}
