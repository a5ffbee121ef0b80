/**
 * Boards with a past in a real store, and a hand that reaches behind the store's back: it damages a record, as a bad disk
 * does, and brings it back, as a repair does.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "vitest"
import * as Y from "yjs"
import { DATABASE_FILE, openStore } from "../../../server/store/open-store.ts"
import { openDatabase } from "../../../server/store/sqlite-database.ts"
import type { Store } from "../../../server/store/store.ts"
import { TEXT_ROOT } from "../../../shared/doc/layout.ts"
import type { StoredDamage } from "../../../shared/model/damage.ts"
import { RawClient } from "../../support/raw-client.ts"
import { startServer, type TestServer } from "../../support/server.ts"

export type Value = string | number | Uint8Array
type Key = Readonly<Record<string, Value>>

/** One stored value: where it stands, and what it holds. */
export interface Cell {
  readonly table: string
  readonly column: string
  readonly key: Key
  readonly value: Value
}

export interface Whole {
  readonly damage?: StoredDamage
  readonly seq: number
  readonly view: { readonly cards: Record<string, Record<string, unknown>> }
}

export interface Played {
  readonly board: string
  /** One of its cards, with comments and a long text. */
  readonly card: string
}

export interface Stage {
  readonly dataDir: string
  readonly played: readonly Played[]
  readonly server: TestServer
  /** Stops the server and starts another one on the same store. */
  restart(): Promise<void>
  client(board: string, text?: string, doc?: Y.Doc): Promise<RawClient>
  cells(board: string, table: string, column: string, where?: string): readonly Cell[]
  put(cell: Cell, value: Value): void
  /** Everything that was put is again as it was. */
  mend(): void
  whole(board: string): Promise<Whole>
  /** Asks for something harmless; the rule that refuses it, or undefined. */
  refusedBy(played: Played): Promise<string | undefined>
  close(): Promise<void>
}

const KEYS: Readonly<Record<string, readonly string[]>> = {
  update: ["board", "doc", "position"],
  snapshot: ["board", "doc"],
  entry: ["board", "seq"],
  words: ["board", "seq"],
  command: ["board", "id"],
  refusal: ["board", "no"],
  head: ["board"],
}

export async function newStage(boards: number, limits: Record<string, number> = {}): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-damage-"))
  const store = await openStore({ dataDir })
  const start = () => startServer({ dataDir, store: kept(store), config: { limits: { ...SOON, ...limits } } })
  let server = await start()
  const database = openDatabase(join(dataDir, DATABASE_FILE))
  // The database itself keeps the ledger from being changed; a disk does not ask.
  for (const trigger of ["entryUnchanged", "wordsOnlyErased"]) database.exec(`drop trigger "${trigger}"`)
  const played: Played[] = []
  const torn = new Set<Cell>()
  let asked = 0
  const stage: Stage = {
    ...{ dataDir, played },
    get server() {
      return server
    },
    async restart() {
      await server.stop()
      server = await start()
    },
    client: (board, text, doc) => {
      const url = `${server.wsUrl}/sync/${board}${text === undefined ? "" : `/${text}`}`
      return new RawClient({ url, headers: server.admin.headers, ...(doc ? { doc } : {}) }).connect()
    },
    cells(board, table, column, where = "true") {
      const names = KEYS[table]!
      const text = `select ${[...names, column].map((name) => `"${name}"`).join(", ")} from "${table}"`
      const rows = database.prepare(`${text} where board = ? and (${where}) order by ${names.map((n) => `"${n}"`)}`)
      return (rows.all(board) as unknown as Record<string, Value>[]).map((row) => ({
        ...{ table, column, value: row[column]! },
        key: Object.fromEntries(names.map((name) => [name, row[name]!])),
      }))
    },
    put(cell, value) {
      const { table, column, key } = cell
      torn.add(cell)
      const where = Object.keys(key).map((name) => `"${name}" = ?`)
      const { changes } = database
        .prepare(`update "${table}" set "${column}" = ? where ${where.join(" and ")}`)
        .run(value, ...Object.values(key))
      expect(changes).toBe(1)
    },
    mend() {
      for (const cell of torn) stage.put(cell, cell.value)
      torn.clear()
    },
    whole: async (board) => {
      const { status, body } = await server.admin.ask<Whole>("GET", `/boards/${board}`)
      expect(status).toBe(200)
      return body
    },
    async refusedBy({ board, card }) {
      const command = { id: `probe-of-${asked++}`, kind: "comment.add", card, text: "Seen" }
      const { status, body } = await server.admin.ask<{ rule?: string }>("POST", `/boards/${board}/commands`, command)
      expect([200, 409]).toContain(status)
      return body.rule
    },
    async close() {
      database.close()
      await server.stop()
      await store.close()
      rmSync(dataDir, { recursive: true })
    },
  }
  for (let n = 0; n < boards; n++) {
    const { id } = await server.createBoard(`Board ${n}`, "ward-shift")
    played.push({ board: id, card: await play(stage, id) })
  }
  return stage
}

/** Compacts and looks again soon, so that there is a snapshot with changes after it. */
const SOON = { compactUpdates: 12, heartbeatMs: 50 }

/** The store outlives the servers that come and go on it. */
const kept = (store: Store): Store => ({
  ...{ journal: store.journal, boards: store.boards, accounts: store.accounts, mail: store.mail },
  ping: () => store.ping(),
  backup: (path) => store.backup(path),
  close: async () => undefined,
})

/** Edits, promises with words, a long text, an edit that is taken back: something of everything that is stored. */
async function play(stage: Stage, board: string): Promise<string> {
  const client = await stage.client(board)
  const cards = [...client.doc.getMap<Y.Map<unknown>>("cards")]
  const [card] = cards[0]!
  for (let n = 0; n < 20; n++) {
    cards[n % cards.length]![1].set(n % 2 ? "next" : "title", `Words ${n}`)
    await client.allSaved()
    if (n % 4 === 0) await comment(stage, board, card, n)
  }
  const until = performance.now() + 10_000
  while (stage.cells(board, "snapshot", "bytes", "doc = ''").length === 0 && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 5))
  for (let n = 20; n < 26; n++) {
    cards[n % cards.length]![1].set("next", `Words ${n}`)
    await client.allSaved()
  }
  cards[0]![1].set("severity", { no: "such" })
  await client.until(() => client.frames.some(({ type }) => type === "refused"))
  client.terminate()
  const text = await stage.client(board, card)
  for (const words of ["One.", "Two.", "Three."]) {
    const paragraph = new Y.XmlElement("paragraph")
    paragraph.insert(0, [new Y.XmlText(words)])
    text.doc.getXmlFragment(TEXT_ROOT).push([paragraph])
    await text.allSaved()
  }
  text.terminate()
  return card
}

async function comment({ server }: Stage, board: string, card: string, n: number): Promise<void> {
  const command = { id: `comment-${n}`, kind: "comment.add", card, text: `Seen ${n}` }
  expect((await server.admin.ask("POST", `/boards/${board}/commands`, command)).status).toBe(200)
}
