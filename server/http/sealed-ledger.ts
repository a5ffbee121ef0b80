/**
 * A board's ledger to take away and check elsewhere: the sealed rows as they are stored, one JSON object a line, with the
 * checkpoints and the stored document, all of one moment.
 */
import { Readable } from "node:stream"
import type { BoardRow, Journal, LoadedBoard } from "../store/store.ts"
import type { Parts } from "./parts.ts"
import { refuse } from "./problem.ts"
import { createReadings } from "./readings.ts"
import { type Route, route } from "./route.ts"

const PAGE = 1_000
/** A minute and person. */
const EXPORTS = 20

export function sealedLedgerRoutes({ store }: Parts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/boards/:id/ledger.jsonl",
      access: "ledger.export",
      summary: "The sealed ledger for `throughline verify --file`: what it is, entries, checkpoints, the document",
      answerType: "application/x-ndjson",
      readings: createReadings(EXPORTS),
      async handle({ on, reply }) {
        const loaded = await store.journal.load(on.board.id)
        if (!loaded) return refuse("not-found")
        reply.type("application/x-ndjson; charset=utf-8")
        reply.header("content-disposition", `attachment; filename="ledger-${on.board.id}.jsonl"`)
        return Readable.from(linesOf(store.journal, on.board, loaded))
      },
    }),
  ]
}

/** The document was read at the head; the ledger only grows, so up to the head it is of the same moment. */
async function* linesOf(journal: Journal, { id, name }: BoardRow, { head, doc }: LoadedBoard): AsyncGenerator<string> {
  const { seq, hash } = head
  yield line({ format: "throughline-ledger", version: 1, board: id, name, head: { seq, hash } })
  for (let since = 0; since < seq; ) {
    const page = await journal.readEntries(id, { since, before: seq + 1, limit: PAGE })
    yield page.map(({ board: _, ...entry }) => line({ entry })).join("")
    since = page.at(-1)?.seq ?? seq
  }
  for (const checkpoint of await journal.readCheckpoints(id)) if (checkpoint.seq <= seq) yield line({ checkpoint })
  yield line({ document: { snapshot: doc.snapshot ? base64(doc.snapshot) : null, updates: doc.updates.map(base64) } })
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64")
