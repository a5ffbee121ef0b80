/** The store in PostgreSQL, for those who run it already. Several servers may share it: the heads keep them apart. */
import { Kysely, PostgresDialect } from "kysely"
import { migrate } from "./migrate.ts"
import { MIGRATIONS } from "./migrations.ts"
import { checkDurability, createPool, discarding } from "./postgres-pool.ts"
import type { Tables } from "./schema.ts"
import { SqlStore } from "./sql-store.ts"
import { type Store, StoreError } from "./store.ts"
import { toStoreError } from "./store-error.ts"

const QUERY_TIMEOUT_MS = 20_000

export async function openPostgresStore(
  url: string,
  { queryTimeoutMs = QUERY_TIMEOUT_MS }: { readonly queryTimeoutMs?: number } = {},
): Promise<Store> {
  const pool = createPool(url, queryTimeoutMs)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: discarding(pool) }) })
  try {
    await checkDurability(pool)
    await migrate(db, "postgres", MIGRATIONS)
  } catch (error) {
    await pool.end()
    throw toStoreError(error)
  }
  return new SqlStore({
    engine: "postgres",
    db,
    // Rows that were replaced go with a vacuum; asking for it now keeps erased words in the tables no longer than needed.
    scrub: async () => void (await pool.query("vacuum words")),
    backup: () =>
      Promise.reject(new StoreError("broken", "PostgreSQL is backed up with its own tool: pg_dump --format=custom.")),
    close: () => db.destroy(),
  })
}
