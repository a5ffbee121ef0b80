/** Counts the commits in SQLite's write-ahead log: the file tells, whatever the code says. https://sqlite.org/fileformat.html#walformat */
import { readFileSync } from "node:fs"

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

export function commitsInLog(path: string): number {
  const log = readFileSync(`${path}-wal`)
  const pageBytes = log.readUInt32BE(8)
  const salts = log.subarray(16, 24)
  let commits = 0
  for (let at = HEADER_BYTES; at + FRAME_HEADER_BYTES <= log.length; at += FRAME_HEADER_BYTES + pageBytes) {
    // Frames of an older round of the log carry other salts.
    if (!log.subarray(at + 8, at + 16).equals(salts)) break
    if (log.readUInt32BE(at + 4) !== 0) commits++
  }
  return commits
}
