/**
 * The provider's socket with a gate in `send`: document messages are counted, because the relay acknowledges them by
 * count, and held back until our answer to the relay's state has gone out. That answer is made from the document, so it
 * holds everything that was held back; sent before it, an edit would build on edits that the relay has not got yet.
 */
import { FRAME, SYNC } from "../../shared/wire/frames.ts"

export interface SendGate {
  /** False: the message is not sent. */
  admit(kind: "backlog" | "update", message: Uint8Array): boolean
}
export type SocketClass = typeof WebSocket

export function countedSocket(Base: SocketClass, gate: () => SendGate): SocketClass {
  return class extends Base {
    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      const kind = data instanceof Uint8Array ? kindOf(data) : undefined
      if (kind && !gate().admit(kind, data as Uint8Array)) return
      super.send(data as Uint8Array<ArrayBuffer>)
    }
  }
}

function kindOf(message: Uint8Array): "backlog" | "update" | undefined {
  if (message[0] !== FRAME.sync) return undefined
  if (message[1] === SYNC.step2) return "backlog"
  return message[1] === SYNC.update ? "update" : undefined
}
