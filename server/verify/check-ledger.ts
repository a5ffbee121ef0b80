/**
 * Walks one ledger from its genesis to its head and says what is wrong with it first. It follows the description of the
 * format, not the code that writes it:
 *
 *   genesis = SHA-256("throughline/ledger/v1" 0x00 board id)
 *   hash    = SHA-256(0x65, previous hash, number as u64 big-endian, body), body in canonical JSON
 *   words   = SHA-256(salt, words), kept beside the chain so that they can be erased
 *
 * Something changed is "tampered" and ends the walk. Something absent is "incomplete", and the walk goes on behind it,
 * because a hole must not hide a forgery further on.
 */
import { hash as digest } from "node:crypto"
import { parseCanonical } from "./canonical.ts"
import { type Keys, type SavedHead, signatureFault } from "./checkpoints.ts"
import { Erasures } from "./erasures.ts"
import type { StoredCheckpoint, StoredEntry, StoredLedger } from "./source.ts"

export type Body = Readonly<Record<string, unknown>>

export interface Finding {
  readonly kind: "tampered" | "incomplete"
  /** A whole sentence. */
  readonly says: string
}

export interface LedgerReport {
  readonly finding: Finding | undefined
  readonly entries: number
  readonly seq: number
  readonly hash: string
  readonly checkpoints: number
  /** The last entry that a genuine checkpoint vouches for. */
  readonly signedTo: number
  readonly erased: number
  /** Of those: how many no entry of the ledger says that they were erased. */
  readonly erasedOffRecord: number
}

export interface Checks {
  /** Undefined: nobody gave a key. */
  readonly keys: Keys | undefined
  readonly saved: readonly SavedHead[]
  /** Called with every entry that is in order: its body, and its words unless it has none or they were erased. */
  readonly onEntry?: (body: Body, words: Body | null) => void
}

export async function checkLedger(ledger: StoredLedger, checks: Checks): Promise<LedgerReport> {
  const walk = new Walk(ledger, checks)
  for await (const entry of ledger.entries()) {
    if (!walk.step(entry)) break
  }
  return walk.finish()
}

class Walk {
  readonly #ledger: StoredLedger
  readonly #checks: Checks
  readonly #checkpoints: Map<number, StoredCheckpoint[]>
  readonly #saved: Map<number, SavedHead[]>
  #seq = 0
  #hash: string
  #entries = 0
  readonly #erasures = new Erasures()
  #signedTo = 0
  #tampered: string | undefined
  #incomplete: string | undefined

  constructor(ledger: StoredLedger, checks: Checks) {
    this.#ledger = ledger
    this.#checks = checks
    this.#hash = digest("sha256", `throughline/ledger/v1\0${ledger.board}`, "hex")
    this.#checkpoints = bySeq(ledger.checkpoints)
    this.#saved = bySeq(checks.saved.filter(({ board }) => board === ledger.board))
  }

