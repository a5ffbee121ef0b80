/**
 * A lean client for load: it sends real Yjs updates and measures when they arrive, without applying what it receives.
 * Every edit writes a time stamp as the value; whoever finds the stamp in a message has received that edit.
 */
import * as decoding from "lib0/decoding"
import WebSocket from "ws"
import * as Y from "yjs"
import { encodeAwareness, encodeSync, FRAME, SYNC } from "../../shared/wire/frames.ts"
import { helloOf, type Room, wrap } from "./room.ts"

const MARK = Buffer.from("⏱")
const STAMP_DIGITS = 12
const HOCUSPOCUS_SYNC_REPLY = 4

/** Microseconds since the process started, as a fixed number of digits. */
const stamp = () =>
  Math.round(performance.now() * 1000)
    .toString()
    .padStart(STAMP_DIGITS, "0")

export class BenchClient {
  readonly doc = new Y.Doc()
  deliveries = 0
  bytes = 0
  /** Latencies in milliseconds, every `sampling`-th. */
  readonly latencies: number[] = []
  sampling = 1
  readonly #socket: WebSocket
  readonly #room: Room
  #live = false
  #hasState = false

  private constructor(room: Room, socket: WebSocket) {
    this.#room = room
    this.#socket = socket
    if (this.doc.clientID < 65_536) this.doc.clientID += 65_536
  }

  /** Joins and resolves when the room's state has arrived (at once with the first answer where the room is `empty`). */
  static async join(room: Room, applies: boolean, empty = false): Promise<BenchClient> {
    const socket = new WebSocket(room.url, { headers: room.headers, perMessageDeflate: false })
    const client = new BenchClient(room, socket)
    await new Promise<void>((resolve, reject) => {
      socket.on("error", reject)
      socket.on("close", (code) => reject(new Error(`closed ${code}`)))
      socket.on("message", (data: Buffer) => client.#receive(data, applies, empty, resolve))
      socket.on("open", () => {
        const hello = helloOf(room)
        if (hello) socket.send(hello)
        socket.send(wrap(room, encodeSync(SYNC.step1, Y.encodeStateVector(client.doc))))
      })
    })
    client.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== client) socket.send(wrap(room, encodeSync(SYNC.update, update)))
    })
    return client
  }

  /** Writes one stamped register. */
  edit(card: string): void {
    const thing = this.doc.getMap<Y.Map<unknown>>("cards").get(card)
    thing?.set("next", `${MARK}${stamp()}`)
  }

  sendPresence(clock: number): void {
    const state = JSON.stringify({ cursor: { anchor: clock, head: clock }, editing: `${MARK}${stamp()}` })
    this.#socket.send(wrap(this.#room, encodeAwareness(awarenessUpdate(this.doc.clientID, clock, state))))
  }

  close(): void {
    this.#socket.removeAllListeners("close")
    this.#socket.terminate()
  }

  #receive(data: Buffer, applies: boolean, empty: boolean, joined: () => void): void {
    this.bytes += data.length
    if (this.#live) {
      this.#measure(data)
      return
    }
    const message = this.#room.name !== undefined ? withoutName(data) : data
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type !== FRAME.sync && type !== HOCUSPOCUS_SYNC_REPLY) return
    const step = decoding.readVarUint(decoder)
    if (step === SYNC.step1) {
      this.#socket.send(
        wrap(this.#room, encodeSync(SYNC.step2, Y.encodeStateAsUpdate(this.doc, decoding.readVarUint8Array(decoder)))),
      )
      return
    }
    const update = decoding.readVarUint8Array(decoder)
    if (applies) Y.applyUpdate(this.doc, update, this)
    this.#hasState ||= update.length > 2
    // One peer answers with an empty update first and sends the state after it.
    if (step === SYNC.update || !(this.#hasState || empty)) return
    this.#live = !applies
    joined()
  }

  /** From now on messages are only searched for stamps. */
  measure(sampling = 1): void {
    this.#live = true
    this.sampling = sampling
    this.deliveries = 0
    this.latencies.length = 0
  }

  #measure(data: Buffer): void {
    const now = performance.now() * 1000
    for (let at = data.indexOf(MARK); at >= 0; at = data.indexOf(MARK, at + MARK.length)) {
      if (this.deliveries++ % this.sampling !== 0) continue
      const start = at + MARK.length
      this.latencies.push((now - Number(data.toString("latin1", start, start + STAMP_DIGITS))) / 1000)
    }
  }
}

function withoutName(data: Buffer): Uint8Array {
  const decoder = decoding.createDecoder(data)
  decoding.readVarString(decoder)
  return data.subarray(decoder.pos)
}

function awarenessUpdate(clientId: number, clock: number, state: string): Uint8Array {
  const parts = [varUint(1), varUint(clientId), varUint(clock), varUint(Buffer.byteLength(state)), Buffer.from(state)]
  return Buffer.concat(parts)
}

function varUint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  while (rest > 127) {
    bytes.push((rest % 128) | 128)
    rest = Math.floor(rest / 128)
  }
  return Buffer.from([...bytes, rest])
}

/** Nearest-rank percentile. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}
