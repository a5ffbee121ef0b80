/**
 * What the status feed of a board says (`GET /boards/:id/feed`, server-sent events). It is an interface for everybody: wall
 * displays use it, and so may any program that can read lines. The grammar stands in PROTOCOL.md (F1…).
 */
import type { StoredDamage } from "../model/damage.ts"
import type { Instant } from "../time.ts"
import type { CardStatus } from "./http.ts"

/** The relay beats this often while it lives. */
export const FEED_HEARTBEAT_MS = 5_000
/** Three heartbeats missed: what is on a screen may be old, however open its connection looks. For boards and for walls. */
export const NOT_LIVE_AFTER_MS = 3 * FEED_HEARTBEAT_MS

/** `event: heartbeat`. The relay is alive, it is `at` there, and everything up to `seq` has been told. */
export interface FeedHeartbeat {
  readonly at: Instant
  readonly seq: number
  /** Changes with every deployment. */
  readonly build: string
  /** Stored records of the board cannot be read: nothing will change until they are there again. */
  readonly damage?: StoredDamage
}

/** `event: rows`, when asked for with `rows=true`: how the cards of the entries before stand now. Null: not on the board. */
export interface FeedRows {
  readonly seq: number
  readonly cards: Readonly<Record<string, PlacedCard | null>>
  /** How many cards are in each lane. */
  readonly totals: Readonly<Record<string, number>>
}
export interface PlacedCard extends CardStatus {
  readonly laneId: string
}

/** `event: reset`: what was missed is not told again. Load `GET /status` anew; the feed goes on after `seq`. */
export interface FeedReset {
  readonly seq: number
  /** `too-old`: too much was missed. `unknown`: the reader claims entries that this ledger does not have. */
  readonly why: "too-old" | "unknown"
}
