/**
 * Where else the ledger repeats words that are to be erased: a comment in its edits, a decision or an action in the record of
 * its huddle. Read in pages; the relay goes on between them.
 */
import type { ActorId, BoardId } from "../../shared/ids.ts"
import type { Entry, SealedEntry } from "../../shared/model/entry.ts"
import type { EntryQuery, Journal } from "../store/store.ts"

const PAGE = 1_000
const RECORD = "huddle.closed"

type Ledger = Pick<Journal, "readEntries">

/** The numbers of all entries that go with one: itself among them. */
export async function wordsBeside(ledger: Ledger, entry: SealedEntry): Promise<readonly number[]> {
  const { board, seq, card, kind } = entry
  const data = dataOf(entry)
  const comment = kind === "comment.added" ? seq : kind === "comment.edited" ? Number(data.comment) : undefined
  if (comment !== undefined) {
    const asked = { kinds: ["comment.edited"], ...(card === null ? {} : { card }), since: comment }
    const edits = await seqsWhere(ledger, board, asked, (edit) => dataOf(edit).comment === comment)
    return [comment, ...edits]
  }
  const said = saidIn(entry)
  return said === undefined ? [seq] : [seq, ...(await recordsOf(ledger, board, new Set([said])))]
}

/** The numbers of entries by others that repeat what a person wrote. */
export async function wordsBesideAll(ledger: Ledger, board: BoardId, actor: ActorId): Promise<readonly number[]> {
  const said = new Set<number>()
  for await (const entry of entriesOf(ledger, board, { kinds: SAID, actor })) said.add(saidIn(entry) ?? entry.seq)
  return said.size === 0 ? [] : recordsOf(ledger, board, said)
}

const SAID = ["huddle.decided", "action.added", "action.escalated"]

/** Under which number the words of an entry stand in the record of a huddle. */
const saidIn = (entry: SealedEntry): number | undefined =>
  entry.kind === "action.escalated" ? Number(dataOf(entry).action) : SAID.includes(entry.kind) ? entry.seq : undefined

const recordsOf = (ledger: Ledger, board: BoardId, said: ReadonlySet<number>): Promise<readonly number[]> =>
  seqsWhere(ledger, board, { kinds: [RECORD] }, (record) => {
    const { decisions, actions, escalated } = dataOf(record)
    return [decisions, actions, escalated].some(
      (lines) => Array.isArray(lines) && lines.some((line) => said.has(Number((line as { seq?: unknown }).seq))),
    )
  })

const dataOf = ({ body }: SealedEntry) => (JSON.parse(body) as Entry).data ?? {}

async function seqsWhere(
  ledger: Ledger,
  board: BoardId,
  query: Omit<EntryQuery, "limit">,
  isMeant: (entry: SealedEntry) => boolean,
): Promise<readonly number[]> {
  const found: number[] = []
  for await (const entry of entriesOf(ledger, board, query)) if (isMeant(entry)) found.push(entry.seq)
  return found
}

async function* entriesOf(
  ledger: Ledger,
  board: BoardId,
  query: Omit<EntryQuery, "limit">,
): AsyncGenerator<SealedEntry> {
  for (let since = query.since ?? 0; ; ) {
    const page = await ledger.readEntries(board, { ...query, since, limit: PAGE })
    yield* page
    if (page.length < PAGE) return
    since = page.at(-1)?.seq ?? since
  }
}
