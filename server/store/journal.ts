/** The append-only part over the query layer: loading, appending in groups, reading the ledger, erasing words, compacting. */
import { sql, type Transaction } from "kysely"
import type { ActorId, BoardId } from "../../shared/ids.ts"
import type { SealedEntry } from "../../shared/model/entry.ts"
import { GROUPS } from "../../shared/model/kind-groups.ts"
import { commitGroup } from "./append.ts"
import { GroupCommit } from "./group-commit.ts"
import type { Db, Engine, Tables } from "./schema.ts"
import { Statements } from "./statements.ts"
import {
  type Append,
  type AppendResult,
  BOARD_DOC,
  type Checkpoint,
  type EntryQuery,
  type Erasable,
  type FoldRow,
  type Journal,
  type LoadedBoard,
  type RefusalRow,
  type StoredDoc,
} from "./store.ts"

const MAX_ENTRIES = 5000
const ERASED_AT_ONCE = 500

export class SqlJournal implements Journal {
  readonly #db: Db
  readonly #commits: GroupCommit
  /** Makes erased words unreadable on the disk too. */
  readonly #scrub: () => Promise<void>

  constructor(db: Db, engine: Engine, scrub: () => Promise<void>) {
    const statements = new Statements(db, engine)
    this.#db = db
    this.#commits = new GroupCommit((calls) => commitGroup(db, statements, calls))
    this.#scrub = scrub
  }

  idle(): Promise<void> {
    return this.#commits.idle()
  }

