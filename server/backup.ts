/**
 * `npm run backup -- [file]`: a consistent copy of the embedded database, also while the server runs. Never overwrites;
 * the copy has passed an integrity check before the command says that it is there.
 */
import { existsSync, mkdirSync, statSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { readConfig } from "./config.ts"
import { DATABASE_FILE } from "./store/open-store.ts"
import { copyDatabaseSync } from "./store/sqlite-backup.ts"
import { toStoreError } from "./store/store-error.ts"

const say = (line: string): boolean => process.stdout.write(`${line}\n`)

function fail(...lines: readonly string[]): never {
  process.stderr.write(`${lines.join("\n")}\n`)
  process.exit(1)
}

function megabytes(path: string): string {
  return `${(statSync(path).size / 1_048_576).toFixed(1)} MB`
}

function copy(from: string, to: string): void {
  try {
    copyDatabaseSync(from, to)
  } catch (error) {
    const isFull = toStoreError(error).kind === "full"
    fail(isFull ? `No room for the backup at ${to}.` : `The backup failed: ${(error as Error).message}`)
  }
}

const config = readConfig(process.env)
if (!config.ok) fail(...config.error)
const { databaseUrl, dataDir } = config.value
if (databaseUrl !== undefined)
  fail(
    "The data is in PostgreSQL (DATABASE_URL is set). Back it up with PostgreSQL's own tools:",
    '  pg_dump --format=custom --file=throughline.dump "$DATABASE_URL"',
    "Restore into an empty database with:",
    '  pg_restore --dbname="$DATABASE_URL" throughline.dump',
  )

const source = resolve(dataDir, DATABASE_FILE)
if (!existsSync(source)) fail(`There is no database at ${source}. DATA_DIR names the folder of the data.`)

const stamp = new Date().toISOString().replace(/\.\d+/, "").replaceAll(":", "-")
const target = resolve(process.argv[2] ?? join(dataDir, "backups", `throughline-${stamp}.sqlite`))
if (existsSync(target)) fail(`${target} is there already. A backup never overwrites.`)
mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
copy(source, target)

say(`${target}: ${megabytes(target)}, complete and checked.`)
say("To restore: stop the server, put the old files aside, copy this one into their place, start the server:")
say(`  mkdir "${join(resolve(dataDir), "old")}" && mv "${source}"* "${join(resolve(dataDir), "old")}"`)
say(`  cp "${target}" "${source}"`)
say("The key that signs checkpoints of the ledger is not in the database: keep a copy of it somewhere else.")
