/** Where a client finds a room, and how its messages are wrapped there. Plain data, so that it can go to another process. */
import * as encoding from "lib0/encoding"

export interface Room {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Hocuspocus puts the document's name before each message. */
  readonly name?: string
}

/** Puts the protocol's envelope around a y-websocket message. */
export function wrap({ name }: Room, message: Uint8Array): Uint8Array {
  if (name === undefined) return message
  return encoding.encode((encoder) => {
    encoding.writeVarString(encoder, name)
    encoding.writeUint8Array(encoder, message)
  })
}

/** What a client sends first: Hocuspocus wants a token message. */
export function helloOf(room: Room): Uint8Array | undefined {
  if (room.name === undefined) return undefined
  const token = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 2)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, "bench")
  })
  return wrap(room, token)
}
