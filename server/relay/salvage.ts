/**
 * What can still be read of a document whose stored records do not fit together any more. Each record is looked at by itself:
 * one that cannot be read is left out, and what builds on it waits behind the hole. The rest is a whole document of an earlier
 * moment, fit for reading and for nothing else.
 */
import * as Y from "yjs"
import type { StoredDoc } from "../store/store.ts"
import { type DecodedUpdate, decodeUpdate } from "./decode-update.ts"

export interface UnreadableRecord {
  readonly kind: "snapshot" | "update" | "entry" | "words" | "head"
  /** Which one, counted from 1: of the document's updates, or the ledger's entries. */
  readonly position: number
}

/** What of something stored could not be read, or not be used. */
export interface Found {
  readonly unreadable: readonly UnreadableRecord[]
  /** How many records build on what is missing. */
  readonly waiting: number
}

export interface Salvaged extends Found {
  readonly doc: Y.Doc
}

interface StoredRecord extends UnreadableRecord {
  readonly bytes: Uint8Array
  /** Of an update: what it holds. */
  readonly decoded?: DecodedUpdate
}

/** What is stored was taken once, so nothing bounds it but its own length. */
const UNBOUNDED = { structsPerUpdate: Number.POSITIVE_INFINITY, deletesPerUpdate: Number.POSITIVE_INFINITY }

/** More records than this that break the document they are applied to, and the rest is given up: each costs a new start. */
const MOST_STARTS = 20

export function salvage(stored: StoredDoc, newDoc: () => Y.Doc): Salvaged {
  const unreadable: UnreadableRecord[] = []
  const leaveOut = ({ kind, position }: UnreadableRecord) => void unreadable.push({ kind, position })
  let left = recordsOf(stored, leaveOut)
  for (let start = 1; ; start++) {
    const doc = newDoc()
    const at = left.findIndex((record) => !applies(doc, record))
    if (at < 0) return { doc, unreadable, waiting: cutOffWaiting(doc, left) }
    doc.destroy()
    const given = start < MOST_STARTS ? left.slice(at, at + 1) : left.slice(at)
    for (const record of given) leaveOut(record)
    left = left.filter((record) => !given.includes(record))
  }
}

function recordsOf({ snapshot, updates }: StoredDoc, leaveOut: (record: UnreadableRecord) => void): StoredRecord[] {
  const records: StoredRecord[] = []
  if (snapshot) {
    const record = { kind: "snapshot", position: 1, bytes: snapshot } as const
    if (isSnapshot(snapshot)) records.push(record)
    else leaveOut(record)
  }
  for (const [index, bytes] of updates.entries()) {
    const record = { kind: "update", position: index + 1, bytes } as const
    const decoded = decodeUpdate(bytes, UNBOUNDED)
    if (decoded) records.push({ ...record, decoded })
    else leaveOut(record)
  }
  return records
}

function isSnapshot(bytes: Uint8Array): boolean {
  try {
    Y.decodeUpdateV2(bytes)
    return true
  } catch {
    // Yjs throws on whatever it cannot read: that is the answer.
    return false
  }
}

function applies(doc: Y.Doc, { kind, bytes }: StoredRecord): boolean {
  try {
    if (kind === "snapshot") Y.applyUpdateV2(doc, bytes, "load")
    else Y.applyUpdate(doc, bytes, "load")
    return true
  } catch {
    // Well formed and still not possible: what it names is of another kind than it says.
    return false
  }
}

/** What waits would go out with every answer to a sync, and nobody could build on it. It stays in the store. */
function cutOffWaiting(doc: Y.Doc, records: readonly StoredRecord[]): number {
  doc.store.pendingStructs = null
  doc.store.pendingDs = null
  return records.filter(({ decoded }) => decoded && reachesBeyond(doc, decoded)).length
}

function reachesBeyond(doc: Y.Doc, { blocks, deletes }: DecodedUpdate): boolean {
  const isMissing = (client: number, end: number) => end > Y.getState(doc.store, client)
  for (const [client, structs] of blocks) {
    const last = structs.at(-1)
    if (last && isMissing(client, last.id.clock + last.length)) return true
  }
  for (const [client, ranges] of deletes)
    if (ranges.some(({ clock, len }) => isMissing(client, clock + len))) return true
  return false
}
