/**
 * What goes out on one socket. A reader that falls behind costs memory here, so first the updates stop (the reader gets one
 * difference when it has caught up), then presence, and at last the connection.
 */
import type { Writable } from "node:stream"
import type { WebSocket } from "ws"
import type { Framed } from "./framed.ts"
import type { RelayLimits } from "./limits.ts"
import type { RelayMetrics } from "./notices.ts"

const POLL_MS = 100

export interface OutboxOwner {
  /** The reader has caught up after `isBehind`. */
  caughtUp(): void
  tooSlow(): void
}

export class Outbox {
  #isBehind = false
  #poll: NodeJS.Timeout | undefined
  /** Of the messages that wait. */
  #largestBytes = 0
  readonly #socket: WebSocket
  readonly #raw: Writable
  readonly #limits: RelayLimits
  readonly #metrics: RelayMetrics
  readonly #owner: OutboxOwner

  /** `raw` is the connection under the WebSocket. */
  constructor(socket: WebSocket, raw: Writable, limits: RelayLimits, metrics: RelayMetrics, owner: OutboxOwner) {
    this.#socket = socket
    this.#raw = raw
    this.#limits = limits
    this.#metrics = metrics
    this.#owner = owner
  }

  get isBehind(): boolean {
    return this.#isBehind
  }

  get unsentBytes(): number {
    return this.#socket.bufferedAmount
  }

  /** Sends in any case: answers and acknowledgements are small and must not be lost. */
  send(frame: Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#socket.send(frame)
    this.#sent(frame)
  }

  /** False when the reader is behind: it gets the difference later. */
  sendWhileInTime(frame: Framed): boolean {
    if (!this.#isBehind && this.#socket.bufferedAmount > this.#limits.stopUpdatesBytes) this.#fallBehind()
    if (this.#isBehind) return false
    this.sendFramed(frame)
    return true
  }

  /** Sends a message that many get, in any case. */
  sendFramed(frame: Framed): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#raw.write(frame)
    this.#sent(frame)
  }

  sendPresence(frame: Uint8Array): void {
    if (this.#socket.bufferedAmount <= this.#limits.stopPresenceBytes) this.send(frame)
  }

  close(): void {
    clearInterval(this.#poll)
  }

  /**
   * A whole board may be larger than what may wait for a reader, and one message that has just left says nothing about how
   * they read. So the largest that waits counts extra, and one only: whoever asks for many wholes does not get them.
   */
  #sent({ byteLength }: Uint8Array): void {
    this.#metrics.delivered(1, byteLength)
    const unsent = this.#socket.bufferedAmount
    const isAlone = unsent <= byteLength + this.#limits.resumeBytes
    this.#largestBytes = isAlone ? byteLength : Math.max(this.#largestBytes, byteLength)
    if (unsent > this.#limits.closeBytes + this.#largestBytes) this.#owner.tooSlow()
  }

  #fallBehind(): void {
    this.#isBehind = true
    this.#poll = setInterval(() => {
      if (this.#socket.bufferedAmount > this.#limits.resumeBytes) return
      clearInterval(this.#poll)
      this.#isBehind = false
      this.#owner.caughtUp()
    }, POLL_MS)
    this.#poll.unref()
  }
}
