/**
 * The y-websocket provider sends every presence change back to the server, also those that came from it. With fifty people
 * that is fifty times the traffic, and the relay refuses presence under somebody else's id: only our own may go out.
 */
import type * as encoding from "lib0/encoding"
import { writeVarUint, writeVarUint8Array } from "lib0/encoding"
import { encodeAwarenessUpdate } from "y-protocols/awareness"
import type { WebsocketProvider } from "y-websocket"
import { FRAME } from "../../shared/wire/frames.ts"

interface AwarenessChange {
  readonly added: readonly number[]
  readonly updated: readonly number[]
  readonly removed: readonly number[]
}

export function sendOnlyOwnAwareness(provider: WebsocketProvider): void {
  const { awareness } = provider
  const sendAll = provider._awarenessUpdateHandler
  awareness.off("update", sendAll)
  const sendOwn = (change: AwarenessChange, origin: unknown) => {
    const own = (ids: readonly number[]) => ids.filter((id) => id === awareness.clientID)
    const mine = { added: own(change.added), updated: own(change.updated), removed: own(change.removed) }
    if (origin !== provider && mine.added.length + mine.updated.length + mine.removed.length > 0) sendAll(mine, origin)
  }
  // The provider takes this handler off when it is destroyed.
  provider._awarenessUpdateHandler = sendOwn
  awareness.on("update", sendOwn)
  provider.messageHandlers[FRAME.queryAwareness] = (encoder: encoding.Encoder) => {
    writeVarUint(encoder, FRAME.awareness)
    writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID]))
  }
}
