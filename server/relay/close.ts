/** How the relay ends a connection: the error's own close code, its name as the reason, and nothing is read after that. */
import type { WebSocket } from "ws"
import { ERRORS, type ErrorCode } from "../../shared/errors.ts"

function closeCodeOf(code: ErrorCode): number {
  const spec = ERRORS[code]
  return "close" in spec ? spec.close : ERRORS.internal.close
}

export function closeSocket(socket: WebSocket, code: ErrorCode): void {
  socket.close(closeCodeOf(code), code)
}
