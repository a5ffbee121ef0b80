/**
 * The y-websocket provider sends every presence change back to the server, also those that came from it. With fifty people
 * that is fifty times the traffic, and the relay refuses presence under somebody else's id: only our own may go out.
 *
 * It also takes for granted that presence has the id of the document. Ours keeps its own when a page goes on writing under
 * another one, so that nobody sees a person leave and come back.
 */
import type * as encoding from "lib0/encoding"
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from "lib0/encoding"
import { type Awareness, encodeAwarenessUpdate } from "y-protocols/awareness"
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
  keepOwnState(provider)
  provider.messageHandlers[FRAME.queryAwareness] = (encoder: encoding.Encoder) => {
    writeVarUint(encoder, FRAME.awareness)
    writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID]))
  }
}

function keepOwnState(provider: WebsocketProvider): void {
  const { awareness, doc } = provider
  let own = awareness.getLocalState()
  awareness.on("update", ({ removed }: AwarenessChange, origin: unknown) => {
    if (origin === "local") own = awareness.getLocalState()
    // Of a connection that is lost the provider takes away everybody but the one with the document's id.
    else if (origin === provider && removed.includes(awareness.clientID)) awareness.setLocalState(own)
  })
  provider.on("status", ({ status }) => {
    if (status !== "connected" || doc.clientID === awareness.clientID || own === null) return
    const encoder = createEncoder()
    writeVarUint(encoder, FRAME.awareness)
    writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID]))
    provider.ws?.send(toUint8Array(encoder) as Uint8Array<ArrayBuffer>)
  })
}

/** The provider says what it knows of the document's id now and then; it must know something, and says that nobody is there. */
export function acquaint(awareness: Awareness, clientId: number): void {
  if (!awareness.meta.has(clientId)) awareness.meta.set(clientId, { clock: 0, lastUpdated: Date.now() })
}
