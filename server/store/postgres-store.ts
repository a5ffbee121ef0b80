/** The store in PostgreSQL, for those who run it already. Several servers may share it: the heads keep them apart. */
import { Kysely, PostgresDialect } from "kysely"
import pg from "pg"
import { migrate } from "./migrate.ts"
import { MIGRATIONS } from "./migrations.ts"
import type { Tables } from "./schema.ts"
import { SqlStore } from "./sql-store.ts"
import { type Store, StoreError } from "./store.ts"
import { toStoreError } from "./store-error.ts"

const CONNECTIONS = 8
const CONNECT_TIMEOUT_MS = 5000
/** A server that froze must not hold a board for ever; no query here takes this long. */
const QUERY_TIMEOUT_MS = 30_000

export async function openPostgresStore(url: string): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
    application_name: "throughline",
    // A server may be configured to acknowledge before the disk has it: not for us.
    options: "-c synchronous_commit=on",
    types: { getTypeParser: parserOf },
  })
  // A lost connection is also an event, which ends the process when nobody listens. The pool replaces the connection;
  // whoever was using it learns of the loss from the query.
  pool.on("error", () => undefined)
  pool.on("connect", (client) => client.on("error", () => undefined))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    await migrate(db, "postgres", MIGRATIONS)
  } catch (error) {
    await db.destroy()
    throw toStoreError(error)
  }
  return new SqlStore({
    engine: "postgres",
    db,
    // Dead rows go with the next vacuum; asking for it now keeps erased words as short as possible.
    scrub: async () => void (await pool.query("vacuum words")),
    backup: () =>
      Promise.reject(new StoreError("broken", "PostgreSQL is backed up with its own tool: pg_dump --format=custom.")),
    close: () => db.destroy(),
  })
}

/** Counts and times fit a number; bytes come as plain Uint8Array, as from the other engine. */
function parserOf(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  if (oid === pg.types.builtins.INT8) return Number
  if (oid === pg.types.builtins.BYTEA && format !== "binary")
    return (value) => new Uint8Array(Buffer.from(value.slice(2), "hex"))
  return pg.types.getTypeParser(oid, format) as (value: string) => unknown
}
