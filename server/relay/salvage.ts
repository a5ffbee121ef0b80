/**
 * What can still be read of a document whose stored records do not fit together any more. Each record is looked at by itself:
 * one that cannot be read is left out, and what builds on it waits behind the hole. The rest is a whole document of an earlier
 * moment, fit for reading and for nothing else.
 */
import * as Y from "yjs"
import type { StoredDoc } from "../store/store.ts"
import { type DecodedUpdate, decodeUpdate, type Struct } from "./decode-update.ts"

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
    const { waiting, breaks } = applyAll(doc, left)
    if (breaks === undefined) return { doc, unreadable, waiting }
    doc.destroy()
    const given = start < MOST_STARTS ? [breaks] : left.slice(left.indexOf(breaks))
    for (const record of given) leaveOut(record)
    left = left.filter((record) => !given.includes(record))
  }
}

/**
 * Records in their order, each whole or not at all: of one whose new values have to wait the deletions would be done at once,
 * and what stood there before would be gone from the board.
 */
function applyAll(
  doc: Y.Doc,
  records: readonly StoredRecord[],
): { readonly waiting: number; readonly breaks: StoredRecord | undefined } {
  let waiting = 0
  for (const record of records) {
    if (record.decoded && !fits(doc, record.decoded)) waiting++
    else if (!applies(doc, record)) return { waiting, breaks: record }
  }
  return { waiting, breaks: undefined }
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
    return doc.store.pendingStructs === null && doc.store.pendingDs === null
  } catch {
    // Well formed and still not possible: what it names is of another kind than it says.
    return false
  }
}

/** Whether all that an update builds on, and all that it deletes, is there or comes with it. */
function fits(doc: Y.Doc, { blocks, deletes }: DecodedUpdate): boolean {
  const known = (client: number) => Y.getState(doc.store, client)
  const ends = new Map([...blocks].map(([client, structs]) => [client, endOf(structs)]))
  const isThere = (client: number, end: number) => end <= Math.max(known(client), ends.get(client) ?? 0)
  for (const [client, structs] of blocks) {
    if ((structs[0]?.id.clock ?? 0) > known(client)) return false
    for (const struct of structs)
      if (!dependenciesOf(struct).every(({ client, clock }) => isThere(client, clock + 1))) return false
  }
  return [...deletes].every(([client, ranges]) => ranges.every(({ clock, len }) => isThere(client, clock + len)))
}

function endOf(structs: readonly Struct[]): number {
  const last = structs.at(-1)
  return last ? last.id.clock + last.length : 0
}

function dependenciesOf(struct: Struct): readonly Y.ID[] {
  if (!(struct instanceof Y.Item)) return []
  const parent = struct.parent as unknown
  return [struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null].filter((id) => id !== null)
}
