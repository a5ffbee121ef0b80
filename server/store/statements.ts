/**
 * Statements of the hot path, compiled once per shape (table and number of rows) instead of once per commit.
 * The text comes from the query layer, so both engines get their own dialect of the same statement.
 */
import { CompiledQuery, sql } from "kysely"
import type { Db, Engine, Tables } from "./schema.ts"

/** Longer lists are cut: engines limit parameters, and every length is a statement of its own. */
const MAX_ROWS = 64

const APPEND_COLUMNS = {
  update: ["board", "doc", "position", "bytes"],
  entry: ["board", "seq", "at", "kind", "actor", "card", "body", "prevHash", "hash"],
  words: ["board", "seq", "salt", "words"],
  command: ["board", "id", "seq"],
  client: ["board", "clientId", "actor"],
  checkpoint: ["board", "seq", "hash", "at", "keyId", "signature"],
  refusal: ["board", "no", "actor", "at", "body"],
} as const satisfies { readonly [T in keyof Tables]?: readonly (keyof Tables[T])[] }

export type AppendTable = keyof typeof APPEND_COLUMNS
/** Values in the order of the table's columns. */
export type Row = readonly unknown[]

export class Statements {
  readonly #db: Db
  readonly #engine: Engine
  readonly #texts = new Map<string, string>()

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
  }

  insert(table: AppendTable, rows: readonly Row[]): readonly CompiledQuery[] {
    return inChunks(rows, (chunk) =>
      this.#fill(`${table} ${chunk.length}`, chunk.flat(), () => this.#compileInsert(table, chunk.length)),
    )
  }

  /** Reads heads and, in PostgreSQL, locks them in one order for all; SQLite's write transaction has locked everything. */
  heads(boards: readonly string[]): readonly CompiledQuery[] {
    return inChunks(boards, (chunk) =>
      this.#fill(`heads ${chunk.length}`, chunk, () => {
        const query = this.#db
          .selectFrom("head")
          .selectAll()
          .where("board", "in", chunk as never[])
          .orderBy("board")
        return (this.#engine === "postgres" ? query.forUpdate() : query).compile().sql
      }),
    )
  }

  /** Rows of board, position, seq, hash. */
  moveHeads(rows: readonly Row[]): readonly CompiledQuery[] {
    return inChunks(rows, (chunk) =>
      this.#fill(`move ${chunk.length}`, chunk.flat(), () => {
        const row = sql`select cast(${""} as text) as board, cast(${0} as bigint) as position, cast(${0} as bigint) as seq, cast(${""} as text) as hash`
        const next = sql.join(Array(chunk.length).fill(row), sql` union all `)
        return sql`update head set position = next.position, seq = next.seq, hash = next.hash from (${next}) as next where head.board = next.board`.compile(
          this.#db,
        ).sql
      }),
    )
  }

  #compileInsert(table: AppendTable, count: number): string {
    const row = Object.fromEntries(APPEND_COLUMNS[table].map((column) => [column, ""]))
    const query = this.#db.insertInto(table).values(Array(count).fill(row) as never[])
    // A client id stays with whoever used it first.
    return (table === "client" ? query.onConflict((conflict) => conflict.doNothing()) : query).compile().sql
  }

  #fill(shape: string, values: readonly unknown[], compile: () => string): CompiledQuery {
    const text = this.#texts.get(shape) ?? compile()
    this.#texts.set(shape, text)
    return CompiledQuery.raw(text, [...values])
  }
}

function inChunks<T>(items: readonly T[], make: (chunk: readonly T[]) => CompiledQuery): readonly CompiledQuery[] {
  const queries: CompiledQuery[] = []
  for (let start = 0; start < items.length; start += MAX_ROWS) queries.push(make(items.slice(start, start + MAX_ROWS)))
  return queries
}
