/**
 * One document and everybody who is connected to it. A join is cached bytes: the state as it was at some moment and the
 * merged updates since.
 */
import * as Y from "yjs"
import type { ActorId } from "../../shared/ids.ts"
import type { StoredDamage } from "../../shared/model/damage.ts"
import { encodeSync, SYNC } from "../../shared/wire/frames.ts"
import { BOARD_DOC, type StoredDoc } from "../store/store.ts"
import type { Connection } from "./connection.ts"
import { damageOf } from "./damage.ts"
import { type Framed, framed } from "./framed.ts"
import type { DocKind } from "./guard.ts"
import { hydrate } from "./hydrate.ts"
import type { RelayLimits } from "./limits.ts"
import { Presence } from "./presence.ts"
import type { Found } from "./salvage.ts"
import { sizeOfText } from "./text-size.ts"

const NOTHING_MORE = framed(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(new Y.Doc())))

/** A snapshot is packed (v2); as an update for clients (v1) it is about twice as long. */
const V1_BYTES = 2

export class Channel {
  /** BOARD_DOC or the id of a text. */
  readonly name: string
  readonly kind: DocKind
  readonly connections = new Set<Connection>()
  readonly presence: Presence
  doc: Y.Doc
  /** What of its stored records could not be read. */
  found: Found = { unreadable: [], waiting: 0 }
  /** What a compaction would save. */
  updatesSinceSnapshot = 0
  bytesSinceSnapshot = 0
  /** Roughly what the document takes, in bytes of the updates that came in. */
  storedBytes = 0
  /** How long a text is at most. */
  sizeEstimate = 0
  lastUsedMs = performance.now()
  #captured: Uint8Array | undefined
  #joinState: Framed | undefined
  #joinTail: Framed[] = []
  /** The tail and the word that nothing more comes, in one buffer. */
  #joinEnd: Framed | undefined
  #diffs = new Map<string, Framed>()
  readonly #limits: RelayLimits

  constructor(name: string, stored: StoredDoc, limits: RelayLimits, boundTo: (id: number) => ActorId | undefined) {
    this.name = name
    this.kind = name === BOARD_DOC ? "board" : "text"
    this.#limits = limits
    this.presence = new Presence(limits, this.connections, boundTo)
    this.doc = this.#open(stored)
  }

  /** Undefined when everything that is stored of it could be read. */
  get damage(): StoredDamage | undefined {
    return damageOf(this.found)
  }

  /** A text that is only looked at so far. */
  get isUnwritten(): boolean {
    return this.doc.store.clients.size === 0 && this.damage === undefined
  }

  /** Loads the document anew; whatever was not stored is gone from it. */
  reload(stored: StoredDoc): void {
    this.doc.destroy()
    this.doc = this.#open(stored)
  }

  /** The merged update of the transaction that just ended, if it changed anything. */
  takeUpdate(): Uint8Array | undefined {
    const update = this.#captured
    this.#captured = undefined
    return update
  }

  /**
   * Whether the document still works. An exception inside one of its listeners stops its events for good, and an update
   * with a hole in it makes values vanish until the hole is filled.
   */
  isHealthy(): boolean {
    const { store, _transactionCleanups, _transaction } = this.doc
    return (
      _transactionCleanups.length === 0 &&
      _transaction === null &&
      store.pendingStructs === null &&
      store.pendingDs === null
    )
  }

  /** Takes note of an update that is stored now; returns its frame, the same bytes for everybody. */
  published(update: Uint8Array): Framed {
    const frame = framed(encodeSync(SYNC.update, update))
    this.updatesSinceSnapshot++
    this.bytesSinceSnapshot += update.length
    this.#diffs.clear()
    if (this.#joinState) this.#joinTail.push(frame)
    this.#joinEnd = undefined
    if (this.#joinTail.length > this.#limits.joinTail) this.#forgetJoin()
    return frame
  }

  /** What a client with this state vector lacks. Only between two batches: then everything in the document is stored. */
  framesFor(stateVector: Uint8Array): readonly Framed[] {
    if (stateVector.length === 1 && stateVector[0] === 0) {
      this.#joinState ??= framed(encodeSync(SYNC.update, Y.encodeStateAsUpdate(this.doc)))
      // Step 2 comes last: a client takes it as the word that it has everything.
      this.#joinEnd ??= Buffer.concat([...this.#joinTail, NOTHING_MORE])
      return [this.#joinState, this.#joinEnd]
    }
    const key = Buffer.from(stateVector).toString("latin1")
    const known = this.#diffs.get(key)
    if (known) return [known]
    const frame = framed(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(this.doc, stateVector)))
    if (this.#diffs.size < 16) this.#diffs.set(key, frame)
    return [frame]
  }

  stateVectorFrame(): Uint8Array {
    return encodeSync(SYNC.step1, Y.encodeStateVector(this.doc))
  }

  /** The state vector as it was before `update`, the last one that was applied. */
  stateVectorBefore(update: Uint8Array): Uint8Array {
    const before = Y.decodeStateVector(Y.encodeStateVector(this.doc))
    for (const [client, clock] of Y.parseUpdateMeta(update).from) before.set(client, clock)
    return Y.encodeStateVector(before)
  }

  /** A snapshot of at least the updates so far is stored. */
  compacted(updates: number, bytes: number, snapshotBytes: number): void {
    this.updatesSinceSnapshot -= updates
    this.bytesSinceSnapshot -= bytes
    this.storedBytes = V1_BYTES * snapshotBytes + this.bytesSinceSnapshot
  }

  #forgetJoin(): void {
    this.#joinState = undefined
    this.#joinTail = []
    this.#joinEnd = undefined
    this.#diffs.clear()
  }

  #open(stored: StoredDoc): Y.Doc {
    this.#forgetJoin()
    this.#captured = undefined
    const { doc, ...found } = hydrate(stored, this.kind)
    this.found = found
    const bytes = stored.updates.reduce((sum, update) => sum + update.length, 0)
    this.updatesSinceSnapshot = stored.updates.length
    this.bytesSinceSnapshot = bytes
    this.storedBytes = bytes + V1_BYTES * (stored.snapshot?.length ?? 0)
    this.sizeEstimate = this.kind === "text" ? sizeOfText(doc) : 0
    doc.on("update", (update: Uint8Array) => {
      this.#captured = update
    })
    return doc
  }
}
