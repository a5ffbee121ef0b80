/**
 * The connection of one document with the relay: the stock y-websocket provider, with our frames registered on it, its
 * document messages counted, and its endings understood. It reconnects by itself unless the relay's no is final.
 */
import { type Decoder, readVarString } from "lib0/decoding"
import type { Awareness } from "y-protocols/awareness"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import type { StoredDamage } from "../../shared/model/damage.ts"
import type { Instant } from "../../shared/time.ts"
import { FRAME, type ServerFrame, type ServerFrameName } from "../../shared/wire/frames.ts"
import type { External, SaveState } from "./board-session.ts"
import { closedReason, EXTRA_BACKOFF, MOST_GAPS_IN_A_ROW } from "./close-codes.ts"
import { countedSocket, type SocketClass } from "./counted-socket.ts"
import { cell } from "./external.ts"
import { sendOnlyOwnAwareness } from "./own-awareness.ts"
import type { RelayClock } from "./relay-clock.ts"
import {
  type ClosedReason,
  newSaveMachine,
  type SaveEvent,
  type SaveMachine,
  saveStateOf,
  step,
  waitingOf,
} from "./save-machine.ts"

export interface LinkOptions {
  /** `ws://host/sync` */
  readonly syncUrl: string
  /** `<boardId>` or `<boardId>/<textId>` */
  readonly room: string
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly clock: RelayClock
  readonly socket: SocketClass
  /** Whether a transaction of this origin was loaded from the copy in this browser: then it is no new edit. */
  isFromCopy(origin: unknown): boolean
  canWrite(): boolean
  onFrame(frame: ServerFrame): void
  /** The relay's state is in the document and our backlog is on its way. */
  onSynced(): void
  readonly longestBackoffMs?: number | undefined
  /** Asked when the upgrade was refused, because a browser does not say why. */
  whyRefused(): Promise<ClosedReason | undefined>
}

const OUR_FRAMES: readonly ServerFrameName[] = [
  ...(["hello", "answer", "entries", "state", "saved", "refused", "dismissed", "heartbeat"] as const),
]
const LONGEST_BACKOFF_MS = 10_000
const LOOK_MS = 1_000
/** A socket that does not open in this time is given up, and tried again. */
const OPENS_WITHIN_MS = 8_000

export class RelayLink {
  readonly save: External<SaveState>
  /** What the relay cannot read of the document. It asks for nothing then, and nothing is sent: all that is ours waits here. */
  readonly damage = cell<StoredDamage | undefined>(undefined)
  readonly #save = cell<SaveState>({ kind: "loading" })
  readonly #options: LinkOptions
  readonly #provider: WebsocketProvider
  readonly #watch: ReturnType<typeof setInterval>
  #machine: SaveMachine
  #isBacklogSent = false
  #hasOpened = false
  #hasToldSynced = false
  #connectingSinceMs = 0
  #gaps = 0
  #refusals = 0

