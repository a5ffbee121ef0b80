/** The store on one SQLite file, in the thread that calls. The server runs it in a worker: a flush blocks its thread. */

import { migrate } from "./migrate.ts"
import { MIGRATIONS } from "./migrations.ts"
import type { Db } from "./schema.ts"
import { SqlStore } from "./sql-store.ts"
import { copyDatabase } from "./sqlite-copy.ts"
import { checkpoint, type Database, type OpenSqlite, openSqlite } from "./sqlite-database.ts"
import { toStoreError } from "./store-error.ts"

export interface SqliteEngine {
  readonly store: SqlStore
  readonly database: Database
}

const SCRUB_RETRY_MS = 50

export async function openSqliteEngine(path: string): Promise<SqliteEngine> {
  let opened: OpenSqlite | undefined
  try {
    opened = openSqlite(path)
    const { db, database } = opened
    await migrate(db, "sqlite", MIGRATIONS)
    const store = new SqlStore({
      engine: "sqlite",
      db,
      scrub: () => emptyLog(db, database),
      backup: (target) => copyDatabase(path, target),
      close: () => closeEngine(db, database),
    })
    return { store, database }
  } catch (error) {
    opened?.database.close()
    throw toStoreError(error)
  }
}

/** The log still holds what was erased until it is empty; a backup that is reading keeps it for as long as it takes. */
async function emptyLog(db: Db, database: Database): Promise<void> {
  // Between transactions, and without waiting inside SQLite: commits go on meanwhile.
  const isEmpty = () => db.connection().execute(async () => checkpoint(database, 0))
  while (!(await isEmpty())) await new Promise((resolve) => setTimeout(resolve, SCRUB_RETRY_MS))
}

async function closeEngine(db: Db, database: Database): Promise<void> {
  try {
    await db.connection().execute(async () => checkpoint(database))
  } catch (error) {
    // Without room to empty the log it stays, complete, and is read at the next start.
    if (toStoreError(error).kind === "broken") throw error
  } finally {
    await db.destroy()
  }
}
