/** The query layer alone, without the store on top, to try migrations that are not released. */
import { Kysely, PostgresDialect } from "kysely"
import pg from "pg"
import type { Db, Tables } from "../../server/store/schema.ts"
import { openSqlite } from "../../server/store/sqlite-database.ts"
import type { Place } from "./harness.ts"

export async function connect(place: Place): Promise<{ readonly db: Db; close(): Promise<void> }> {
  if (place.engine === "sqlite") {
    const { db } = openSqlite(place.address)
    return { db, close: () => db.destroy() }
  }
  const pool = new pg.Pool({ connectionString: place.address, types: { getTypeParser: () => Number } })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, close: () => db.destroy() }
}
