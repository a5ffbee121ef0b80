/** A handoff as the fold knows it: the promise itself. Its words (the brief, read-backs, reasons) are in the ledger. */
import * as z from "zod/mini"
import type { ActorId } from "../ids.ts"
import type { Severity } from "../model/card.ts"
import type { Mark } from "../model/mark.ts"
import type { Instant } from "../time.ts"
import type { ReadBackLevel } from "./template.ts"

export const HANDOFF_STATES = [
  "draft",
  "announced",
  "offered",
  "questioned",
  "expired",
  "accepted",
  "done",
  "verified",
  "returned",
  "withdrawn",
  "cancelled",
] as const
export type HandoffState = (typeof HANDOFF_STATES)[number]

/** An offer goes to a person, to everybody with a crew role, or to a lane; only a named person accepts. */
export const TARGET = z.strictObject({
  kind: z.enum(["person", "role", "lane"]),
  id: z.string().check(z.minLength(1), z.maxLength(100)),
})
export type Target = z.infer<typeof TARGET>

export const CHANNELS = ["in-person", "call", "written"] as const
export type Channel = (typeof CHANNELS)[number]

export interface Question {
  readonly seq: number
  readonly by: ActorId
  readonly field: string
  readonly at: Instant
  answered: boolean
}

/** Whose turn it was before it went to somebody else without leaving its state, and by which entry. */
export interface EarlierTurn {
  readonly to: Target | null
  readonly receiver: ActorId | null
  readonly endedBy: Mark
}

export interface Handoff {
  readonly id: string
  readonly card: string
  /** The template and its version; the newest one while it is a draft, then the one it was offered with. */
  template: string
  readonly sender: ActorId
  /** Who began it, when that was a program for its sender. */
  readonly createdBy?: ActorId
  readonly createdAt: Instant
  state: HandoffState
  to: Target | null
  severity: Severity
  level: ReadBackLevel
  /** Counts the offer (1) and every material change after it. An acceptance names the version that was read. */
  version: number
  offers: number
  /** When the sender means to hand it over, as announced; nothing follows from it. */
  eta: Instant | null
  offeredAt: Instant | null
  acceptBy: Instant | null
  escalateEveryMs: number
  standByMs: number
  fourEyes: boolean
  /**
   * Fields of the template it was offered with: what must be ticked to accept, whose changes send the receiver back to
   * reading, and whose checks are ticked before it is done.
   */
  actionFields: readonly string[]
  materialFields: readonly string[]
  finishFields: readonly string[]
  /** When whoever it was offered to by name had last done anything on this board, at the moment of the offer. */
  receiverLastAt?: Instant | null
  /** Steps of escalation that were taken for this offer; each is taken once. */
  escalation: number
  declinedBy: ActorId[]
  seenAt: Record<string, Instant>
  questions: Question[]
  receiver: ActorId | null
  acceptedAt: Instant | null
  /** How the two talked, as the receiver said at the acceptance. */
  channel: Channel | null
  /** Accepted, and the sender has not yet confirmed that the read-back was right. */
  loopOpen: boolean
  loopReminded: boolean
  /** The sender has said that the read-back was wrong; the receiver reads again. */
  corrected: boolean
  /** Things the sender missed, filed in the stand-by window; each wants an acknowledgement. */
  addenda: { readonly seq: number; acknowledged: boolean }[]
  /** The sheet was changed after the acceptance; `material` changes want an acknowledgement. */
  changedSince: "no" | "optional" | "material"
  /** Who stands ready for the receiver, and who only wants to be told of its steps. A backup is told too. */
  backups: ActorId[]
  watchers: ActorId[]
  doer: ActorId | null
  doneAt: Instant | null
  /** When it was last taken up again after its end. */
  recalledAt: Instant | null
  /** When and by whom it was last withdrawn, returned, cancelled or verified. */
  endedAt: Instant | null
  endedBy: ActorId | null
  /**
   * What a promise that comes too late lost against: the entry by which it last left each state, the one that made the
   * version that stands, and earlier turns, oldest first. A copy that a browser has kept for long may lack them.
   */
  left?: Partial<Record<HandoffState, Mark>>
  versionBy?: Mark
  earlier?: readonly EarlierTurn[]
}

/** Waiting for somebody to accept it. */
export const isOpenOffer = ({ state }: Pick<Handoff, "state">): boolean =>
  state === "offered" || state === "questioned" || state === "expired"

/** In the way of another offer of the same card. A draft is not: several people may prepare one. */
export const isOpen = (handoff: Handoff): boolean => handoff.state === "announced" || isOpenOffer(handoff)

/** Whether somebody asked to be told of its steps. */
export const isFollowing = ({ backups, watchers }: Handoff, actor: string): boolean =>
  [...backups, ...watchers].some((one) => one === actor)

export const hasOpenQuestion = (handoff: Handoff): boolean => handoff.questions.some(({ answered }) => !answered)

/** The end of the stand-by window, in which the sender is backup and may add what was missed. */
export const standByUntil = (handoff: Handoff): Instant => (handoff.acceptedAt ?? 0) + handoff.standByMs
