/**
 * Seals drafts into entries: numbers, dates and hashes them, each tied to the one before. One chain per board; it starts
 * from a hash of the board's id, so that no entry can be moved to another board.
 */
import { hash, randomBytes } from "node:crypto"
import type { BoardId } from "../../shared/ids.ts"
import { canonicalJson } from "../../shared/json.ts"
import { type Entry, type EntryDraft, type SealedEntry, splitWords } from "../../shared/model/entry.ts"
import type { Instant } from "../../shared/time.ts"

export interface ChainHead {
  readonly seq: number
  readonly hash: string
  readonly at: Instant
}

export interface Sealed {
  readonly stored: SealedEntry
  readonly entry: Entry
}

export const genesisHash = (board: BoardId): string => hash("sha256", `throughline/ledger/v1\0${board}`)

/** SHA-256(0x65 ‖ previous hash ‖ seq as u64 big-endian ‖ body). */
export function entryHash(prevHash: string, seq: number, body: string): string {
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + Buffer.byteLength(body))
  bytes[0] = 0x65
  bytes.write(prevHash, 1, "hex")
  bytes.writeBigUInt64BE(BigInt(seq), 33)
  bytes.write(body, HEAD_BYTES)
  return hash("sha256", bytes)
}
const HEAD_BYTES = 41

/** SHA-256(salt ‖ words). */
export function wordsHash(salt: string, words: string): string {
  const bytes = Buffer.allocUnsafe(salt.length / 2 + Buffer.byteLength(words))
  bytes.write(salt, "hex")
  bytes.write(words, salt.length / 2)
  return hash("sha256", bytes)
}

export class Chain {
  readonly board: BoardId
  #seq: number
  #hash: string
  #at: Instant

  /** `head.seq` 0 means a board without entries; its hash is then the genesis whatever is given. */
  constructor(board: BoardId, head: ChainHead) {
    this.board = board
    this.#seq = head.seq
    this.#hash = head.seq === 0 ? genesisHash(board) : head.hash
    this.#at = head.at
  }

  get head(): ChainHead {
    return { seq: this.#seq, hash: this.#hash, at: this.#at }
  }

  seal(draft: EntryDraft, now: Instant): Sealed {
    // A clock that is set back must not make the ledger go back.
    const at = Math.max(now, this.#at)
    const seq = this.#seq + 1
    const { body: rest, words } = splitWords(draft)
    const salted = words === undefined ? undefined : saltWords(canonicalJson(words))
    const head = { v: 1 as const, board: this.board, seq, at }
    const body = canonicalJson({ ...rest, ...head, words: salted?.hash })
    const prevHash = this.#hash
    const ownHash = entryHash(prevHash, seq, body)
    this.#seq = seq
    this.#hash = ownHash
    this.#at = at
    return {
      stored: {
        board: this.board,
        seq,
        at,
        kind: draft.kind,
        actor: draft.actor,
        card: draft.card ?? null,
        body,
        prevHash,
        hash: ownHash,
        words: salted?.words ?? null,
        salt: salted?.salt ?? null,
      },
      entry: { ...draft, ...head, prevHash, hash: ownHash },
    }
  }
}

function saltWords(words: string): { readonly words: string; readonly salt: string; readonly hash: string } {
  const salt = nextSalt()
  return { words, salt, hash: wordsHash(salt, words) }
}

/** Random bytes cost by the call, not by the byte: they are drawn for many salts at once. */
let pool = Buffer.alloc(0)
function nextSalt(): string {
  if (pool.length === 0) pool = randomBytes(16 * 256)
  const salt = pool.subarray(0, 16).toString("hex")
  pool = pool.subarray(16)
  return salt
}
