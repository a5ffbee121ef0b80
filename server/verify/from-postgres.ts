/** A ledger in PostgreSQL, read in one read-only transaction. */
import pg from "pg"
import { BOARDS, ENTRIES, type Listed } from "./rows.ts"
import { type LedgerSource, type StoredCheckpoint, type StoredEntry, type StoredLedger, Unreadable } from "./source.ts"

const PAGE = 5_000

export async function openPostgresSource(url: string): Promise<LedgerSource> {
  const client = new pg.Client({ connectionString: url, types: { getTypeParser: parserOf } })
  // A lost connection is told by the query that fails; without a listener the event would end the process.
  client.on("error", () => undefined)
  try {
    await client.connect()
    await client.query("begin transaction isolation level repeatable read read only")
    await client.query('select 1 from "entry" limit 1')
  } catch (error) {
    await client.end()
    throw new Unreadable(`The database cannot be read: ${(error as Error).message}`)
  }
  return {
    async *ledgers(board) {
      for (const { id, name } of (await client.query<Listed>(BOARDS)).rows)
        if (board === undefined || board === id) yield await ledgerOf(client, id, name)
    },
    close: () => client.end(),
  }
}

async function ledgerOf(client: pg.Client, board: string, name: string | null): Promise<StoredLedger> {
  const all = async <T extends pg.QueryResultRow>(text: string, ...more: readonly unknown[]) =>
    (await client.query<T>(text, [board, ...more])).rows
  const bytesOf = async (table: string) => {
    const text = `select "bytes" from "${table}" where "board" = $1 and "doc" = '' order by "position"`
    return (await all<{ bytes: Uint8Array }>(text)).map(({ bytes }) => bytes)
  }
  return {
    ...{ board, name },
    head: (await all<{ seq: number; hash: string }>('select "seq", "hash" from "head" where "board" = $1'))[0],
    checkpoints: await all<StoredCheckpoint>('select * from "checkpoint" where "board" = $1 order by "seq"'),
    async *entries() {
      for (let last: number | null = null; ; ) {
        const page: StoredEntry[] = await all<StoredEntry>(
          `${ENTRIES} where e."board" = $1 and ($2::bigint is null or e."seq" > $2) order by e."seq" limit ${PAGE}`,
          last,
        )
        yield* page
        if (page.length < PAGE) return
        last = page.at(-1)?.seq ?? null
      }
    },
    document: async () => ({ snapshot: (await bytesOf("snapshot"))[0], updates: await bytesOf("update") }),
  }
}

/** Numbers of 64 bits come as text otherwise. */
function parserOf(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  return oid === pg.types.builtins.INT8 ? Number : (pg.types.getTypeParser(oid, format) as (value: string) => unknown)
}
