/**
 * Whether what a screen shows is true now. Only the relay's heartbeat counts as life: an open connection to a relay that is
 * stuck, or into a network that swallows everything, is not live. Pure: time comes in, as the relay's time of the last
 * heartbeat and as a clock of this machine that only goes forward (`elapsed.ts`); no age is reckoned from its time of day.
 */
import { type Instant, MINUTE_MS, SECOND_MS } from "../../shared/time.ts"
import { NOT_LIVE_AFTER_MS } from "../../shared/wire/feed.ts"

const STALE_AFTER_MS = MINUTE_MS
const DEAD_AFTER_MS = 10 * MINUTE_MS
const LIVE_AGAIN_FOR_MS = 10 * SECOND_MS

/** A heartbeat: what the relay's clock said, and what ours said when it came. */
interface Beat {
  readonly at: Instant
  readonly mono: number
}

export interface Freshness {
  /** Undefined until the relay has spoken for the first time. */
  readonly beat: Beat | undefined
  /** Changes that came while the screen was not live, and their cards. */
  readonly missed: Changes
  readonly back: (Changes & { readonly mono: number }) | undefined
}

interface Changes {
  readonly count: number
  readonly cards: readonly string[]
}

export type FreshnessEvent =
  | { readonly kind: "beat"; readonly at: Instant; readonly mono: number }
  | { readonly kind: "changed"; readonly mono: number; readonly count?: number; readonly cards: readonly string[] }

/** What the screen says about itself. `asOf` is the relay's time of the last heartbeat. */
export type Liveness =
  | { readonly kind: "starting" }
  | { readonly kind: "live"; readonly now: Instant; readonly back?: Changes }
  | { readonly kind: "late" | "stale" | "dead"; readonly asOf: Instant }

const NOTHING: Changes = { count: 0, cards: [] }
export const NEVER_LIVE: Freshness = { beat: undefined, missed: NOTHING, back: undefined }

export function refreshed(state: Freshness, event: FreshnessEvent): Freshness {
  const wasLive = state.beat !== undefined && event.mono - state.beat.mono < NOT_LIVE_AFTER_MS
  if (event.kind === "changed") {
    if (wasLive || state.beat === undefined) return state
    const cards = [...new Set([...state.missed.cards, ...event.cards])]
    return { ...state, missed: { count: state.missed.count + (event.count ?? 1), cards } }
  }
  const isBack = state.beat !== undefined && !wasLive
  const beat = { at: event.at, mono: event.mono }
  return { beat, missed: NOTHING, back: isBack ? { ...state.missed, mono: event.mono } : state.back }
}

export function livenessOf({ beat, back }: Freshness, mono: number): Liveness {
  if (!beat) return { kind: "starting" }
  const silentMs = mono - beat.mono
  if (silentMs >= DEAD_AFTER_MS) return { kind: "dead", asOf: beat.at }
  if (silentMs >= STALE_AFTER_MS) return { kind: "stale", asOf: beat.at }
  if (silentMs >= NOT_LIVE_AFTER_MS) return { kind: "late", asOf: beat.at }
  const now = beat.at + silentMs
  return back && mono - back.mono < LIVE_AGAIN_FOR_MS
    ? { kind: "live", now, back: { count: back.count, cards: back.cards } }
    : { kind: "live", now }
}

/** The relay's time, as far as we can tell: it goes on by itself while nothing is heard. */
export const relayTime = ({ beat }: Freshness, mono: number): Instant | undefined =>
  beat && beat.at + (mono - beat.mono)