  constructor(options: LinkOptions) {
    this.#options = options
    this.save = this.#save
    this.#machine = newSaveMachine(options.clock.now())
    // Before the provider's own listener: an edit is counted first and sent then.
    options.doc.on("update", this.#onUpdate)
    this.#provider = this.#newProvider()
    this.#watch = setInterval(() => this.#look(), LOOK_MS)
  }

  /** Connects after the offline copy was loaded; what is not sent and when the relay was heard is known from an earlier visit. */
  connect(unsent: number, heardAt?: Instant): void {
    if (heardAt !== undefined) this.#machine = { ...this.#machine, heardAt, lostAt: heardAt, wasHeard: true }
    if (unsent > 0) this.#tell({ type: "edited", count: unsent })
    this.#provider.connect()
  }
  reconnectNow(): void {
    if (this.#machine.closed || this.#provider.wsconnected || this.#provider.wsconnecting) return
    this.#provider.wsUnsuccessfulReconnects = 0
    this.#provider.connect()
  }
  /** Lets go of a socket that is known to lead nowhere; the next attempt follows by itself. */
  drop(): void {
    if (this.#machine.closed || this.#provider.ws === null) return
    this.#provider.disconnect()
    this.#provider.connect()
  }
  /** Edits of ours that are not known to be on the relay's disk. */
  get waiting(): number {
    return waitingOf(this.#machine)
  }
  get heardAt(): Instant {
    return this.#machine.heardAt
  }
  get isSynced(): boolean {
    return this.#machine.link === "synced" && !this.#machine.owesBacklog
  }
  /** Sends a frame of ours; false when there is no connection. */
  send(frame: Uint8Array): boolean {
    const { ws } = this.#provider
    if (!this.#provider.wsconnected || ws?.readyState !== 1) return false
    ws.send(frame as Uint8Array<ArrayBuffer>)
    return true
  }
  end(reason: ClosedReason): void {
    this.#tell({ type: "closed", reason })
    this.#provider.disconnect()
  }
  close(): void {
    clearInterval(this.#watch)
    this.#options.doc.off("update", this.#onUpdate)
    this.#provider.destroy()
  }

  #newProvider(): WebsocketProvider {
    const { syncUrl, room, doc, awareness, socket } = this.#options
    const gate = { admit: this.#admit }
    const provider = new WebsocketProvider(syncUrl, room, doc, {
      connect: false,
      awareness,
      disableBc: true,
      maxBackoffTime: this.#options.longestBackoffMs ?? LONGEST_BACKOFF_MS,
      WebSocketPolyfill: countedSocket(socket, () => gate),
      shouldReconnect: (event) => this.#onClosed(event) === undefined,
    })
    sendOnlyOwnAwareness(provider)
    for (const type of OUR_FRAMES)
      provider.messageHandlers[FRAME[type]] = (_encoder, decoder) => this.#onFrame(type, decoder)
    provider.on("status", ({ status }) => {
      if (status === "connecting") this.#connectingSinceMs = performance.now()
      if (status === "connected") this.#onOpen()
    })
    provider.on("sync", (isSynced) => {
      if (isSynced) this.#onSync()
    })
    provider.on("connection-close", () => this.#onLost())
    return provider
  }

  #onUpdate = (_update: Uint8Array, origin: unknown): void => {
    if (origin !== this.#provider && !this.#options.isFromCopy(origin)) this.#tell({ type: "edited", count: 1 })
  }

  #admit = (kind: "backlog" | "update", update: Uint8Array, messages: number): boolean => {
    if (this.damage.get()) return false
    if (!this.#options.canWrite()) return this.#keepFromReader(kind, update)
    if (kind === "update" && !this.#isBacklogSent) return false
    if (kind === "backlog") this.#isBacklogSent = true
    this.#tell({ type: "sent", isBacklog: kind === "backlog", messages })
    if (kind === "backlog") queueMicrotask(() => this.#tellIfSynced())
    return true
  }

  /** A reader sends no document messages. Edits made while the role still allowed them have nowhere to go. */
  #keepFromReader(kind: "backlog" | "update", update: Uint8Array): false {
    const isEmpty = kind === "update" || Y.decodeUpdate(update).structs.length === 0
    if (isEmpty) this.#tell({ type: "reads-only" })
    else queueMicrotask(() => this.end("rejected"))
    if (kind === "backlog") queueMicrotask(() => this.#tellIfSynced())
    return false
  }

  #onOpen(): void {
    this.#hasOpened = true
    this.#isBacklogSent = false
    this.#hasToldSynced = false
    this.#tell({ type: "opened", at: this.#now() })
  }
  #onSync(): void {
    this.#tell({ type: "synced", at: this.#now() })
    this.#tellIfSynced()
  }
  #tellIfSynced(): void {
    const isCut = this.damage.get() !== undefined && this.#machine.link === "synced"
    if (this.#hasToldSynced || !(this.isSynced || isCut)) return
    this.#hasToldSynced = true
    this.#options.onSynced()
  }

  #onFrame(type: ServerFrameName, decoder: Decoder): void {
    const frame = { type, body: JSON.parse(readVarString(decoder)) } as ServerFrame
    // Only these two tell the time; `at` of the others is that of the ledger's last entry, which may be long ago.
    const tellsTime = frame.type === "hello" || frame.type === "heartbeat"
    if (tellsTime) this.#options.clock.hear(frame.body.at)
    if (frame.type === "hello") this.#hearDamage(frame.body.damage)
    const at = this.#now()
    if (frame.type === "saved") this.#onSaved(frame.body.count, at)
    else this.#tell({ type: "heard", at })
    if (tellsTime) this.#tell({ type: "read-only", since: frame.body.readOnly ? at : undefined })
    this.#options.onFrame(frame)
  }
  #hearDamage(damage: StoredDamage | undefined): void {
    if (JSON.stringify(damage) !== JSON.stringify(this.damage.get())) this.damage.set(damage)
  }
  #onSaved(count: number, at: number): void {
    this.#gaps = 0
    this.#tell({ type: "saved", count, at })
  }

  #onLost(): void {
    // Spread over a whole step of the backoff, so that a restarted relay is not met by everybody at once.
    this.#provider.wsUnsuccessfulReconnects += Math.random()
    this.#tell({ type: "lost", at: this.#now() })
    this.#refusals = this.#hasOpened ? 0 : this.#refusals + 1
    // The longer nobody answers, the less often it is worth asking: after 1, 2, 4, 8 … attempts.
    if (this.#refusals > 0 && (this.#refusals & (this.#refusals - 1)) === 0) void this.#askWhy()
    this.#hasOpened = false
  }
  async #askWhy(): Promise<void> {
    const reason = await this.#options.whyRefused()
    if (reason) this.end(reason)
  }

  /** The reason why it is over, or undefined to try again. */
  #onClosed(event: CloseEvent): ClosedReason | undefined {
    this.#gaps = event.code === 4409 ? this.#gaps + 1 : this.#gaps
    const reason = this.#gaps > MOST_GAPS_IN_A_ROW ? "rejected" : closedReason(event.code, event.reason)
    if (reason) this.#tell({ type: "closed", reason })
    else this.#provider.wsUnsuccessfulReconnects += EXTRA_BACKOFF[event.code] ?? 0
    return reason
  }

  #look(): void {
    if (this.#provider.wsconnecting && performance.now() - this.#connectingSinceMs > OPENS_WITHIN_MS) this.drop()
    this.#show()
  }
  #now(): number {
    return this.#options.clock.now()
  }
  #tell(event: SaveEvent): void {
    this.#machine = step(this.#machine, event)
    this.#show()
  }
  #show(): void {
    const next = saveStateOf(this.#machine, this.#now())
    if (JSON.stringify(next) !== JSON.stringify(this.#save.get())) this.#save.set(next)
  }
}
