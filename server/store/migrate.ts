/**
 * Brings the tables to the version that this program knows. Every migration is one transaction together with the row
 * that records it: a crash in the middle leaves the version before. Data of a newer program is never touched.
 */
import { sql } from "kysely"
import type { Db, Engine } from "./schema.ts"
import { StoreError } from "./store.ts"

export interface Migration {
  readonly version: number
  readonly name: string
  readonly statements: (engine: Engine) => readonly string[]
}

const MIGRATION_LOCK = 7_410_226

export async function migrate(db: Db, engine: Engine, migrations: readonly Migration[]): Promise<void> {
  const bigint = engine === "sqlite" ? "integer" : "bigint"
  const table = `create table if not exists migration (version ${bigint} primary key, name text not null, at ${bigint} not null)`
  await locked(db, engine, (transaction) => sql.raw(table).execute(transaction))
  const known = migrations.at(-1)?.version ?? 0
  const found = await versionOf(db)
  if (found > known)
    throw new StoreError(
      "broken",
      `This data was written by a newer version of Throughline (schema ${found}; this version knows ${known}). Start the newer version, or restore a backup made before the upgrade.`,
    )
  for (const migration of migrations)
    if (migration.version > found) await locked(db, engine, (transaction) => apply(transaction, engine, migration))
}

/** One transaction, and one server at a time: SQLite's write lock does that by itself. */
async function locked(db: Db, engine: Engine, work: (transaction: Db) => Promise<unknown>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (engine === "postgres") await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction)
    await work(transaction)
  })
}

async function apply(transaction: Db, engine: Engine, migration: Migration): Promise<void> {
  // Another server may have been faster while this one waited for the lock.
  if ((await versionOf(transaction)) >= migration.version) return
  for (const statement of migration.statements(engine)) await sql.raw(statement).execute(transaction)
  const { version, name } = migration
  await transaction.insertInto("migration").values({ version, name, at: Date.now() }).execute()
}

async function versionOf(db: Db): Promise<number> {
  const row = await db
    .selectFrom("migration")
    .select((eb) => eb.fn.max("version").as("version"))
    .executeTakeFirst()
  return Number(row?.version ?? 0)
}
