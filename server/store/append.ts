/**
 * One durable transaction for a group of appends: read the heads, decide each append against them, write all rows of
 * those that fit. A conflict or a mistake of one call leaves the others alone.
 */
import type { Transaction } from "kysely"
import type { BoardId } from "../../shared/ids.ts"
import type { Instant } from "../../shared/time.ts"
import type { Call, Outcome } from "./group-commit.ts"
import type { Db, Tables } from "./schema.ts"
import type { AppendTable, Row, Statements } from "./statements.ts"
import { type Append, type AppendResult, type Checkpoint, type Head, StoreError } from "./store.ts"
import { blamesRows, toStoreError } from "./store-error.ts"

type Rows = Readonly<Record<Exclude<AppendTable, "checkpoint">, Row[]>> & { readonly checkpoint: Checkpoint[] }

/** Engines limit them; far fewer are usual. */
const PARAMETERS = 500

interface Plan {
  readonly heads: Map<BoardId, Head>
  readonly moved: Map<BoardId, Head>
  readonly rows: Rows
  readonly alarms: Map<BoardId, Instant | null>
  readonly ended: Map<BoardId, number[]>
  readonly typed: TypedRow[]
}

type TypedRow = NonNullable<Append["typed"]>[number] & { readonly board: BoardId }

export async function commitGroup(db: Db, statements: Statements, calls: readonly Call[]): Promise<readonly Outcome[]> {
  try {
    return await db.transaction().execute((transaction) => writeGroup(transaction, statements, calls))
  } catch (error) {
    if (!blamesRows(error) || calls.length === 1) {
      const failure = toStoreError(error)
      return calls.map(() => failure)
    }
    // The rows of one call broke a rule of the database: alone, each call answers for itself.
    const outcomes: Outcome[] = []
    for (const call of calls) outcomes.push(...(await commitGroup(db, statements, [call])))
    return outcomes
  }
}

/** The first commit of a board, in the transaction that makes the board. */
export async function writeFirst(
  transaction: Transaction<Tables>,
  statements: Statements,
  commit: Append,
): Promise<void> {
  const [outcome] = await writeGroup(transaction, statements, [[commit]])
  if (outcome instanceof StoreError) throw outcome
  if (outcome?.[0]?.ok !== true)
    throw new StoreError("broken", `Board ${commit.board} does not begin at the beginning.`)
}

async function writeGroup(
  transaction: Transaction<Tables>,
  statements: Statements,
  calls: readonly Call[],
): Promise<readonly Outcome[]> {
  const boards = [...new Set(calls.flatMap((call) => call.map(({ board }) => board)))].sort()
  const heads = new Map<BoardId, Head>()
  for (const query of statements.heads(boards))
    for (const { board, position, seq, hash } of (await transaction.executeQuery<Tables["head"]>(query)).rows)
      heads.set(board, { position, seq, hash })

  const rows: Rows = { update: [], entry: [], words: [], command: [], client: [], checkpoint: [], refusal: [] }
  const moved = new Map<BoardId, Head>()
  const alarms = new Map<BoardId, Instant | null>()
  const ended = new Map<BoardId, number[]>()
  const typed: TypedRow[] = []
  const outcomes = calls.map((call) => planCall(call, { heads, moved, rows, alarms, ended, typed }))
  if (moved.size === 0) return outcomes

  const checkpoints = await newCheckpoints(transaction, rows.checkpoint)
  for (const query of [
    ...statements.moveHeads([...moved].map(([board, { position, seq, hash }]) => [board, position, seq, hash])),
    ...statements.insert("update", rows.update),
    ...statements.insert("entry", rows.entry),
    ...statements.insert("words", rows.words),
    ...statements.insert("command", rows.command),
    ...statements.insert("client", rows.client),
    ...statements.insert("checkpoint", checkpoints),
    ...statements.insert("refusal", rows.refusal),
  ])
    await transaction.executeQuery(query)
  for (const [board, at] of alarms) await setAlarm(transaction, board, at)
  for (const [board, numbers] of ended) await endRefusals(transaction, board, numbers)
  for (const words of typed) await setTyped(transaction, words)
  return outcomes
}

