/**
 * The door: everything that can be said no to is said before the upgrade is accepted, as a plain HTTP answer. So there is
 * never an open socket of somebody unknown, and "there is no such board" looks like "it is not yours".
 */
import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import type { WebSocket, WebSocketServer } from "ws"
import { ERRORS, type ErrorCode } from "../../shared/errors.ts"
import { type BoardId, isBoardId, isTextId } from "../../shared/ids.ts"
import { can } from "../../shared/rules/permission.ts"
import type { Authenticate, Principal } from "../auth/principal.ts"
import { BOARD_DOC } from "../store/store.ts"
import type { Arrival, Arrivals } from "./arrivals.ts"
import type { Channel } from "./channel.ts"
import type { RelayLog, RelayMetrics } from "./notices.ts"
import type { Room } from "./room.ts"
import type { SocketCounts } from "./socket-counts.ts"

export interface DoorParts {
  readonly server: WebSocketServer
  readonly authenticate: Authenticate
  readonly counts: SocketCounts
  readonly arrivals: Arrivals
  readonly log: RelayLog
  readonly metrics: RelayMetrics
  isDraining(): boolean
  addressOf(request: IncomingMessage): string
  open(board: BoardId): Promise<Room | undefined>
  admitted(guest: Guest): void
}

/** Somebody who is in. */
export interface Guest {
  readonly socket: WebSocket
  readonly raw: Duplex
  readonly room: Room
  readonly channel: Channel
  readonly principal: Principal
  /** Gives the place among the sockets back. */
  release(): void
}

export interface Target {
  readonly board: BoardId
  /** BOARD_DOC or the id of a text. */
  readonly doc: string
}

/** `/sync/<board>` or `/sync/<board>/<text>`; anything else is nowhere. */
function targetOf(url: string | undefined): Target | undefined {
  const [path] = (url ?? "").split("?", 1)
  const parts = (path ?? "").split("/")
  const [empty, sync, board, text] = parts
  if (empty !== "" || sync !== "sync" || parts.length > 4 || board === undefined || !isBoardId(board)) return undefined
  if (parts.length === 3) return { board, doc: BOARD_DOC }
  return text !== undefined && isTextId(text) ? { board, doc: text } : undefined
}

/** Answers an upgrade; never throws and never leaves the socket without a listener for its errors. */
export function handleUpgrade(parts: DoorParts, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const onError = () => socket.destroy()
  socket.on("error", onError)
  const arrival = parts.arrivals.begin()
  letIn(parts, arrival, request, socket, head, onError)
    .catch((error: unknown) => {
      parts.log.error("upgrade failed", { code: "internal", why: error instanceof Error ? error.name : undefined })
      refuse(parts, socket, "read-only")
    })
    .finally(() => arrival.done())
}

async function letIn(
  parts: DoorParts,
  arrival: Arrival,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  onError: () => void,
): Promise<void> {
  const target = targetOf(request.url)
  if (!target) return refuse(parts, socket, "not-found")
  if (parts.isDraining()) return refuse(parts, socket, "draining")
  const release = parts.counts.take(parts.addressOf(request))
  if (!release) return refuse(parts, socket, "too-many")
  socket.once("close", release)
  const principal = await parts.authenticate(request, target.board)
  if (!principal.ok) return refuse(parts, socket, principal.error)
  if (!can(principal.value.role, "board.sync")) return refuse(parts, socket, "forbidden")
  const room = await parts.open(target.board)
  if (!room) return refuse(parts, socket, "not-found")
  const channel = await room.channelFor(target.doc, principal.value.actor)
  if (!channel) return refuse(parts, socket, "too-many")
  if (socket.destroyed) return
  if (parts.isDraining()) return refuse(parts, socket, "draining")
  const ended = arrival.endedFor(principal.value, target.board)
  if (ended) return refuse(parts, socket, ended)
  socket.off("error", onError)
  // ws listens to the socket's errors from here on, and answers a malformed handshake by itself.
  parts.server.handleUpgrade(request, socket, head, (webSocket) =>
    parts.admitted({ socket: webSocket, raw: socket, room, channel, principal: principal.value, release }),
  )
}

function refuse(parts: DoorParts, socket: Duplex, code: ErrorCode): void {
  parts.metrics.refused(code)
  if (socket.destroyed) return
  const { status } = ERRORS[code]
  const body = JSON.stringify({ status, code, detail: ERRORS[code].detail })
  socket.end(
    `HTTP/1.1 ${status} ${code}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  // A client that never closes its side would keep the socket.
  setTimeout(() => socket.destroy(), 1_000).unref()
}
