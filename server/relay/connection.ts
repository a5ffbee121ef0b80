/**
 * One socket: reads frames within its limits and hands them to its room, in the order in which they came. Whoever sends more
 * than their share is read more slowly; only far beyond that is the connection closed.
 */
import type { Writable } from "node:stream"
import type { RawData, WebSocket } from "ws"
import type { ErrorCode } from "../../shared/errors.ts"
import type { ServerFrameName, ServerFrames } from "../../shared/wire/frames.ts"
import { type ClientFrame, decodeClientFrame, encodeServerFrame } from "../../shared/wire/frames.ts"
import type { Principal } from "../auth/principal.ts"
import type { Channel } from "./channel.ts"
import { closeSocket } from "./close.ts"
import type { RelayLimits } from "./limits.ts"
import type { RelayLog, RelayMetrics } from "./notices.ts"
import { Outbox } from "./outbox.ts"
import { type PresenceUser, presenceUser } from "./presence-state.ts"
import type { Share, Shares } from "./shares.ts"

/** What a connection asks of its room. */
export interface ConnectionRoom {
  receive(connection: Connection, frame: ClientFrame): void
  caughtUp(connection: Connection): void
  left(connection: Connection): void
}

export interface ConnectionParts {
  readonly socket: WebSocket
  /** The connection under it. */
  readonly raw: Writable
  readonly room: ConnectionRoom
  readonly channel: Channel
  readonly principal: Principal
  readonly limits: RelayLimits
  readonly shares: Shares
  readonly metrics: RelayMetrics
  readonly log: RelayLog
}

export class Connection {
  readonly principal: Principal
  readonly channel: Channel
  readonly presenceUser: PresenceUser
  readonly outbox: Outbox
  /** Thrown out: nothing that it sent and that is not applied yet will be. */
  isExpelled = false
  /** Whole things that it deleted and that were put back. */
  removals = 0
  /** When updates were left out because the reader was behind: what it had then. */
  hadBefore: Uint8Array | undefined
  /** The same for ledger entries: the last `seq` that went out. */
  hadEntry: number | undefined
  #lastSeenMs = performance.now()
  #closeReason: string | undefined
  #backlog: Uint8Array[] = []
  #backlogBytes = 0
  #resume: NodeJS.Timeout | undefined
  readonly #parts: ConnectionParts
  readonly #share: Share

