/**
 * A client that speaks the socket's protocol with nothing between: a Y.Doc, a WebSocket, and a count of what is saved.
 * It keeps what is not acknowledged and sends it again after a reconnect, as an honest client does. Tests, torture and
 * bench drive the real relay with it.
 */

import * as decoding from "lib0/decoding"
import WebSocket from "ws"
import * as Y from "yjs"
import type { StoredDamage } from "../../shared/model/damage.ts"
import {
  decodeServerFrame,
  encodeCommand,
  encodeFollow,
  encodeSync,
  FRAME,
  type ServerFrame,
  SYNC,
} from "../../shared/wire/frames.ts"

export interface RawClientOptions {
  /** `ws://host:port/sync/<board>[/<text>]` */
  readonly url: string
  readonly headers?: Record<string, string>
  readonly doc?: Y.Doc
}

export class RawClient {
  readonly doc: Y.Doc
  readonly frames: ServerFrame[] = []
  /** Update messages sent on the socket that is open, and how many of them are on disk. */
  sent = 0
  saved = 0
  closed: { code: number; reason: string } | undefined
  /** What the relay said that it cannot read: it asks for nothing then, and an honest client sends nothing. */
  damage: StoredDamage | undefined
  onFrame: ((frame: ServerFrame) => void) | undefined
  onSaved: ((count: number) => void) | undefined
  #socket: WebSocket | undefined
  #synced = false
  /** Local updates that are not known to be on disk, oldest first; a difference of states would hide what was overwritten. */
  #unsaved: Uint8Array[] = []
  /** How many of them each message on this socket carried. */
  #carried: number[] = []
  readonly #options: RawClientOptions
  readonly #wakers = new Set<() => void>()

  constructor(options: RawClientOptions) {
    this.#options = options
    this.doc = options.doc ?? new Y.Doc()
    if (this.doc.clientID < 65_536) this.doc.clientID += 65_536
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this) {
        this.#unsaved.push(update)
        if (this.#synced && !this.damage) this.#sendUpdate(update, SYNC.update, 1)
      }
      this.#wake()
    })
  }

  /** Opens a socket and resolves when the first exchange is done: both sides have what the other had. */
  async connect(): Promise<this> {
    this.sent = 0
    this.saved = 0
    this.#carried = []
    this.closed = undefined
    this.#synced = false
    const socket = new WebSocket(this.#options.url, { headers: this.#options.headers ?? {} })
    socket.binaryType = "arraybuffer"
    this.#socket = socket
    socket.on("message", (data: ArrayBuffer) => this.#receive(new Uint8Array(data)))
    socket.on("close", (code, reason) => {
      this.closed = { code, reason: reason.toString() }
      this.#synced = false
      this.#wake()
    })
    socket.on("error", (error) => {
      this.closed ??= { code: 1006, reason: error.message }
      this.#wake()
    })
    socket.on("open", () => this.send(encodeSync(SYNC.step1, Y.encodeStateVector(this.doc))))
    await this.until(() => (this.#synced && (this.sent > 0 || this.damage)) || this.closed !== undefined)
    if (this.closed) throw new Error(`closed ${JSON.stringify(this.closed)}`)
    return this
  }

  send(bytes: Uint8Array): void {
    this.#socket?.send(bytes)
  }

  /** All that it has, once more, as after a doubtful connection. */
  sendAgain(): void {
    this.#sendUpdate(Y.encodeStateAsUpdate(this.doc), SYNC.step2, 0)
  }

  command(command: unknown): void {
    this.send(encodeCommand(command))
  }

  follow(since = 0): void {
    this.send(encodeFollow(since))
  }

  /** Resolves when `condition` holds; looked at after every message. Rejects after `timeoutMs`. */
  until(condition: () => unknown, timeoutMs = 10_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => finish(new Error(`not within ${timeoutMs} ms: ${condition}`)), timeoutMs)
      const finish = (error?: Error) => {
        clearTimeout(timer)
        this.#wakers.delete(look)
        if (error) reject(error)
        else resolve()
      }
      const look = () => {
        if (condition()) finish()
      }
      this.#wakers.add(look)
      look()
    })
  }

  /** Resolves when every update sent so far is on disk. */
  allSaved(timeoutMs?: number): Promise<void> {
    return this.until(() => this.saved >= this.sent, timeoutMs)
  }

  /** Stops reading, as a client on a dead line does. */
  pauseReading(): void {
    this.#socket?.pause()
  }

  resumeReading(): void {
    this.#socket?.resume()
  }

  close(): void {
    this.#socket?.close()
  }

  terminate(): void {
    this.#socket?.terminate()
  }

  #sendUpdate(update: Uint8Array, step: typeof SYNC.step2 | typeof SYNC.update, carries: number): void {
    this.sent++
    this.#carried.push(carries)
    this.send(encodeSync(step, update))
  }

  #receive(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes)
    if (decoding.readVarUint(decoder) === FRAME.sync) this.#receiveSync(decoder)
    else this.#receiveFrame(decodeServerFrame(bytes))
    this.#wake()
  }

  #receiveSync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    if (step === SYNC.step1) {
      const waiting = this.#unsaved.length
      if (waiting > 0) this.#sendUpdate(Y.mergeUpdates(this.#unsaved), SYNC.update, waiting)
      this.#sendUpdate(Y.encodeStateAsUpdate(this.doc, body), SYNC.step2, 0)
      return
    }
    Y.applyUpdate(this.doc, body, this)
    if (step === SYNC.step2) this.#synced = true
  }

  #receiveFrame(frame: ServerFrame | undefined): void {
    if (!frame) return
    this.frames.push(frame)
    if (frame.type === "hello") this.damage = frame.body.damage
    if (frame.type === "saved") {
      this.saved += frame.body.count
      for (const carried of this.#carried.splice(0, frame.body.count)) this.#unsaved.splice(0, carried)
      this.onSaved?.(frame.body.count)
    }
    this.onFrame?.(frame)
  }

  #wake(): void {
    for (const look of [...this.#wakers]) look()
  }
}
