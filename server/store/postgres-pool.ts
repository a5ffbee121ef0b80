/** Connections to PostgreSQL that keep the store's promises: durable commits, and no query that waits for ever. */
import type { PostgresPool, PostgresPoolClient } from "kysely"
import pg from "pg"
import { StoreError } from "./store.ts"

const CONNECTIONS = 8
const CONNECT_TIMEOUT_MS = 5000
/** The client gives up later than the server, whose answer says more; it is for servers and networks that froze. */
const CLIENT_PATIENCE = 1.5

export function createPool(url: string, queryTimeoutMs: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: queryTimeoutMs * CLIENT_PATIENCE,
    keepAlive: true,
    application_name: "throughline",
    types: { getTypeParser: parserOf },
    // A server may be configured to acknowledge before the disk has it: not for us. A relay that froze in the middle of
    // a commit must not keep the board locked for the others.
    onConnect: (client) =>
      client.query(
        `set synchronous_commit = on; set statement_timeout = ${queryTimeoutMs}; set idle_in_transaction_session_timeout = ${queryTimeoutMs}`,
      ) as unknown as undefined,
  })
  // A lost connection is also an event, which ends the process when nobody listens. The pool replaces the connection;
  // whoever was using it learns of the loss from the query.
  pool.on("error", () => undefined)
  pool.on("connect", (client) => client.on("error", () => undefined))
  return pool
}

/** `fsync=off` makes every acknowledgement a guess. */
export async function checkDurability(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ fsync: string }>("show fsync")
  if (rows[0]?.fsync === "off")
    throw new StoreError("broken", "PostgreSQL runs with fsync=off and could lose what it acknowledged. Turn fsync on.")
}

/** The pool for the query layer: a connection whose query ran out of time is thrown away, not used again. */
export function discarding(pool: pg.Pool): PostgresPool {
  return {
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect()
      let lost: Error | undefined
      const query = async (text: string, values: readonly unknown[]) => {
        if (lost !== undefined) throw lost
        try {
          return await client.query(text, [...values])
        } catch (error) {
          if (error instanceof Error && error.message === "Query read timeout") lost = error
          throw error
        }
      }
      return { query, release: () => client.release(lost) } as unknown as PostgresPoolClient
    },
  }
}

/** Counts and times fit a number; bytes come as plain Uint8Array, as from the other engine. */
function parserOf(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  if (oid === pg.types.builtins.INT8) return Number
  if (oid === pg.types.builtins.BYTEA && format !== "binary")
    return (value) => new Uint8Array(Buffer.from(value.slice(2), "hex"))
  return pg.types.getTypeParser(oid, format) as (value: string) => unknown
}
