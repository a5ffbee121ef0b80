/**
 * The relay's time on this device. Every timestamp from the relay is a little old when it arrives, so the largest
 * difference seen is the nearest; a relay whose clock was set back is followed again.
 */
import { type Instant, SECOND_MS } from "../../shared/time.ts"

const SET_BACK_MS = 5 * SECOND_MS

export class RelayClock {
  readonly #steady: () => number
  #offset: number

  /** `skewMs` is what was known from an earlier visit: relay time minus device time. */
  constructor(steady: () => number = () => performance.now(), deviceNow: () => Instant = () => Date.now()) {
    this.#steady = steady
    this.#offset = deviceNow() - steady()
  }

  now(): Instant {
    return Math.round(this.#offset + this.#steady())
  }
  #isHeard = false

  hear(at: Instant): void {
    const offset = at - this.#steady()
    if (!this.#isHeard || offset > this.#offset || offset < this.#offset - SET_BACK_MS) this.#offset = offset
    this.#isHeard = true
  }

  /** From an earlier visit; ignored once the relay itself was heard. */
  assumeSkew(skewMs: number): void {
    if (!this.#isHeard) this.#offset += skewMs
  }
  skew(deviceNow: Instant): number {
    return this.now() - deviceNow
  }
}
