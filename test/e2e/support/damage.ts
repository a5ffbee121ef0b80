/** What a bad disk leaves: a stored board that holds what no relay would take. Only while no server runs on it. */
import { join } from "node:path"
import * as Y from "yjs"
import { DATABASE_FILE } from "../../../server/store/open-store.ts"
import { openDatabase } from "../../../server/store/sqlite-database.ts"

interface StoredUpdate {
  readonly position: number
  readonly bytes: Uint8Array
}

/** Cuts the last stored change of a board short, as a sector that is gone does. Returns the way to bring it back. */
export function tearLastChange(dataDir: string, board: string): () => void {
  const put = (bytesOf: (last: StoredUpdate) => Uint8Array): StoredUpdate => {
    const database = openDatabase(join(dataDir, DATABASE_FILE))
    try {
      const of = `board = ? and doc = ''`
      const last = database
        .prepare(`select position, bytes from "update" where ${of} order by position desc limit 1`)
        .get(board) as unknown as StoredUpdate
      database
        .prepare(`update "update" set bytes = ? where ${of} and position = ?`)
        .run(bytesOf(last), board, last.position)
      return last
    } finally {
      database.close()
    }
  }
  const whole = put(({ bytes }) => bytes.subarray(0, 4))
  return () => void put(() => whole.bytes)
}

export function damageBoard(dataDir: string, board: string, damage: (doc: Y.Doc) => void): void {
  const database = openDatabase(join(dataDir, DATABASE_FILE))
  try {
    const rows = database
      .prepare(`select position, bytes from "update" where board = ? and doc = '' order by position`)
      .all(board) as unknown as StoredUpdate[]
    const last = rows.at(-1)
    if (!last) throw new Error("nothing is stored of that board")
    const doc = new Y.Doc()
    for (const { bytes } of rows) Y.applyUpdate(doc, bytes)
    const before = Y.encodeStateVector(doc)
    damage(doc)
    const bytes = Y.mergeUpdates([last.bytes, Y.encodeStateAsUpdate(doc, before)])
    database
      .prepare(`update "update" set bytes = ? where board = ? and doc = '' and position = ?`)
      .run(bytes, board, last.position)
  } finally {
    database.close()
  }
}
