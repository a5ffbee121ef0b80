/**
 * A clock that only goes forward, also over the machine's sleep. The browser's own steady clock stands still while many
 * machines sleep: a screen that wakes after an hour would call live what it saw before. So a leap of the time of day beside
 * the steady clock counts as time that has passed. Whoever sets a machine's clock forward makes its screen doubt itself
 * until the next heartbeat, and that is the right side to be wrong on; set back, or a little off, it changes nothing.
 */
import { SECOND_MS } from "../../shared/time.ts"

const LEAP_MS = 10 * SECOND_MS

export class ElapsedClock {
  readonly #steady: () => number
  readonly #timeOfDay: () => number
  #last: { readonly steady: number; readonly timeOfDay: number }
  #sleptMs = 0

  constructor(steady: () => number = () => performance.now(), timeOfDay: () => number = () => Date.now()) {
    this.#steady = steady
    this.#timeOfDay = timeOfDay
    this.#last = { steady: steady(), timeOfDay: timeOfDay() }
  }

  /** To be asked often (every second or so): each leap is seen against the time before. */
  read(): number {
    const [steady, timeOfDay] = [this.#steady(), this.#timeOfDay()]
    const leap = timeOfDay - this.#last.timeOfDay - (steady - this.#last.steady)
    if (leap > LEAP_MS) this.#sleptMs += leap
    this.#last = { steady, timeOfDay }
    return steady + this.#sleptMs
  }
}

const clock = new ElapsedClock()

/** For whether a screen is live. Milliseconds since some moment; differences are what counts. */
export const elapsedMs = (): number => clock.read()