  /** False when nothing after this entry can tell more. */
  step(entry: StoredEntry): boolean {
    if (entry.seq > this.#seq + 1) {
      this.#incomplete ??= `${range(this.#seq + 1, entry.seq - 1)} missing.`
      this.#seq = entry.seq - 1
      this.#hash = entry.prevHash
    }
    const body = parseCanonical(entry.body)
    this.#tampered = typeof body === "string" ? SPELLING[body](entry.seq) : this.#faultOf(entry, body)
    if (this.#tampered !== undefined || typeof body === "string") return false
    this.#seq = entry.seq
    this.#hash = entry.hash
    this.#entries++
    this.#erasures.take(entry.seq, body, entry.words !== null)
    this.#tampered = this.#checkpointFault(entry)
    if (this.#tampered === undefined)
      this.#checks.onEntry?.(body, entry.words === null ? null : (JSON.parse(entry.words) as Body))
    return this.#tampered === undefined
  }

  #faultOf(entry: StoredEntry, body: Body): string | undefined {
    const { seq } = entry
    if (seq !== this.#seq + 1) return `Number ${seq} comes after entry ${this.#seq}.`
    if (body.v !== 1) return `Entry ${seq} says that it is of version ${String(body.v)}, which does not exist.`
    if (body.board !== this.#ledger.board) return `Entry ${seq} belongs to another board.`
    if (body.seq !== seq) return `In the place of entry ${seq} stands entry ${String(body.seq)}.`
    const other = COLUMNS.find((column) => entry[column] !== (body[column] ?? null))
    if (other !== undefined) return `Entry ${seq} is filed under another ${other} than its sealed content says.`
    if (entry.prevHash !== this.#hash) return `Entry ${seq} does not follow entry ${seq - 1}: the hashes do not meet.`
    if (entryDigest(this.#hash, seq, entry.body) !== entry.hash)
      return `Entry ${seq} was changed: its hash is not the hash of its content.`
    return this.#wordsFault(entry, body)
  }

  #wordsFault({ seq, words, salt }: StoredEntry, body: Body): string | undefined {
    if (body.words === undefined)
      return words === null && salt === null ? undefined : `Entry ${seq} got words that it never had.`
    if (words === null) {
      if (salt !== "") this.#incomplete ??= `The words of entry ${seq} are gone without having been erased.`
      return undefined
    }
    const hash = digest("sha256", Buffer.concat([Buffer.from(salt ?? "", "hex"), Buffer.from(words)]), "hex")
    if (hash !== body.words) return `The words of entry ${seq} were changed.`
    return typeof parseCanonical(words) === "string"
      ? `The words of entry ${seq} are not in canonical form.`
      : undefined
  }

  #checkpointFault({ seq, hash }: StoredEntry): string | undefined {
    for (const checkpoint of this.#checkpoints.get(seq) ?? []) {
      const fault = this.#signatureFault(checkpoint)
      if (fault !== undefined) return fault
      if (checkpoint.hash !== hash) return this.#rewritten(seq, "its checkpoint")
      if (this.#checks.keys !== undefined) this.#signedTo = seq
    }
    this.#checkpoints.delete(seq)
    for (const saved of this.#saved.get(seq) ?? []) {
      if (saved.hash !== hash) return this.#rewritten(seq, "the saved checkpoint")
    }
    this.#saved.delete(seq)
    return undefined
  }

  #signatureFault(checkpoint: StoredCheckpoint): string | undefined {
    const { keys } = this.#checks
    const fault = keys && signatureFault(checkpoint, this.#ledger.board, keys)
    return fault && `The checkpoint at entry ${checkpoint.seq} ${fault}.`
  }

  #rewritten(seq: number, witness: string): string {
    return `Entry ${seq} is not the one that ${witness} knows: one of the entries ${this.#signedTo + 1} to ${seq} was rewritten.`
  }

  finish(): LedgerReport {
    this.#tampered ??= this.#leftoverFault() ?? this.#headFault()
    if (this.#ledger.name === null) this.#incomplete ??= "The board itself was taken off the list of boards."
    const { keys } = this.#checks
    if (keys === undefined && this.#ledger.checkpoints.length > 0)
      this.#incomplete ??= "There is no public key to check the signatures of its checkpoints with (--key)."
    const finding: Finding | undefined =
      this.#tampered !== undefined
        ? { kind: "tampered", says: this.#tampered }
        : this.#incomplete === undefined
          ? undefined
          : { kind: "incomplete", says: this.#incomplete }
    const { checkpoints } = this.#ledger
    return {
      ...{ finding, entries: this.#entries, seq: this.#seq, hash: this.#hash },
      ...{ erased: this.#erasures.erased, erasedOffRecord: this.#erasures.offRecord },
      ...{ checkpoints: checkpoints.length, signedTo: this.#signedTo },
    }
  }

  /** Checkpoints and saved heads of entries that did not come by. */
  #leftoverFault(): string | undefined {
    for (const checkpoint of [...this.#checkpoints.values()].flat()) {
      const fault = this.#signatureFault(checkpoint)
      if (fault !== undefined) return fault
      this.#incomplete ??= this.#cutOff(checkpoint.seq, "a checkpoint")
    }
    for (const seq of this.#saved.keys()) this.#incomplete ??= this.#cutOff(seq, "the saved checkpoint")
    return undefined
  }

  #cutOff(seq: number, witness: string): string {
    return `The ledger ends at entry ${this.#seq}, but ${witness} knows entry ${seq}: the end was cut off.`
  }

  #headFault(): string | undefined {
    const { head } = this.#ledger
    if (head === undefined) this.#incomplete ??= "The row that says where the ledger ends is missing."
    else if (head.seq > this.#seq)
      this.#incomplete ??= `The ledger ends at entry ${this.#seq}, but its head says ${head.seq}: the end was cut off.`
    else if (head.seq < this.#seq) return `The ledger goes on after its head: entry ${head.seq + 1} was added.`
    else if (this.#seq > 0 && head.hash !== this.#hash)
      return `The ledger's head has another hash than entry ${this.#seq}.`
    return undefined
  }
}

const COLUMNS = ["at", "kind", "actor", "card"] as const

const SPELLING = {
  "no-json": (seq: number) => `The content of entry ${seq} is not a JSON object.`,
  "not-canonical": (seq: number) => `The content of entry ${seq} is not in canonical form.`,
} as const

const range = (first: number, last: number): string =>
  first === last ? `Entry ${first} is` : `Entries ${first} to ${last} are`

function bySeq<T extends { readonly seq: number }>(rows: readonly T[]): Map<number, T[]> {
  const found = new Map<number, T[]>()
  for (const row of rows) found.set(row.seq, [...(found.get(row.seq) ?? []), row])
  return found
}

const PREFIX_BYTES = 41
let buffer = Buffer.alloc(8_192)

/** One buffer for all entries: hashing in pieces costs three times as much. */
function entryDigest(prevHash: string, seq: number, body: string): string {
  const most = PREFIX_BYTES + body.length * 3
  if (buffer.length < most) buffer = Buffer.alloc(most * 2)
  buffer[0] = 0x65
  buffer.fill(0, 1, PREFIX_BYTES)
  buffer.write(prevHash, 1, 32, "hex")
  buffer.writeBigUInt64BE(BigInt(seq), 33)
  const length = PREFIX_BYTES + buffer.write(body, PREFIX_BYTES)
  return digest("sha256", buffer.subarray(0, length), "hex")
}
