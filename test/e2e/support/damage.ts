/** What a bad disk leaves: a stored board that holds what no relay would take. Only while no server runs on it. */
import { join } from "node:path"
import * as Y from "yjs"
import { DATABASE_FILE } from "../../../server/store/open-store.ts"
import { openDatabase } from "../../../server/store/sqlite-database.ts"

interface StoredUpdate {
  readonly position: number
  readonly bytes: Uint8Array
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
