/** Rows as the relay would write them, with fresh ids, so that tests can share one store. */
import { createHash, randomBytes } from "node:crypto"
import type { Append, BoardRow, Checkpoint, Store } from "../../server/store/store.ts"
import { type ActorId, type BoardId, idFromBytes, type UserId } from "../../shared/ids.ts"
import type { SealedEntry } from "../../shared/model/entry.ts"

export const newBoardId = (): BoardId => idFromBytes(randomBytes(16)) as BoardId
export const newUserId = (): UserId => idFromBytes(randomBytes(9)) as UserId
export const actor = (name: string): ActorId => `user:${name}` as ActorId
export const bytesOf = (...values: readonly number[]): Uint8Array => new Uint8Array(values)

export const boardRow = (id: BoardId, over: Partial<BoardRow> = {}): BoardRow => ({
  ...{ id, name: "Ward 7", createdAt: 1_700_000_000_000, archivedAt: null, changedAt: 1_700_000_000_000 },
  ...{ template: "ward-shift" },
  ...over,
})

export async function newBoard(store: Store): Promise<BoardId> {
  const id = newBoardId()
  await store.boards.createBoard(boardRow(id))
  return id
}

const hashAt = (board: BoardId, seq: number): string => createHash("sha256").update(`${board} ${seq}`).digest("hex")

/** The hash of entry `seq` follows from board and seq alone, so that any entry can be built without the one before. */
export function entry(board: BoardId, seq: number, over: Partial<SealedEntry> = {}): SealedEntry {
  return {
    board,
    seq,
    at: 1_700_000_000_000 + seq,
    kind: "card.moved",
    actor: actor("anna"),
    card: null,
    body: JSON.stringify({ v: 1, board, seq }),
    prevHash: hashAt(board, seq - 1),
    hash: hashAt(board, seq),
    words: null,
    salt: null,
    ...over,
  }
}

export const withWords = (words: string): Pick<SealedEntry, "words" | "salt"> => ({
  words: JSON.stringify({ text: words }),
  salt: randomBytes(16).toString("hex"),
})

export function append(board: BoardId, expectPosition: number, over: Partial<Append> = {}): Append {
  return { board, expectPosition, updates: [], entries: [], commandIds: [], clientIds: [], ...over }
}

/** The `n`th commit of a board that gets one update and one entry per commit. */
export function nthAppend(board: BoardId, n: number, over: Partial<Append> = {}): Append {
  const updates = [{ doc: "", bytes: bytesOf(n & 255, n >> 8, 7) }]
  return append(board, n - 1, { updates, entries: [entry(board, n)], ...over })
}

export async function appendAll(store: Store, board: BoardId, count: number): Promise<void> {
  for (let n = 1; n <= count; n++) await store.journal.append([nthAppend(board, n)])
}

export const checkpoint = (board: BoardId, seq: number, over: Partial<Checkpoint> = {}): Checkpoint => ({
  board,
  seq,
  hash: hashAt(board, seq),
  at: 1_700_000_100_000 + seq,
  keyId: "key-1",
  signature: `signature of ${seq}`,
  ...over,
})
