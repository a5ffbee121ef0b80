/**
 * Puts into the board's ledger what changed about the board from outside its document: who may come in, and whether it is
 * put away. The deed is done by then; a ledger that cannot be written at the moment must not keep a link from being revoked,
 * so nobody waits for it.
 */
import type { FastifyRequest } from "fastify"
import type { JsonObject } from "../../shared/json.ts"
import type { OnBoard } from "../auth/access.ts"
import type { Caller } from "../auth/caller.ts"
import type { Parts } from "./parts.ts"

export interface Deed {
  readonly caller: Caller
  readonly on: OnBoard
  readonly request: FastifyRequest
}

export type DeedKind =
  | "board.archived"
  | "board.restored"
  | "member.added"
  | "member.changed"
  | "member.removed"
  | "link.created"
  | "link.revoked"

/** `data` holds ids and roles, never free words. */
export function tell(parts: Parts, { caller, on, request }: Deed, kind: DeedKind, data: JsonObject = {}): void {
  const asker = { actor: caller.actor, role: on.role }
  const missed = (why: string) => request.log.warn({ kind: why, deed: kind }, "not in the ledger")
  parts.relay.edit(on.board.id, asker, [], { drafts: [{ actor: caller.actor, kind, data }] }).then(
    (told) => {
      if (!told.ok) missed(told.error.rule)
    },
    (error: Error) => missed(error.name),
  )
}
