/**
 * What a shared screen asks somebody to confirm on their own phone. The phone gets a token of 256 bits, which works once,
 * on one board, for two minutes; the screen gets an id by which it learns the answer. In memory only: after a restart the
 * screen asks anew.
 */
import type { Answer, Command } from "../../shared/command/command.ts"
import type { ActorId, BoardId } from "../../shared/ids.ts"
import { type Instant, MINUTE_MS, SECOND_MS } from "../../shared/time.ts"
import { hashToken, newId, newToken } from "./tokens.ts"

const ASK_MS = 2 * MINUTE_MS
/** How long an answer can still be fetched. */
const KEPT_MS = 30 * SECOND_MS
const MOST_PER_SCREEN = 20

export interface AskedBy {
  readonly actor: ActorId
  readonly name: string
  readonly linkId: string
}

export interface Ask {
  readonly id: string
  readonly board: BoardId
  readonly command: Command
  /** Whom the screen means; null: whoever confirms it. */
  readonly person: ActorId | null
  readonly by: AskedBy
  readonly expiresAt: Instant
}

export type AskOutcome =
  | { readonly kind: "open" }
  | { readonly kind: "denied"; readonly person: ActorId }
  | { readonly kind: "answered"; readonly person: ActorId; readonly answer: Answer }

export interface Asks {
  open(asked: Omit<Ask, "id" | "expiresAt">, now: Instant): { readonly ask: Ask; readonly token: string }
  /** The ask of a token while it waits for an answer; on another board there is none. */
  find(token: string, board: BoardId, now: Instant): Ask | undefined
  /** Notes what somebody was shown of an ask. */
  show(ask: Ask, reader: ActorId, shown: string): void
  /** What they were shown last. */
  shownTo(ask: Ask, reader: ActorId): string | undefined
  /** Takes an ask off, so that nobody else can answer it. False when somebody was faster. */
  take(ask: Ask): boolean
  settle(ask: Ask, outcome: AskOutcome): void
  /** For the screen that asked, and no other. */
  outcome(id: string, by: ActorId, now: Instant): AskOutcome | undefined
  /** The screen asks no longer. */
  cancel(id: string, by: ActorId): void
}

interface Kept {
  readonly ask: Ask
  readonly tokenHash: string
  readonly shown: Map<ActorId, string>
  isTaken: boolean
  outcome: AskOutcome
}

export function createAsks(): Asks {
  const byToken = new Map<string, Kept>()
  const byId = new Map<string, Kept>()
  const forget = ({ ask, tokenHash }: Kept) => {
    byToken.delete(tokenHash)
    byId.delete(ask.id)
  }
  const sweep = (now: Instant) => {
    // In the order of asking, and all live equally long.
    for (const kept of byId.values()) {
      if (kept.ask.expiresAt + KEPT_MS > now) break
      forget(kept)
    }
  }
  return {
    open(asked, now) {
      sweep(now)
      const others = [...byId.values()].filter(({ ask }) => ask.by.actor === asked.by.actor)
      if (others.length >= MOST_PER_SCREEN) forget(others[0]!)
      const { token, tokenHash } = newToken()
      const ask: Ask = { ...asked, id: newId(), expiresAt: now + ASK_MS }
      const kept: Kept = { ask, tokenHash, shown: new Map(), isTaken: false, outcome: { kind: "open" } }
      byToken.set(tokenHash, kept)
      byId.set(ask.id, kept)
      return { ask, token }
    },
    find(token, board, now) {
      const kept = byToken.get(hashToken(token))
      return kept && !kept.isTaken && kept.ask.board === board && kept.ask.expiresAt > now ? kept.ask : undefined
    },
    show(ask, reader, shown) {
      byId.get(ask.id)?.shown.set(reader, shown)
    },
    shownTo: (ask, reader) => byId.get(ask.id)?.shown.get(reader),
    take(ask) {
      const kept = byId.get(ask.id)
      if (!kept || kept.isTaken) return false
      kept.isTaken = true
      byToken.delete(kept.tokenHash)
      return true
    },
    settle(ask, outcome) {
      const kept = byId.get(ask.id)
      if (kept) kept.outcome = outcome
    },
    outcome(id, by, now) {
      const kept = byId.get(id)
      if (!kept || kept.ask.by.actor !== by) return undefined
      const isOver = kept.outcome.kind === "open" && !kept.isTaken && kept.ask.expiresAt <= now
      return isOver ? undefined : kept.outcome
    },
    cancel(id, by) {
      const kept = byId.get(id)
      if (kept?.ask.by.actor === by && !kept.isTaken) forget(kept)
    },
  }
}
