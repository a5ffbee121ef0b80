/**
 * A relay that does what a test tells it: it acknowledges when asked to, and closes with
 * any code. For what the real relay does see live.test.ts.
 */
import type { AddressInfo } from "node:net"
import { type WebSocket, WebSocketServer } from "ws"
import * as Y from "yjs"
import {
  type ClientFrame,
  decodeClientFrame,
  encodeServerFrame,
  encodeSync,
  type ServerFrameName,
  type ServerFrames,
  SYNC,
} from "../../../shared/wire/frames.ts"

export const BOARD = "boardboardboardboard12"

export interface MiniRelay {
  readonly url: string
  /** The document of a room; the board's own unless another is named. */
  docOf(room?: string): Y.Doc
  readonly doc: Y.Doc
  /** Everything that clients sent, in order, over all connections. */
  readonly received: ClientFrame[]
  readonly connections: number
  /** Who joins, unless a test says otherwise. */
  hello: ServerFrames["hello"]
  /** Acknowledges document messages by itself. */
  acknowledges: boolean
  /** Called instead of the ordinary greeting. */
  onJoin: ((socket: WebSocket) => void) | undefined
  tell<K extends ServerFrameName>(type: K, body: ServerFrames[K]): void
  /** Acknowledges this many document messages to everybody in a room. */
  acknowledge(count: number, room?: string): void
  drop(code: number, reason?: string): void
  /** Resolves once the condition holds; looked at after every message. */
  until(condition: () => boolean): Promise<void>
  close(): Promise<void>
}

export async function startMiniRelay(): Promise<MiniRelay> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" })
  await new Promise((resolve) => server.once("listening", resolve))
  const docs = new Map<string, Y.Doc>()
  const rooms = new WeakMap<WebSocket, string>()
  const wakers = new Set<() => void>()
  let joined = 0
  const send = (bytes: Uint8Array, room: string, except?: unknown) => {
    for (const socket of server.clients) if (rooms.get(socket) === room && socket !== except) socket.send(bytes)
  }
  const docOf = (room = BOARD) => {
    const doc = docs.get(room) ?? new Y.Doc()
    if (docs.has(room)) return doc
    docs.set(room, doc)
    doc.clientID = docs.size
    doc.on("update", (update: Uint8Array, origin: unknown) => send(encodeSync(SYNC.update, update), room, origin))
    return doc
  }
  const relay: MiniRelay = {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync`,
    doc: docOf(),
    docOf,
    received: [],
    get connections() {
      return joined
    },
    hello: { actor: "user:me", name: "Me", role: "member", at: 1_000_000, build: "1", readOnly: false },
    acknowledges: true,
    onJoin: undefined,
    tell: (type, body) => send(encodeServerFrame(type, body), BOARD),
    acknowledge: (count, room = BOARD) =>
      send(encodeServerFrame("saved", { count, seq: 0, hash: "", at: 1_000_000 }), room),
    drop(code, reason = "") {
      for (const socket of server.clients) socket.close(code, reason)
    },
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition()) return
          wakers.delete(look)
          resolve()
        }
        wakers.add(look)
        look()
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate()
        server.close(() => resolve())
      }),
  }
  server.on("connection", (socket, request) => {
    joined++
    const room = request.url?.replace("/sync/", "") ?? ""
    rooms.set(socket, room)
    socket.on("message", (data: Buffer) => {
      const frame = decodeClientFrame(new Uint8Array(data))
      if (frame) relay.received.push(frame)
      if (frame) serve(frame, socket, relay, docOf(room), room)
      for (const wake of [...wakers]) wake()
    })
    if (relay.onJoin) return relay.onJoin(socket)
    socket.send(encodeServerFrame("hello", relay.hello))
    socket.send(encodeSync(SYNC.step1, Y.encodeStateVector(docOf(room))))
  })
  return relay
}

function serve(frame: ClientFrame, socket: WebSocket, relay: MiniRelay, doc: Y.Doc, room: string): void {
  if (frame.type === "sync-step-1") socket.send(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(doc, frame.stateVector)))
  if (frame.type !== "sync-step-2" && frame.type !== "sync-update") return
  Y.applyUpdate(doc, frame.update, socket)
  if (relay.acknowledges) relay.acknowledge(1, room)
}

/** The number of items in an update: whether anything was really in it. */
export const structsIn = (update: Uint8Array): number => Y.decodeUpdate(update).structs.length
