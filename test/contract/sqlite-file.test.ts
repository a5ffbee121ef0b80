/** What only the embedded store has: one file, its rights, its log, its copies. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { SqliteQueryCompiler } from "kysely"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { SqlJournal } from "../../server/store/journal.ts"
import { migrate } from "../../server/store/migrate.ts"
import { MIGRATIONS } from "../../server/store/migrations.ts"
import { openDatabase, openSqlite } from "../../server/store/sqlite-database.ts"
import { openSqliteEngine } from "../../server/store/sqlite-engine.ts"
import type { Store } from "../../server/store/store.ts"
import type { BoardId } from "../../shared/ids.ts"
import { actor, append, appendAll, entry, newBoard, nthAppend, withWords } from "./builders.ts"
import { newSqlitePlace, type Place } from "./harness.ts"
import { commitsInLog } from "./write-ahead-log.ts"

let place: Place
let store: Store
beforeEach(async () => {
  place = await newSqlitePlace()
  // In this thread: the same code without the start of a worker.
  store = (await openSqliteEngine(place.address)).store
})
afterEach(async () => {
  await store.close()
  await place.remove()
})

describe("the SQLite file", () => {
  it("flushes once or twice for 50 boards that commit at the same time", async () => {
    const boards = await Promise.all(Array.from({ length: 50 }, () => newBoard(store)))
    const before = commitsInLog(place.address)
    await Promise.all(boards.map((board) => store.journal.append([nthAppend(board, 1)])))
    const commits = commitsInLog(place.address) - before
    expect(commits).toBeGreaterThanOrEqual(1)
    expect(commits).toBeLessThanOrEqual(2)
  })

  it("pays one flush for each of 10 commits that wait for each other", async () => {
    const board = await newBoard(store)
    const before = commitsInLog(place.address)
    await appendAll(store, board, 10)
    expect(commitsInLog(place.address) - before).toBe(10)
  })

  it("can be read by its owner only, log and folder too", async () => {
    await newBoard(store)
    const folder = dirname(place.address)
    const rights = (path: string) => (statSync(path).mode & 0o777).toString(8)
    expect(rights(folder)).toBe("700")
    const files = readdirSync(folder)
    expect(files).toContain("throughline.sqlite-wal")
    expect(files.map((name) => rights(join(folder, name)))).toEqual(files.map(() => "600"))
  })

  it("is one file without a log after closing", async () => {
    const other = await newSqlitePlace()
    const served = await other.open()
    await newBoard(served)
    await served.close()
    expect(readdirSync(dirname(other.address))).toEqual(["throughline.sqlite"])
    await other.remove()
  })

  it("keeps its log small while much is written", async () => {
    const board = await newBoard(store)
    const bytes = new Uint8Array(1_000_000).fill(7)
    for (let n = 1; n <= 40; n++) await store.journal.append([nthAppend(board, n, { updates: [{ doc: "", bytes }] })])
    expect(statSync(`${place.address}-wal`).size).toBeLessThan(20_000_000)
  })

  it.each([
    ["all of them", {}],
    ["the newest", { newestFirst: true }],
    ["those after one", { since: 5 }],
    ["those of one person", { actor: "user:anna" }],
  ])("finds the entries of a card without reading the board's ledger: %s", async (_which, asked) => {
    const other = await newSqlitePlace()
    const { db, database } = openSqlite(other.address)
    await migrate(db, "sqlite", MIGRATIONS)
    const plans: string[] = []
    const compiler = new SqliteQueryCompiler()
    const explained = db.withPlugin({
      transformQuery({ node, queryId }) {
        const { sql, parameters } = compiler.compileQuery(node, queryId)
        const steps = database.prepare(`explain query plan ${sql}`).all(...(parameters as string[]))
        plans.push((steps as { detail: string }[]).map(({ detail }) => detail).join("; "))
        return node
      },
      transformResult: async ({ result }) => result,
    })
    await new SqlJournal(explained, "sqlite", async () => undefined).readEntries("b" as BoardId, {
      ...{ card: "card-1", limit: 200 },
      ...asked,
    })
    expect(plans).toEqual([expect.stringContaining("SEARCH entry USING INDEX entryOfCard (board=? AND card=?")])
    expect(plans[0]).not.toContain("TEMP B-TREE")
    await db.destroy()
    await other.remove()
  })

  describe("after words were erased", () => {
    const secret = "unmistakable sentence about somebody"
    const traces = () =>
      readdirSync(dirname(place.address))
        .map((name) => readFileSync(join(dirname(place.address), name)))
        .filter((bytes) => bytes.includes(secret)).length
    let board: BoardId
    beforeEach(async () => {
      board = await newBoard(store)
      const entries = Array.from({ length: 200 }, (_, i) =>
        entry(board, i + 1, { actor: actor("leaver"), ...withWords(secret) }),
      )
      await store.journal.append([append(board, 0, { entries })])
      expect(traces()).toBeGreaterThan(0)
    })

    it("holds no trace of them, neither in the file nor in its log", async () => {
      expect(
        await store.journal.eraseWords(board, { entries: [], person: { actor: actor("leaver"), before: 1_000 } }),
      ).toBe(200)
      expect(traces()).toBe(0)
    })

    it("waits for a reader that still needs them, without holding up commits", async () => {
      const reader = openDatabase(place.address)
      reader.exec("begin")
      reader.prepare("select count(*) from words").get()
      const erased = store.journal.eraseWords(board, { entries: [], person: { actor: actor("leaver"), before: 1_000 } })
      for (let position = 1; position < 6; position++)
        expect(await store.journal.append([append(board, position)])).toEqual([{ ok: true, position: position + 1 }])
      expect(traces()).toBeGreaterThan(0)
      reader.exec("commit")
      expect(await erased).toBe(200)
      expect(traces()).toBe(0)
      reader.close()
    })
  })

  it("answers with the kind of the error when it cannot be opened", async () => {
    const path = join(dirname(place.address), "not-a-database.sqlite")
    writeFileSync(path, "this is no database, and long enough to be looked at".repeat(20))
    await expect(openSqliteEngine(path)).rejects.toMatchObject({ name: "StoreError", kind: "broken" })
  })
})

describe("a backup", () => {
  it("is a consistent, complete store of one moment, made while people write", async () => {
    const board = await newBoard(store)
    await appendAll(store, board, 50)
    const copyPath = join(dirname(place.address), "copy.sqlite")
    let isCopied = false
    const copied = store.backup(copyPath).then(() => {
      isCopied = true
    })
    let written = 50
    while (!isCopied) await store.journal.append([nthAppend(board, ++written)])
    await copied

    const copy = (await openSqliteEngine(copyPath)).store
    const loaded = await copy.journal.load(board)
    const position = loaded?.head.position ?? 0
    expect(position).toBeGreaterThanOrEqual(50)
    expect(position).toBeLessThanOrEqual(written)
    expect(loaded?.head).toEqual({ position, seq: position, hash: entry(board, position).hash })
    expect(loaded?.doc.updates).toHaveLength(position)
    expect(await copy.journal.readEntries(board, { limit: 5000 })).toHaveLength(Math.min(position, 5000))
    expect((statSync(copyPath).mode & 0o777).toString(8)).toBe("600")
    await copy.close()
  })

  it("never overwrites, and leaves nothing behind when it fails", async () => {
    const taken = join(dirname(place.address), "taken.sqlite")
    writeFileSync(taken, "precious")
    await expect(store.backup(taken)).rejects.toMatchObject({ name: "StoreError" })
    expect(readFileSync(taken, "utf8")).toBe("precious")
    await expect(store.backup(join(dirname(place.address), "missing", "copy.sqlite"))).rejects.toMatchObject({
      name: "StoreError",
    })
    expect(existsSync(join(dirname(place.address), "missing"))).toBe(false)
  })
})
