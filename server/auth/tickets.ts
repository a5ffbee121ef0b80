/**
 * One-use tickets for the WebSocket: a browser cannot add a header to it, and a program may not keep a cookie. A ticket is
 * good for one board and one upgrade within 30 s, and lives in memory only.
 */
import type { BoardId } from "../../shared/ids.ts"
import { type Instant, SECOND_MS } from "../../shared/time.ts"
import type { Caller } from "./caller.ts"
import { hashToken, newToken } from "./tokens.ts"

export const TICKET_MS = 30 * SECOND_MS
const MOST_TICKETS = 10_000

export interface Tickets {
  issue(caller: Caller, board: BoardId, now: Instant): string
  /** The caller to whom the ticket was given; the ticket is used up, also when it was for another board. */
  redeem(ticket: string, board: BoardId, now: Instant): Caller | undefined
}

export function createTickets(): Tickets {
  const open = new Map<string, { caller: Caller; board: BoardId; expiresAt: Instant }>()
  return {
    issue(caller, board, now) {
      for (const [hash, ticket] of open) {
        if (ticket.expiresAt > now && open.size < MOST_TICKETS) break
        open.delete(hash)
      }
      const { token, tokenHash } = newToken()
      open.set(tokenHash, { caller, board, expiresAt: now + TICKET_MS })
      return token
    },
    redeem(ticket, board, now) {
      const hash = hashToken(ticket)
      const found = open.get(hash)
      open.delete(hash)
      return found && found.board === board && found.expiresAt > now ? found.caller : undefined
    },
  }
}
