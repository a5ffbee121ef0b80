/**
 * One SQLite file through the `node:sqlite` interface, and the query layer on top of it.
 *
 * `synchronous=FULL` flushes the write-ahead log at every commit: NORMAL loses acknowledged commits when the power goes.
 * `secure_delete` overwrites what is deleted, because erased words must be gone from the file and not only from the tables.
 */
import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname } from "node:path"
import type { DatabaseSyncInstance, DatabaseSyncOptions, StatementSyncInstance } from "@photostructure/sqlite"
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from "kysely"
import type { Db, Tables } from "./schema.ts"

export type Database = DatabaseSyncInstance
type Value = Uint8Array | string | number | bigint | null

const PRAGMAS = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma secure_delete = on;
  pragma recursive_triggers = on;
  pragma wal_autocheckpoint = 2000;
  pragma journal_size_limit = 16777216;
  pragma cache_size = -16384;
`
const BUSY_TIMEOUT_MS = 5000
const MAX_STATEMENTS = 400

const BUILT_IN_SINCE_NODE = 24

/** Built in from Node 24 on with all that is used here; before that the package with the same interface. */
export function openDatabase(path: string, options: DatabaseSyncOptions = {}): Database {
  const isBuiltIn = Number.parseInt(process.versions.node, 10) >= BUILT_IN_SINCE_NODE
  const sqlite = createRequire(import.meta.url)(isBuiltIn ? "node:sqlite" : "@photostructure/sqlite") as {
    DatabaseSync: new (path: string, options: DatabaseSyncOptions) => Database
  }
  return new sqlite.DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, ...options })
}

export interface OpenSqlite {
  readonly db: Db
  readonly database: Database
}

/** Opens the file, making it and its folder when they are missing, readable for their owner only. */
export function openSqlite(path: string): OpenSqlite {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, "a", 0o600))
  chmodSync(path, 0o600)
  const database = openDatabase(path)
  database.exec(PRAGMAS)
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new ImmediateDriver(database),
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
  return { db, database }
}

/** Empties the write-ahead log into the file. False when another connection still reads from the log after the wait. */
export function checkpoint(database: Database, waitMs = BUSY_TIMEOUT_MS): boolean {
  database.exec(`pragma busy_timeout = ${waitMs}`)
  try {
    const row = database.prepare("pragma wal_checkpoint(truncate)").get() as { busy: number }
    return row.busy === 0
  } finally {
    database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`)
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: Database

  constructor(database: Database) {
    super({ database: { close: () => database.close(), prepare: preparer(database) } })
    this.#database = database
  }

  /** A write takes the lock at once: a transaction that reads first and writes later could fail halfway. */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const begin = settings?.accessMode === "read only" ? "begin" : "begin immediate"
    await connection.executeQuery(CompiledQuery.raw(begin))
  }

  /** SQLite has rolled back by itself after some errors, such as a full disk. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection)
  }
}

interface Prepared {
  readonly reader: boolean
  all(parameters: readonly unknown[]): unknown[]
  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint }
  iterate(parameters: readonly unknown[]): IterableIterator<unknown>
}

/** Prepared statements are kept; the one used longest ago goes first. */
function preparer(database: Database): (text: string) => Prepared {
  const kept = new Map<string, Prepared>()
  return (text) => {
    const prepared = kept.get(text) ?? prepare(database.prepare(text))
    kept.delete(text)
    kept.set(text, prepared)
    if (kept.size > MAX_STATEMENTS) kept.delete(kept.keys().next().value!)
    return prepared
  }
}

function prepare(statement: StatementSyncInstance): Prepared {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as Value[])),
    run: (parameters) => statement.run(...(parameters as Value[])),
    iterate: (parameters) => statement.iterate(...(parameters as Value[])),
  }
}
