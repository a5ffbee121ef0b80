/** What is left of a step and of the card in the spotlight. Past its end it is counted on, calmly: nothing blinks. */
import { SPOTLIGHT_SECONDS } from "../../shared/huddle/agenda.ts"
import { currentStep, type Huddle, stepEndsAt } from "../../shared/huddle/huddle.ts"
import type { Instant } from "../../shared/time.ts"

export interface TimeLeft {
  /** Negative when it is over. */
  readonly ms: number
  /** What is left of the whole, from 1 down to 0. */
  readonly share: number
}

export function stepLeft(huddle: Huddle, now: Instant): TimeLeft {
  const wholeMs = (currentStep(huddle).seconds + huddle.extendedSeconds) * 1000
  return left(stepEndsAt(huddle) - now, wholeMs)
}

/** Undefined while no card is in the spotlight. */
export function spotlightLeft({ spotlight }: Huddle, now: Instant): TimeLeft | undefined {
  if (!spotlight) return undefined
  const wholeMs = (SPOTLIGHT_SECONDS + spotlight.extendedSeconds) * 1000
  return left(spotlight.since + wholeMs - now, wholeMs)
}

const left = (ms: number, wholeMs: number): TimeLeft => ({
  ms: Math.min(ms, wholeMs),
  share: Math.min(1, Math.max(0, ms / wholeMs)),
})

/** `3:12`. What is left is rounded up, what is over is rounded down: nothing is over before its time. */
export function digits(ms: number): string {
  const seconds = ms > 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}
