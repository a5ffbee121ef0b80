/** What is to be checked, wherever it is kept: a ledger as its rows stand there, believed in nothing. */
export interface StoredEntry {
  readonly seq: number
  readonly at: number
  readonly kind: string
  readonly actor: string
  readonly card: string | null
  readonly body: string
  readonly prevHash: string
  readonly hash: string
  /** Null where there are none, or they were erased (`salt` is then empty instead of null). */
  readonly words: string | null
  readonly salt: string | null
}

export interface StoredCheckpoint {
  readonly board: string
  readonly seq: number
  readonly hash: string
  readonly at: number
  readonly keyId: string
  readonly signature: string
}

/** The board's document: a snapshot (Yjs v2) and the updates (v1) after it. */
export interface StoredDocument {
  readonly snapshot: Uint8Array | undefined
  readonly updates: readonly Uint8Array[]
}

export interface StoredLedger {
  readonly board: string
  /** Null where the board is missing in the list of boards; undefined where there is no such list. */
  readonly name: string | null | undefined
  readonly head: { readonly seq: number; readonly hash: string } | undefined
  readonly checkpoints: readonly StoredCheckpoint[]
  /** In the order of their numbers. */
  entries(): Iterable<StoredEntry> | AsyncIterable<StoredEntry>
  /** Undefined where only the ledger was kept. */
  document(): Promise<StoredDocument | undefined>
}

export interface LedgerSource {
  /** Everything of one moment, even while a server writes. */
  ledgers(board?: string): AsyncIterable<StoredLedger>
  close(): Promise<void>
}

/** Why there is nothing to check, in words for a person. */
export class Unreadable extends Error {}
