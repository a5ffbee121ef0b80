/** The command line of `throughline verify`. */
import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { parseArgs } from "node:util"
import { type Keys, readKeys, readSavedHeads, refuseForgeries, type SavedHead } from "./checkpoints.ts"
import { openFileSource } from "./from-file.ts"
import { openPostgresSource } from "./from-postgres.ts"
import { openSqliteSource } from "./from-sqlite.ts"
import { type LedgerSource, Unreadable } from "./source.ts"

export interface Options {
  readonly isHelp: boolean
  readonly isJson: boolean
  readonly isReplay: boolean
  readonly board: string | undefined
  readonly keys: Keys | undefined
  /** True when nobody named the key, and the one beside the data is used. */
  readonly isKeyFoundBeside: boolean
  readonly saved: readonly SavedHead[]
  open(): Promise<LedgerSource>
}

type Environment = Readonly<Record<string, string | undefined>>

const text = { type: "string" } as const
const texts = { type: "string", multiple: true } as const
const flag = { type: "boolean", default: false } as const
const ACCEPTED = {
  ...{ db: text, "database-url": text, file: text, board: text, key: texts, checkpoint: text },
  ...{ replay: flag, json: flag, help: flag },
} as const

export function readOptions(args: readonly string[], env: Environment): Options {
  const values = parse(args)
  const named = [values.db, values["database-url"], values.file].filter((value) => value !== undefined)
  if (named.length > 1) throw new Unreadable("Only one of --db, --database-url and --file can be checked at a time.")
  const dataDir = env.DATA_DIR || "data"
  const url = values["database-url"] ?? (named.length === 0 ? env.DATABASE_URL || undefined : undefined)
  const path = values.file ?? values.db ?? join(dataDir, "throughline.sqlite")
  const beside = [join(url === undefined ? dirname(path) : dataDir, KEY_FILE), join(dataDir, KEY_FILE)].find(existsSync)
  const keyFiles = values.key ?? (beside === undefined ? [] : [beside])
  const keys = keyFiles.length === 0 ? undefined : readKeys(keyFiles.map(read))
  const saved = values.checkpoint === undefined ? [] : readSavedHeads(read(values.checkpoint))
  refuseForgeries(saved, keys)
  return {
    ...{ isHelp: values.help, isJson: values.json, isReplay: values.replay, board: values.board },
    ...{ keys, saved },
    isKeyFoundBeside: values.key === undefined,
    async open() {
      if (url !== undefined) return openPostgresSource(url)
      return values.file === undefined ? openSqliteSource(path) : openFileSource(path)
    },
  }
}

const KEY_FILE = "ledger.pub.pem"

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: ACCEPTED, strict: true }).values
  } catch (error) {
    throw new Unreadable(`${(error as Error).message} (--help says what there is.)`)
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8")
  } catch {
    throw new Unreadable(`There is no file ${path} that can be read.`)
  }
}
