/**
 * What is stored of a board, or of one of its texts, and cannot be read. Not to be mistaken for a register that cannot be read
 * (readable.ts): that is one value inside a record that can. Nothing is written while there is any: it would build on what is
 * missing.
 */
export interface StoredDamage {
  /** Records that cannot be read: a change, a snapshot, an entry of the ledger, the ledger's head. */
  readonly unreadable: number
  /** Records that can be read, but build on something that is missing. */
  readonly waiting: number
}