  constructor(parts: ConnectionParts) {
    const { socket, limits, metrics } = parts
    this.#parts = parts
    this.principal = parts.principal
    this.channel = parts.channel
    this.presenceUser = presenceUser(parts.principal)
    this.#share = parts.shares.begin(parts.principal.actor, performance.now())
    this.outbox = new Outbox(socket, parts.raw, limits, metrics, {
      caughtUp: () => parts.room.caughtUp(this),
      tooSlow: () => this.terminate("slow-reader"),
    })
    socket.on("message", (data, isBinary) => this.#onMessage(data, isBinary))
    socket.on("pong", () => this.#seen())
    socket.on("close", () => this.#onClose())
    // Whatever ws finds wrong with a frame it answers with its own close code; here it only must not end the process.
    socket.on("error", (error: Error & { code?: string }) => {
      this.#closeReason ??= error.code ?? "socket-error"
    })
    metrics.opened()
  }

  get isOpen(): boolean {
    return this.#parts.socket.readyState === this.#parts.socket.OPEN && this.#closeReason === undefined
  }

  send<K extends ServerFrameName>(type: K, body: ServerFrames[K]): void {
    this.outbox.send(encodeServerFrame(type, body))
  }

  sendPresence(frame: Uint8Array): void {
    this.outbox.sendPresence(frame)
  }

  /** Ends the connection with a named reason. What it sent before still counts, unless it is expelled. */
  close(code: ErrorCode): void {
    if (this.#closeReason !== undefined) return
    this.#closeReason = code
    closeSocket(this.#parts.socket, code)
  }

  /** Ends the connection of somebody who broke the protocol or lost their right. */
  expel(code: ErrorCode, why?: string): void {
    if (this.isExpelled) return
    this.isExpelled = true
    this.#backlog = []
    this.#parts.metrics.refused(code)
    this.#parts.log.warn("connection closed", { code, why })
    this.close(code)
  }

  /** For a peer that does not read: a close frame would only wait in the same queue. */
  terminate(code: ErrorCode): void {
    this.close(code)
    this.#parts.socket.terminate()
  }

  /** Asks whether the other side lives; ends the connection when it has been silent for too long. */
  checkAlive(nowMs: number): void {
    if (nowMs - this.#lastSeenMs > this.#parts.limits.deadPeerMs) this.terminate("slow-reader")
    else if (this.isOpen) this.#parts.socket.ping()
  }

  /** Work that was done for this connection: whoever costs more than their share is read more slowly. */
  chargeCpu(ms: number): void {
    this.#share.cpu.take(ms, performance.now())
  }

  /** Stops reading until the room can take more. */
  holdBack(): void {
    this.#pause(this.#parts.limits.retryMs)
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    this.#seen()
    if (this.#closeReason !== undefined) return
    if (!isBinary) {
      this.expel("malformed-frame", "a text message")
      return
    }
    const bytes = data as Buffer
    if (this.#resume === undefined && this.#waitMs() === 0) this.#handle(bytes)
    else this.#putOff(bytes)
  }

  #handle(bytes: Uint8Array): void {
    const frame = decodeClientFrame(bytes)
    const now = performance.now()
    this.#share.bytes.take(bytes.byteLength, now)
    // Presence has a limit of its own: what comes too often is merged, not refused.
    if (frame?.type !== "awareness") this.#share.messages.take(1, now)
    if (!frame) this.expel("malformed-frame", "not a frame")
    else if (frame.type === "awareness") {
      if (!this.channel.presence.receive(this, frame.update, now)) this.expel("malformed-frame", "not a presence")
      this.chargeCpu(performance.now() - now)
    } else this.#parts.room.receive(this, frame)
  }

  #putOff(bytes: Uint8Array): void {
    const { limits } = this.#parts
    this.#backlog.push(bytes)
    this.#backlogBytes += bytes.byteLength
    if (this.#backlog.length > limits.backlogMessages || this.#backlogBytes > limits.backlogBytes)
      this.expel("too-many", "far more than its share")
    else this.#pause(Math.max(this.#waitMs(), 1))
  }

  #waitMs(): number {
    const now = performance.now()
    return Math.max(this.#share.messages.waitMs(now), this.#share.bytes.waitMs(now), this.#share.cpu.waitMs(now))
  }

  #pause(ms: number): void {
    if (this.#resume !== undefined || !this.isOpen) return
    this.#parts.socket.pause()
    this.#resume = setTimeout(() => this.#continue(), ms)
  }

  #continue(): void {
    this.#resume = undefined
    let next = 0
    while (next < this.#backlog.length && this.isOpen && this.#resume === undefined && this.#waitMs() === 0) {
      const bytes = this.#backlog[next++] as Uint8Array
      this.#backlogBytes -= bytes.byteLength
      this.#handle(bytes)
    }
    this.#backlog.splice(0, next)
    if (!this.isOpen) return
    // Not dead, only held back: its pongs wait in the same queue.
    this.#seen()
    if (this.#backlog.length > 0) this.#pause(Math.max(this.#waitMs(), 1))
    else if (this.#resume === undefined) this.#parts.socket.resume()
  }

  #seen(): void {
    this.#lastSeenMs = performance.now()
  }

  #onClose(): void {
    clearTimeout(this.#resume)
    if (this.#closeReason === undefined) this.#handleLeft()
    this.outbox.close()
    this.#parts.shares.end(this.principal.actor, this.#share, performance.now())
    this.#parts.metrics.closed(this.#closeReason ?? "closed")
    this.#closeReason ??= "closed"
    this.#parts.room.left(this)
  }

  /** An honest client that leaves in a hurry has said these things: they still count. */
  #handleLeft(): void {
    if (this.isExpelled) return
    const left = this.#backlog
    this.#backlog = []
    for (const bytes of left) if (!this.isExpelled) this.#handle(bytes)
  }
}