  load(board: BoardId): Promise<LoadedBoard | undefined> {
    return this.#snapshot(async (db) => {
      const head = await db
        .selectFrom("head")
        .select(["position", "seq", "hash"])
        .where("board", "=", board)
        .executeTakeFirst()
      if (head === undefined) return undefined
      const clients = db.selectFrom("client").select(["clientId", "actor"]).where("board", "=", board)
      const clientIds = await clients.orderBy("clientId").execute()
      return { head, doc: await readDoc(db, board, BOARD_DOC), clientIds }
    })
  }

  loadDoc(board: BoardId, doc: string): Promise<StoredDoc> {
    return this.#snapshot((db) => readDoc(db, board, doc))
  }

  async listDocs(board: BoardId): Promise<readonly string[]> {
    // Jumps from name to name: reading every update only to name its document would read the whole board.
    const { rows } = await sql<{ doc: string }>`
      with recursive named (doc) as (
        select min(doc) from "update" where board = ${board}
        union all
        select (select min(doc) from "update" where board = ${board} and doc > named.doc) from named where named.doc is not null
      )
      select doc from named where doc is not null
      union
      select doc from snapshot where board = ${board}
      order by doc`.execute(this.#db)
    return rows.map(({ doc }) => doc)
  }

  append(appends: readonly Append[]): Promise<readonly AppendResult[]> {
    return this.#commits.append(appends)
  }

  async findCommand(board: BoardId, commandId: string): Promise<number | undefined> {
    const query = this.#db.selectFrom("command").select("seq").where("board", "=", board)
    return (await query.where("id", "=", commandId).executeTakeFirst())?.seq
  }

  async readEntries(board: BoardId, query: EntryQuery): Promise<readonly SealedEntry[]> {
    if (query.kinds?.length === 0) return []
    let select = this.#db
      .selectFrom("entry")
      .leftJoin("words", (join) => join.onRef("words.board", "=", "entry.board").onRef("words.seq", "=", "entry.seq"))
      .selectAll("entry")
      .select(["words.words", "words.salt"])
      .where("entry.board", "=", board)
      .orderBy("entry.seq", query.newestFirst === true ? "desc" : "asc")
      .limit(Math.max(0, Math.min(query.limit, MAX_ENTRIES)))
    if (query.since !== undefined) select = select.where("entry.seq", ">", query.since)
    if (query.before !== undefined) select = select.where("entry.seq", "<", query.before)
    if (query.card !== undefined) select = select.where("entry.card", "=", query.card)
    if (query.kinds !== undefined) select = select.where("entry.kind", "in", [...query.kinds])
    if (query.actor !== undefined) select = select.where("entry.actor", "=", query.actor as ActorId)
    if (query.about !== undefined) {
      const { has, without } = GROUPS[query.about]
      // No kind has a character that LIKE reads as a wildcard.
      const like = (pattern: string) => pattern.replace("*", "%")
      select = select.where((eb) => eb.or(has.map((pattern) => eb("entry.kind", "like", like(pattern)))))
      for (const pattern of without) select = select.where("entry.kind", "not like", like(pattern))
    }
    return select.execute()
  }

  listAlarms(): Promise<readonly { readonly board: BoardId; readonly at: number }[]> {
    return this.#db.selectFrom("alarm").selectAll().execute()
  }

  readCheckpoints(board: BoardId): Promise<readonly Checkpoint[]> {
    const all = this.#db.selectFrom("checkpoint").selectAll().where("board", "=", board)
    return all.orderBy("seq").orderBy("at").execute()
  }

  listTyped(board: BoardId): Promise<readonly { readonly text: string; readonly actor: ActorId }[]> {
    const all = this.#db.selectFrom("typed").select(["text", "actor"]).where("board", "=", board)
    return all.orderBy("text").execute()
  }

  listRefusals(
    board: BoardId,
  ): Promise<readonly { readonly no: number; readonly actor: ActorId; readonly chars: number }[]> {
    const all = this.#db.selectFrom("refusal").where("board", "=", board).orderBy("no")
    return all.select(["no", "actor", sql<number>`length(body)`.as("chars")]).execute()
  }

  readRefusals(board: BoardId, actor: ActorId): Promise<readonly RefusalRow[]> {
    const all = this.#db.selectFrom("refusal").select(["no", "actor", "at", "body"]).where("board", "=", board)
    return all.where("actor", "=", actor).orderBy("no").execute()
  }

  loadFold(board: BoardId): Promise<FoldRow | undefined> {
    const query = this.#db.selectFrom("fold").select(["seq", "version", "body", "signature"])
    return query.where("board", "=", board).executeTakeFirst()
  }

  async keepFold(board: BoardId, row: FoldRow): Promise<void> {
    const insert = this.#db.insertInto("fold").values({ board, ...row })
    await insert.onConflict((conflict) => conflict.column("board").doUpdateSet(row)).execute()
  }

  async eraseWords(board: BoardId, { entries, person }: Erasable): Promise<number> {
    await this.#db.deleteFrom("fold").where("board", "=", board).execute()
    let erased = 0
    for (let from = 0; from < entries.length; from += ERASED_AT_ONCE)
      erased += await this.#empty(board, entries.slice(from, from + ERASED_AT_ONCE))
    if (person) {
      await this.#db.deleteFrom("refusal").where("board", "=", board).where("actor", "=", person.actor).execute()
      for (let since = 0; ; ) {
        const slice = await this.#withWords(board, { ...person, since })
        erased += await this.#empty(board, slice)
        if (slice.length < ERASED_AT_ONCE) break
        since = slice.at(-1) ?? since
      }
    }
    await this.#scrub()
    return erased
  }

  async #withWords(
    board: BoardId,
    { actor, since, before }: { actor: ActorId; since: number; before: number },
  ): Promise<readonly number[]> {
    const found = await this.#db
      .selectFrom("entry")
      .innerJoin("words", (join) => join.onRef("words.board", "=", "entry.board").onRef("words.seq", "=", "entry.seq"))
      .select("entry.seq")
      .where("entry.board", "=", board)
      .where("entry.actor", "=", actor)
      .where("entry.seq", ">", since)
      .where("entry.seq", "<", before)
      .where("words.words", "is not", null)
      .orderBy("entry.seq")
      .limit(ERASED_AT_ONCE)
      .execute()
    return found.map(({ seq }) => seq)
  }

  async #empty(board: BoardId, entries: readonly number[]): Promise<number> {
    if (entries.length === 0) return 0
    const { numUpdatedRows } = await this.#db
      .updateTable("words")
      // The salt goes too: with it a short sentence could be guessed and confirmed by its hash.
      .set({ words: null, salt: "" })
      .where("board", "=", board)
      .where("seq", "in", [...entries])
      .where("words", "is not", null)
      .executeTakeFirstOrThrow()
    return Number(numUpdatedRows)
  }

  async compact(board: BoardId, doc: string, position: number, snapshot: Uint8Array): Promise<void> {
    await this.#db.transaction().execute(async (db) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("snapshot")
        .values({ board, doc, position, bytes: snapshot })
        .onConflict((conflict) =>
          conflict
            .columns(["board", "doc"])
            .doUpdateSet(({ ref }) => ({ position: ref("excluded.position"), bytes: ref("excluded.bytes") }))
            .whereRef("excluded.position", ">=", "snapshot.position"),
        )
        .executeTakeFirstOrThrow()
      if (numInsertedOrUpdatedRows === 0n) return
      const covered = db.deleteFrom("update").where("board", "=", board).where("doc", "=", doc)
      await covered.where("position", "<=", position).execute()
    })
  }

  /** Several reads of one moment. */
  #snapshot<T>(read: (db: Transaction<Tables>) => Promise<T>): Promise<T> {
    return this.#db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(read)
  }
}

async function readDoc(db: Db, board: BoardId, doc: string): Promise<StoredDoc> {
  const snapshots = db.selectFrom("snapshot").select(["position", "bytes"]).where("board", "=", board)
  const snapshot = await snapshots.where("doc", "=", doc).executeTakeFirst()
  const updates = db.selectFrom("update").select(["position", "bytes"]).where("board", "=", board)
  const after = await updates.where("doc", "=", doc).orderBy("position").execute()
  return {
    snapshot: snapshot?.bytes,
    updates: after.map(({ bytes }) => bytes),
    position: after.at(-1)?.position ?? snapshot?.position ?? 0,
  }
}
