/**
 * Answers "what do I lack?" at most a few times a second per connection, and only while its last answer is not still waiting
 * to be read: a few bytes of question can ask for megabytes.
 */
import * as Y from "yjs"
import type { Connection } from "./connection.ts"
import type { RelayLimits } from "./limits.ts"

const MAX_BYTES = 262_144
const MAX_UNSENT_BYTES = 65_536

export class StepOne {
  readonly #limits: RelayLimits
  readonly #answer: (connection: Connection, stateVector: Uint8Array) => void
  /** One question waits for each connection: the last. */
  readonly #waiting = new Map<Connection, { stateVector: Uint8Array; timer: NodeJS.Timeout }>()
  readonly #answeredMs = new WeakMap<Connection, number>()

  constructor(limits: RelayLimits, answer: (connection: Connection, stateVector: Uint8Array) => void) {
    this.#limits = limits
    this.#answer = answer
  }

  receive(connection: Connection, stateVector: Uint8Array): void {
    if (!isStateVector(stateVector)) {
      connection.expel("malformed-frame", "not a state vector")
      return
    }
    const waiting = this.#waiting.get(connection)
    if (waiting) waiting.stateVector = stateVector
    else this.#answerInTime(connection, stateVector)
  }

  forget(connection: Connection): void {
    clearTimeout(this.#waiting.get(connection)?.timer)
    this.#waiting.delete(connection)
  }

  #answerInTime(connection: Connection, stateVector: Uint8Array): void {
    const everyMs = this.#limits.syncStep1EveryMs
    const now = performance.now()
    const due = (this.#answeredMs.get(connection) ?? Number.NEGATIVE_INFINITY) + everyMs - now
    if (due <= 0 && connection.outbox.unsentBytes < MAX_UNSENT_BYTES) {
      this.#answeredMs.set(connection, now)
      this.#answer(connection, stateVector)
      return
    }
    const timer = setTimeout(
      () => {
        const last = this.#waiting.get(connection)?.stateVector ?? stateVector
        this.#waiting.delete(connection)
        this.#answerInTime(connection, last)
      },
      due > 0 ? due : everyMs,
    )
    this.#waiting.set(connection, { stateVector, timer })
  }
}

function isStateVector(bytes: Uint8Array): boolean {
  if (bytes.length > MAX_BYTES) return false
  try {
    Y.decodeStateVector(bytes)
    return true
  } catch {
    // Cut short: not a state vector.
    return false
  }
}
