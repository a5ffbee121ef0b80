/** What went wrong in an engine, in the three kinds that callers act on. */
import { StoreError, type StoreErrorKind } from "./store.ts"

/** SQLite's primary result codes; the extended code's low byte. https://sqlite.org/rescode.html */
const SQLITE_KINDS: Readonly<Record<number, StoreErrorKind>> = { 5: "unavailable", 6: "unavailable", 13: "full" }
/**
 * SQLite says `full` only for ENOSPC. A used-up quota (EDQUOT), the largest size that a file may have (EFBIG) and a device
 * that takes nothing (EIO) all come as a failed write; growing the shared-memory file of the write-ahead log has a code of
 * its own. None of them is the fault of what was to be written.
 */
const SQLITE_IOERR_WRITE = 778
const SQLITE_IOERR_SHMSIZE = 4874
const SQLITE_NO_ROOM: ReadonlySet<number> = new Set([SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE])

/** Node's and PostgreSQL's codes. https://www.postgresql.org/docs/15/errcodes-appendix.html */
const CODE_KINDS: readonly (readonly [RegExp, StoreErrorKind])[] = [
  [/^(ENOSPC|EDQUOT|53100)$/, "full"],
  [/^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/, "unavailable"],
  // Connection lost, too few resources, shutting down, read-only standby, deadlock or serialization: a later try may pass.
  [/^(08...|53...|57P0.|57014|25006|40...|55P03|28...|3D000)$/, "unavailable"],
]
/** pg and the query layer report these without a code. */
const LOST_CONNECTION =
  /connection terminated|timeout (exceeded|expired)|query read timeout|not queryable|connection ended|cannot use a pool|already been destroyed/i

/** SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH. */
const SQLITE_BLAMES_ROWS: ReadonlySet<number> = new Set([18, 19, 20])
/** Data exceptions (such as a null character in a text) and broken constraints. */
const POSTGRES_BLAMES_ROWS = /^2[23]...$/

export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const { message, code, errcode } = error as { message?: string; code?: unknown; errcode?: unknown }
  const text = message ?? String(error)
  if (typeof errcode === "number") {
    const kind = SQLITE_NO_ROOM.has(errcode) ? "full" : SQLITE_KINDS[errcode & 0xff]
    return new StoreError(kind ?? "broken", `SQLite: ${text} (${errcode})`)
  }
  const kind = CODE_KINDS.find(([pattern]) => typeof code === "string" && pattern.test(code))?.[1]
  return new StoreError(kind ?? (LOST_CONNECTION.test(text) ? "unavailable" : "broken"), text)
}

/** Whether the values caused it (a constraint, a wrong type) and not the engine: the same commit without them may pass. */
export function blamesRows(error: unknown): boolean {
  if (error instanceof TypeError) return true
  const { code, errcode } = error as { code?: unknown; errcode?: unknown }
  if (typeof errcode === "number") return SQLITE_BLAMES_ROWS.has(errcode & 0xff)
  return typeof code === "string" && POSTGRES_BLAMES_ROWS.test(code)
}
