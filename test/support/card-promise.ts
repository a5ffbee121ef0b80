import type { ActorId } from "../../shared/ids.ts"
import type { CardPromise } from "../../shared/promises/fold.ts"
import type { Instant } from "../../shared/time.ts"

/** What stands about a card that somebody has just made, and whatever is said otherwise. */
export const cardPromise = (at: Instant, by: string, otherwise: Partial<CardPromise> = {}): CardPromise => ({
  createdAt: at,
  createdBy: by as ActorId,
  enteredLaneAt: at,
  touchedAt: at,
  accountable: null,
  accountableSince: null,
  comments: {},
  handoff: null,
  openHandoff: null,
  heldBy: null,
  handedOver: false,
  signatures: {},
  asked: {},
  gatePass: null,
  ...otherwise,
})
