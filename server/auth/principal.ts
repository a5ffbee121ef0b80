/** Who is on the other end of a socket, and by what right. */
import type { IncomingMessage } from "node:http"
import type { ErrorCode } from "../../shared/errors.ts"
import type { ActorId, BoardId } from "../../shared/ids.ts"
import type { Result } from "../../shared/result.ts"
import type { BoardRole } from "../../shared/rules/permission.ts"

export interface Principal {
  readonly actor: ActorId
  readonly name: string
  readonly role: BoardRole
  readonly crewRoles?: readonly string[]
  /** What the right hangs on: when one of them ends, the sockets that it opened are closed. */
  readonly session?: string | undefined
  readonly linkId?: string | undefined
}

/** Asked before the upgrade is answered. The same error for "there is no such board" and "it is not yours". */
export type Authenticate = (request: IncomingMessage, board: BoardId) => Promise<Result<Principal, ErrorCode>>