/** Nothing of a call is planned before all of it was looked at: a mistake in one append stops the whole call. */
function planCall(call: Call, { heads, moved, rows, alarms, ended, typed }: Plan): Outcome {
  const ahead = new Map<BoardId, Head>()
  const planned: (readonly [Append, number])[] = []
  const results: AppendResult[] = []
  for (const append of call) {
    const head = ahead.get(append.board) ?? heads.get(append.board)
    if (head === undefined) return new StoreError("broken", `There is no board ${append.board}.`)
    if (head.position !== append.expectPosition) {
      results.push({ ok: false, conflict: true, head })
      continue
    }
    const mistake = mistakeIn(append, head)
    if (mistake !== undefined) return new StoreError("broken", mistake)
    const { seq, hash } = append.entries.at(-1) ?? head
    const position = head.position + 1
    ahead.set(append.board, { position, seq, hash })
    planned.push([append, position])
    results.push({ ok: true, position })
  }
  for (const [board, head] of ahead) {
    heads.set(board, head)
    moved.set(board, head)
  }
  for (const [append, position] of planned) {
    planRows(append, position, rows)
    if (append.nextAlarmAt !== undefined) alarms.set(append.board, append.nextAlarmAt)
    for (const words of append.typed ?? []) typed.push({ board: append.board, ...words })
    const numbers = append.endedRefusals ?? []
    if (numbers.length > 0) ended.set(append.board, [...(ended.get(append.board) ?? []), ...numbers])
  }
  return results
}

function mistakeIn(append: Append, head: Head): string | undefined {
  let { seq, hash } = head
  for (const entry of append.entries) {
    if (entry.board !== append.board) return `An entry of board ${entry.board} came in an append to ${append.board}.`
    if (entry.seq !== seq + 1) return `Entry ${entry.seq} does not follow entry ${seq} of board ${append.board}.`
    if (seq > 0 && entry.prevHash !== hash) return `Entry ${entry.seq} of board ${append.board} breaks the chain.`
    ;({ seq, hash } = entry)
  }
  return undefined
}

function planRows(append: Append, position: number, rows: Rows): void {
  const { board } = append
  for (const { doc, bytes } of append.updates) rows.update.push([board, doc, position, bytes])
  for (const entry of append.entries) {
    const { seq, at, kind, actor, card, body, prevHash, hash, words, salt } = entry
    rows.entry.push([board, seq, at, kind, actor, card, body, prevHash, hash])
    if (salt !== null) rows.words.push([board, seq, salt, words])
  }
  for (const { id, seq } of append.commandIds) rows.command.push([board, id, seq])
  for (const { clientId, actor } of append.clientIds) rows.client.push([board, clientId, actor])
  if (append.checkpoint !== undefined) rows.checkpoint.push(append.checkpoint)
  for (const { no, actor, at, body } of append.refusals ?? []) rows.refusal.push([board, no, actor, at, body])
}

async function setAlarm(transaction: Transaction<Tables>, board: BoardId, at: Instant | null): Promise<void> {
  if (at === null) {
    await transaction.deleteFrom("alarm").where("board", "=", board).execute()
    return
  }
  const row = transaction.insertInto("alarm").values({ board, at })
  await row.onConflict((conflict) => conflict.column("board").doUpdateSet({ at })).execute()
}

async function setTyped(transaction: Transaction<Tables>, { board, text, actor }: TypedRow): Promise<void> {
  if (actor === null) {
    await transaction.deleteFrom("typed").where("board", "=", board).where("text", "=", text).execute()
    return
  }
  const row = transaction.insertInto("typed").values({ board, text, actor })
  await row.onConflict((conflict) => conflict.columns(["board", "text"]).doUpdateSet({ actor })).execute()
}

async function endRefusals(
  transaction: Transaction<Tables>,
  board: BoardId,
  numbers: readonly number[],
): Promise<void> {
  for (let from = 0; from < numbers.length; from += PARAMETERS) {
    const some = numbers.slice(from, from + PARAMETERS)
    await transaction.deleteFrom("refusal").where("board", "=", board).where("no", "in", some).execute()
  }
}

/** The same head may be signed again (after a restart); the first signature stays. */
async function newCheckpoints(
  transaction: Transaction<Tables>,
  checkpoints: readonly Checkpoint[],
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const { board, seq, hash, at, keyId, signature } of checkpoints) {
    const query = transaction.selectFrom("checkpoint").select("seq").where("board", "=", board)
    const known = await query.where("seq", "=", seq).where("keyId", "=", keyId).executeTakeFirst()
    if (known === undefined) rows.push([board, seq, hash, at, keyId, signature])
  }
  return rows
}
