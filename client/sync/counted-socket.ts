/**
 * The provider's socket with a gate in `send`: document messages are counted, because the relay acknowledges them by
 * count, and held back until our answer to the relay's state has gone out. That answer is made from the document, so it
 * holds everything that was held back; sent before it, an edit would build on edits that the relay has not got yet. What is
 * larger than a message may be goes out in several.
 */
import { createDecoder, readVarUint, readVarUint8Array } from "lib0/decoding"
import { encodeSync, FRAME, SYNC } from "../../shared/wire/frames.ts"
import { splitUpdate } from "./split-update.ts"

export interface SendGate {
  /** False: nothing is sent. `messages`: in how many it would go out. */
  admit(kind: "backlog" | "update", update: Uint8Array, messages: number): boolean
}
export type SocketClass = typeof WebSocket

export function countedSocket(Base: SocketClass, gate: () => SendGate): SocketClass {
  return class extends Base {
    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      const kind = data instanceof Uint8Array ? kindOf(data) : undefined
      if (!kind) {
        super.send(data as Uint8Array<ArrayBuffer>)
        return
      }
      const message = data as Uint8Array
      const update = updateIn(message)
      const parts = splitUpdate(update)
      if (!gate().admit(kind, update, parts.length)) return
      const step = kind === "backlog" ? SYNC.step2 : SYNC.update
      for (const part of parts)
        super.send((part === update ? message : encodeSync(step, part)) as Uint8Array<ArrayBuffer>)
    }
  }
}

function kindOf(message: Uint8Array): "backlog" | "update" | undefined {
  if (message[0] !== FRAME.sync) return undefined
  if (message[1] === SYNC.step2) return "backlog"
  return message[1] === SYNC.update ? "update" : undefined
}

function updateIn(message: Uint8Array): Uint8Array {
  const decoder = createDecoder(message)
  readVarUint(decoder)
  readVarUint(decoder)
  return readVarUint8Array(decoder)
}
