/** A ledger in an SQLite file, opened so that nothing about the file can change; a server may be writing to it. */
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"
import type { DatabaseSyncInstance, DatabaseSyncOptions } from "@photostructure/sqlite"
import { BOARDS, ENTRIES, type Listed } from "./rows.ts"
import {
  type LedgerSource,
  type StoredCheckpoint,
  type StoredDocument,
  type StoredEntry,
  type StoredLedger,
  Unreadable,
} from "./source.ts"

const BUILT_IN_SINCE_NODE = 24
const BUSY_TIMEOUT_MS = 5_000

export function openSqliteSource(path: string): LedgerSource {
  if (!existsSync(path)) throw new Unreadable(`There is no database at ${path}.`)
  // Without a log nobody has it open, and SQLite need not make one: the folder stays as it was found.
  const isAtRest = !hasLog(path)
  const database = open(isAtRest ? `${pathToFileURL(path).href}?immutable=1` : path)
  try {
    // One moment for all that is read.
    database.exec("begin")
    database.prepare('select count(*) from "entry"').get()
  } catch (error) {
    database.close()
    throw new Unreadable(`${path} is not a database of Throughline: ${(error as Error).message}`)
  }
  return {
    async *ledgers(board) {
      for (const { id, name } of database.prepare(BOARDS).all() as unknown as readonly Listed[])
        if (board === undefined || board === id) yield ledgerOf(database, id, name)
      if (isAtRest && hasLog(path))
        throw new Unreadable(`A server started to write to ${path} meanwhile. Ask again, or check a backup.`)
    },
    close: async () => database.close(),
  }
}

const hasLog = (path: string): boolean => existsSync(`${path}-wal`)

function open(path: string): DatabaseSyncInstance {
  const isBuiltIn = Number.parseInt(process.versions.node, 10) >= BUILT_IN_SINCE_NODE
  const sqlite = createRequire(import.meta.url)(isBuiltIn ? "node:sqlite" : "@photostructure/sqlite") as {
    DatabaseSync: new (path: string, options: DatabaseSyncOptions) => DatabaseSyncInstance
  }
  return new sqlite.DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
}

function ledgerOf(database: DatabaseSyncInstance, board: string, name: string | null): StoredLedger {
  const all = <T>(text: string): T[] => database.prepare(text).all(board) as T[]
  return {
    ...{ board, name },
    head: all<{ seq: number; hash: string }>('select "seq", "hash" from "head" where "board" = ?')[0],
    checkpoints: all<StoredCheckpoint>('select * from "checkpoint" where "board" = ? order by "seq"'),
    entries: () =>
      database
        .prepare(`${ENTRIES} where e."board" = ? order by e."seq"`)
        .iterate(board) as unknown as Iterable<StoredEntry>,
    async document(): Promise<StoredDocument> {
      const bytesOf = (table: string) =>
        all<{ bytes: Uint8Array }>(
          `select "bytes" from "${table}" where "board" = ? and "doc" = '' order by "position"`,
        ).map(({ bytes }) => bytes)
      return { snapshot: bytesOf("snapshot")[0], updates: bytesOf("update") }
    },
  }
}
