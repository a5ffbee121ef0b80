/** A consistent copy of a SQLite file while others write: one read transaction sees one moment, compacted on the way. */
import { closeSync, fsyncSync, openSync, rmSync } from "node:fs"
import { dirname } from "node:path"
import { openDatabase } from "./sqlite-database.ts"

/** Blocks its thread for as long as the copy takes. Refuses to overwrite; leaves nothing behind when it fails. */
export function copyDatabaseSync(from: string, to: string): void {
  // `vacuum into` accepts an empty file: made here it is ours alone from its first byte.
  closeSync(openSync(to, "wx", 0o600))
  try {
    const database = openDatabase(from, { readOnly: true })
    try {
      database.prepare("vacuum into ?").run(to)
    } finally {
      database.close()
    }
    checkIntegrity(to)
    flush(to)
    flush(dirname(to))
  } catch (error) {
    rmSync(to, { force: true })
    throw error
  }
}

function checkIntegrity(path: string): void {
  const database = openDatabase(path, { readOnly: true })
  try {
    const rows = database.prepare("pragma integrity_check").all() as { integrity_check: string }[]
    const problems = rows.map((row) => row.integrity_check).filter((text) => text !== "ok")
    if (problems.length > 0) throw new Error(`The copy is damaged: ${problems.slice(0, 3).join("; ")}`)
  } finally {
    database.close()
  }
}

function flush(path: string): void {
  const file = openSync(path, "r")
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
