/** The store on one SQLite file, in the thread that calls. The server runs it in a worker: a flush blocks its thread. */

import { migrate } from "./migrate.ts"
import { MIGRATIONS } from "./migrations.ts"
import { SqlStore } from "./sql-store.ts"
import { copyDatabase } from "./sqlite-copy.ts"
import { checkpoint, type Database, openSqlite } from "./sqlite-database.ts"
import { toStoreError } from "./store-error.ts"

export interface SqliteEngine {
  readonly store: SqlStore
  readonly database: Database
}

const SCRUB_RETRY_MS = 50

export async function openSqliteEngine(path: string): Promise<SqliteEngine> {
  try {
    const { db, database } = openSqlite(path)
    await migrate(db, "sqlite", MIGRATIONS)
    const store = new SqlStore({
      engine: "sqlite",
      db,
      scrub: () => emptyLog(database),
      backup: (target) => copyDatabase(path, target),
      close: async () => {
        checkpoint(database)
        await db.destroy()
      },
    })
    return { store, database }
  } catch (error) {
    throw toStoreError(error)
  }
}

/** The log still holds what was erased until it is empty; a backup that is reading keeps it for as long as it takes. */
async function emptyLog(database: Database): Promise<void> {
  while (database.isOpen && !checkpoint(database)) await new Promise((resolve) => setTimeout(resolve, SCRUB_RETRY_MS))
}
