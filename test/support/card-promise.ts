import type { ActorId, BoardId } from "../../shared/ids.ts"
import { type CardPromise, fold, noPromises } from "../../shared/promises/fold.ts"
import type { Instant } from "../../shared/time.ts"

const NEW = { v: 1, board: "" as BoardId, seq: 1, kind: "card.created", card: "new", prevHash: "", hash: "" } as const

/** What stands about a card that somebody has just made, and whatever is said otherwise. */
export const cardPromise = (at: Instant, by: string, otherwise: Partial<CardPromise> = {}): CardPromise => ({
  ...fold(noPromises(), { ...NEW, at, actor: by as ActorId }).cards[NEW.card]!,
  ...otherwise,
})
