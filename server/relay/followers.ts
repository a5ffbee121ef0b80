/**
 * Who follows the promises of a board: they get the fold first, or what they missed, and then every entry. Entries of edits
 * may wait a moment to go out together (the edit itself has gone out already); promises go at once.
 */
import type { Entry } from "../../shared/model/entry.ts"
import { forget } from "../../shared/model/erasure.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import { encodeServerFrame } from "../../shared/wire/frames.ts"
import type { Connection } from "./connection.ts"
import { type Framed, framed } from "./framed.ts"
import type { RelayLimits } from "./limits.ts"

const ENTRIES_PER_FRAME = 200

export class Followers {
  readonly #connections = new Set<Connection>()
  readonly #limits: RelayLimits
  #recent: Entry[] = []
  #waiting: Entry[] = []
  #timer: NodeJS.Timeout | undefined
  #stateFrame: { readonly seq: number; readonly frame: Uint8Array } | undefined

  constructor(limits: RelayLimits) {
    this.#limits = limits
  }

  /** After a load: what came before is known again; nobody has been told of it by us. */
  restart(recent: readonly Entry[]): void {
    // Of an erasure that is not through in the store yet, nobody is told the words either.
    this.#recent = forget([...recent], recent)
    this.#stateFrame = undefined
  }

  /** Only between two batches: `promises` must be what is stored. */
  add(connection: Connection, since: number, promises: Promises): void {
    this.flush()
    this.#connections.add(connection)
    const oldest = this.#recent[0]?.seq ?? promises.seq + 1
    const canResume = since > 0 && since <= promises.seq && since >= oldest - 1
    connection.hadEntry = undefined
    if (!canResume) connection.outbox.send(this.#state(promises))
    else
      this.#sendTo(
        connection,
        this.#recent.filter(({ seq }) => seq > since),
        true,
      )
  }

  has(connection: Connection): boolean {
    return this.#connections.has(connection)
  }

  remove(connection: Connection): void {
    this.#connections.delete(connection)
  }

  /** Entries that are stored now. */
  published(entries: readonly Entry[], isUrgent: boolean): void {
    if (entries.length === 0) return
    this.#recent = forget(this.#recent, entries)
    this.#waiting = forget(this.#waiting, entries)
    this.#recent.push(...entries)
    if (this.#recent.length > 2 * this.#limits.recentEntries)
      this.#recent = this.#recent.slice(-this.#limits.recentEntries)
    this.#waiting.push(...entries)
    if (isUrgent) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), this.#limits.entriesDelayMs)
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const entries = this.#waiting
    this.#waiting = []
    if (entries.length === 0 || this.#connections.size === 0) return
    const frames = framesOf(entries)
    for (const connection of this.#connections) this.#sendFrames(connection, frames, entries)
  }

  #sendTo(connection: Connection, entries: readonly Entry[], always: boolean): void {
    const frames = framesOf(entries)
    if (frames.length === 0 && always) connection.send("entries", { entries: [] })
    this.#sendFrames(connection, frames, entries)
  }

  /** Whoever is behind gets nothing until they have caught up; they are told of what they missed then. */
  #sendFrames(connection: Connection, frames: readonly Framed[], entries: readonly Entry[]): void {
    const before = (entries[0]?.seq ?? 1) - 1
    for (const [index, frame] of frames.entries()) {
      if (connection.hadEntry !== undefined) return
      if (!connection.outbox.sendWhileInTime(frame)) connection.hadEntry = before + index * ENTRIES_PER_FRAME
    }
  }

  #state(promises: Promises): Uint8Array {
    if (this.#stateFrame?.seq !== promises.seq)
      this.#stateFrame = {
        seq: promises.seq,
        frame: encodeServerFrame("state", { promises, at: promises.at }),
      }
    return this.#stateFrame.frame
  }
}

function framesOf(entries: readonly Entry[]): Framed[] {
  const frames: Framed[] = []
  for (let from = 0; from < entries.length; from += ENTRIES_PER_FRAME)
    frames.push(framed(encodeServerFrame("entries", { entries: entries.slice(from, from + ENTRIES_PER_FRAME) })))
  return frames
}
