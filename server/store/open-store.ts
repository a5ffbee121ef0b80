/** Chooses the engine: PostgreSQL when an address is given, else one file in the data folder. */
import { join } from "node:path"
import { openSqliteStore } from "./sqlite-store.ts"
import type { Store } from "./store.ts"

export const DATABASE_FILE = "throughline.sqlite"

export async function openStore(where: {
  readonly databaseUrl?: string | undefined
  readonly dataDir: string
}): Promise<Store> {
  if (where.databaseUrl === undefined) return openSqliteStore(join(where.dataDir, DATABASE_FILE))
  // Loaded only when asked for: the embedded store starts without it.
  const { openPostgresStore } = await import("./postgres-store.ts")
  return openPostgresStore(where.databaseUrl)
}
