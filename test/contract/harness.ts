/** One way to get a fresh store of either engine, to open it again, and to go behind its back with SQL. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { openPostgresStore } from "../../server/store/postgres-store.ts"
import type { Engine } from "../../server/store/schema.ts"
import { openDatabase } from "../../server/store/sqlite-database.ts"
import { openSqliteStore } from "../../server/store/sqlite-store.ts"
import type { Store } from "../../server/store/store.ts"

export interface Place {
  readonly engine: Engine
  /** The path of the file or the address of the database. */
  readonly address: string
  open(): Promise<Store>
  /** Runs SQL on a connection of its own, as somebody with access to the database could. */
  sql(text: string): Promise<readonly Record<string, unknown>[]>
  remove(): Promise<void>
}

export type NewPlace = () => Promise<Place>

export async function newSqlitePlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), "throughline-sqlite-"))
  const address = join(folder, "data", "throughline.sqlite")
  return {
    engine: "sqlite",
    address,
    open: () => openSqliteStore(address),
    sql: async (text) => {
      const database = openDatabase(address)
      try {
        return database.prepare(text).all() as Record<string, unknown>[]
      } finally {
        database.close()
      }
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Every place is a database of its own in the running cluster. */
export async function newPostgresPlace(clusterUrl: string, name: string): Promise<Place> {
  await query(clusterUrl, `create database ${name}`)
  const address = Object.assign(new URL(clusterUrl), { pathname: `/${name}` }).href
  return {
    engine: "postgres",
    address,
    open: () => openPostgresStore(address),
    sql: (text) => query(address, text),
    remove: async () => void (await query(clusterUrl, `drop database ${name} with (force)`)),
  }
}

async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}
