/**
 * Brings the tables to the version that this program knows. Every migration is one transaction together with the row
 * that records it: a crash in the middle leaves the version before. Data of a newer program is never touched.
 */
import { type Kysely, sql } from "kysely"
import type { Engine, Tables } from "./schema.ts"
import { StoreError } from "./store.ts"

export interface Migration {
  readonly version: number
  readonly name: string
  readonly statements: (engine: Engine) => readonly string[]
}

const MIGRATION_LOCK = 7_410_226

export async function migrate(db: Kysely<Tables>, engine: Engine, migrations: readonly Migration[]): Promise<void> {
  const bigint = engine === "sqlite" ? "integer" : "bigint"
  await sql
    .raw(
      `create table if not exists migration (version ${bigint} primary key, name text not null, at ${bigint} not null)`,
    )
    .execute(db)
  const known = migrations.at(-1)?.version ?? 0
  const found = await versionOf(db)
  if (found > known)
    throw new StoreError(
      "broken",
      `This data was written by a newer version of Throughline (schema ${found}; this version knows ${known}). Start the newer version, or restore a backup made before the upgrade.`,
    )
  for (const migration of migrations) if (migration.version > found) await apply(db, engine, migration)
}

async function apply(db: Kysely<Tables>, engine: Engine, migration: Migration): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (engine === "postgres") await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction)
    // Another process may have been faster while this one waited for the lock.
    if ((await versionOf(transaction)) >= migration.version) return
    for (const statement of migration.statements(engine)) await sql.raw(statement).execute(transaction)
    const { version, name } = migration
    await transaction.insertInto("migration").values({ version, name, at: Date.now() }).execute()
  })
}

async function versionOf(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom("migration")
    .select((eb) => eb.fn.max("version").as("version"))
    .executeTakeFirst()
  return Number(row?.version ?? 0)
}
