/** What makes a handover riskier than others, found by the board rather than by the people in it. A table of small rules. */
import { type Instant, MINUTE_MS } from "../time.ts"
import type { Handoff } from "./handoff.ts"

export type RiskFlag =
  | "receiver-away"
  | "many-handoffs"
  | "crosses-shift"
  | "due-before-accepted"
  | "due-before-checkpoint"
  | "written-only"

/** What the handoff itself does not know. A fact that nobody knows is left out and raises no flag. */
export interface RiskFacts {
  /** For how long the receiver had done nothing on the board; not known of somebody new, nor where it goes to several. */
  readonly receiverAwayMs?: number | undefined
  /** How often the card changed hands in the last 24 hours (`acceptedLately`). */
  readonly acceptedLately?: number | undefined
  /** When the running shift ends, where the work is already under way. */
  readonly shiftEndsAt?: Instant | undefined
  readonly due?: Instant | undefined
  /** When the receiver next looks at it with others: a huddle, a round. */
  readonly nextCheckpoint?: Instant | undefined
}

export const RISK_LIMITS = { awayMs: 3 * 24 * 60 * MINUTE_MS, handoffsADay: 3 } as const

const RISKS: readonly (readonly [RiskFlag, (handoff: Handoff, facts: RiskFacts) => boolean])[] = [
  ["receiver-away", (_, { receiverAwayMs }) => (receiverAwayMs ?? 0) > RISK_LIMITS.awayMs],
  ["many-handoffs", (_, { acceptedLately }) => (acceptedLately ?? 0) >= RISK_LIMITS.handoffsADay],
  ["crosses-shift", ({ acceptBy }, { shiftEndsAt }) => shiftEndsAt !== undefined && (acceptBy ?? 0) > shiftEndsAt],
  [
    "due-before-accepted",
    ({ acceptBy, acceptedAt }, { due }) => due !== undefined && acceptedAt === null && due < (acceptBy ?? due),
  ],
  [
    "due-before-checkpoint",
    (_, { due, nextCheckpoint }) => due !== undefined && nextCheckpoint !== undefined && due < nextCheckpoint,
  ],
  ["written-only", ({ channel, severity }) => channel === "written" && severity !== "routine"],
]

export const riskFlags = (handoff: Handoff, facts: RiskFacts): readonly RiskFlag[] =>
  RISKS.filter(([, holds]) => holds(handoff, facts)).map(([flag]) => flag)
