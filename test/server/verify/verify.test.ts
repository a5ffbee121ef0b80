import { spawnSync } from "node:child_process"
import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Y from "yjs"
import { PUBLIC_KEY_FILE } from "../../../server/ledger/checkpoint-key.ts"
import { openDatabase } from "../../../server/store/sqlite-database.ts"
import { openSqliteEngine } from "../../../server/store/sqlite-engine.ts"
import type { Store } from "../../../server/store/store.ts"
import type { ActorId, BoardId } from "../../../shared/ids.ts"
import { trelloText } from "../../support/trello.ts"
import { Attacker } from "./attacker.ts"
import { copyOf, DATABASE, type PlayedBoard, playBoard, verify } from "./played-board.ts"

let played: PlayedBoard
beforeAll(async () => {
  played = await playBoard()
}, 60_000)
afterAll(() => played?.remove())

async function onStore(path: string, work: (store: Store, board: BoardId) => Promise<unknown>): Promise<void> {
  const { store } = await openSqliteEngine(path)
  await work(store, played.board as BoardId)
  await store.close()
}

async function documentOf(store: Store, board: BoardId): Promise<{ readonly doc: Y.Doc; readonly position: number }> {
  const { snapshot, updates, position } = await store.journal.loadDoc(board, "")
  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdateV2(doc, snapshot)
  for (const update of updates) Y.applyUpdate(doc, update)
  return { doc, position }
}

/** Writes into the stored document behind the ledger's back. */
async function editStored(path: string, edit: (cards: Y.Map<Y.Map<unknown>>) => void): Promise<void> {
  let bytes = new Uint8Array()
  await onStore(path, async (store, board) => {
    const { doc } = await documentOf(store, board)
    const before = Y.encodeStateVector(doc)
    edit(doc.getMap("cards"))
    bytes = Y.encodeStateAsUpdate(doc, before) as Uint8Array<ArrayBuffer>
  })
  const database = openDatabase(path)
  database.prepare(`insert into "update" values (?, '', 999999, ?)`).run(played.board, bytes)
  database.close()
}

describe("verify", () => {
  it("reads a database that a server is writing to, and says what it vouches for", async () => {
    const live = join(played.server.dataDir, DATABASE)
    const { code, says } = await verify("--db", live, "--replay")
    expect(says).toMatch(
      /Ward 7 \(.{22}\): in order\. \d+ entries, unbroken up to [0-9a-f]{16}; \d checkpoints, the last/,
    )
    expect(says).toMatch(/Ward 8 \(.{22}\): in order\. .*; no checkpoint yet; \d+ entries not signed/)
    expect(says).toContain("Everything is in order.")
    expect(code).toBe(0)
  })

  it("reads what a server left behind that was killed", async () => {
    const live = join(played.server.dataDir, DATABASE)
    const path = copyOf(played)
    for (const end of ["", "-wal"]) copyFileSync(live + end, path + end)
    const { code, says } = await verify("--db", path, "--replay")
    expect(says).toMatch(/Ward 8 .*: in order/)
    expect(code).toBe(0)
  })

  it("is content with an imported board and its history", async () => {
    const { server } = played
    const text = trelloText({ cards: 40, actions: 120, odd: true })
    const answer = await server.admin.ask<{ boardId: string }>("POST", "/imports?format=trello&dryRun=false", text)
    expect(answer.status).toBe(200)
    const board = answer.body.boardId
    const { code, says } = await verify("--db", join(server.dataDir, DATABASE), `--board=${board}`, "--replay")
    expect(says).toMatch(/in order\. \d{3} entries, .*the board is what its ledger tells/)
    expect(code).toBe(0)
  })

  it("leaves a database at rest and its folder as they were", async () => {
    const path = copyOf(played)
    const before = readFileSync(path)
    const names = readdirSync(dirname(path))
    chmodSync(path, 0o400)
    expect(await verify("--db", path, "--replay")).toMatchObject({ code: 0 })
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(dirname(path))).toEqual(names)
  })

  it("tells the result as JSON to a machine", async () => {
    const { code, says } = await verify("--db", copyOf(played), `--board=${played.board}`, "--json")
    const boards = [{ board: played.board, outcome: "ok", entries: played.entries, seq: played.entries, erased: 0 }]
    expect(JSON.parse(says)).toMatchObject({ outcome: "ok", absent: [], boards })
    expect(code).toBe(0)
  })

  it("stays in order after somebody's words were erased, and says how many", async () => {
    const path = copyOf(played)
    let erased = 0
    await onStore(path, async ({ journal }, board) => {
      const [last] = await journal.readEntries(board, { limit: 1, newestFirst: true })
      const person = { actor: last?.actor as ActorId, before: last?.seq ?? 0 }
      erased = await journal.eraseWords(board, { entries: [], person })
    })
    expect(erased).toBeGreaterThan(50)
    const { code, says } = await verify("--db", path, "--replay")
    expect(says).toContain("the board is what its ledger tells")
    expect(says).toMatch(/the words of \d+ erased/)
    expect(code).toBe(0)
  })

  describe("--replay", () => {
    it("reads a board that was compacted", async () => {
      const path = copyOf(played)
      await onStore(path, async (store, board) => {
        const { doc, position } = await documentOf(store, board)
        await store.journal.compact(board, "", position, Y.encodeStateAsUpdateV2(doc))
      })
      expect(await verify("--db", path, "--replay")).toMatchObject({ code: 0 })
    })

    it("names the first card that says something else than the ledger, and the two values", async () => {
      const path = copyOf(played)
      let edited = ""
      await editStored(path, (cards) => {
        edited = [...cards.keys()].sort()[0]!
        cards.get(edited)?.set("title", "Never written by anybody")
      })
      const { code, says } = await verify("--db", path, "--replay")
      expect(says).toContain(`DIFFERS. The card ${edited} has "title" "Never written by anybody" on the board and "`)
      expect(code).toBe(3)
      expect(await verify("--db", path)).toMatchObject({ code: 0 })
    })

    it("misses a card that is gone, and finds one that nobody made", async () => {
      const gone = copyOf(played)
      await editStored(gone, (cards) => cards.delete([...cards.keys()].sort()[0]!))
      expect(await verify("--db", gone, "--replay")).toMatchObject({
        code: 3,
        says: expect.stringContaining("is in the ledger, but not on the board"),
      })
      const made = copyOf(played)
      await editStored(made, (cards) => cards.set("a-new-one", new Y.Map()))
      expect(await verify("--db", made, "--replay")).toMatchObject({
        code: 3,
        says: expect.stringContaining("The card a-new-one is on the board, but the ledger does not know it"),
      })
    })

    it("says so when the stored board cannot be read", async () => {
      const path = copyOf(played)
      const database = openDatabase(path)
      database.prepare(`update "update" set bytes = x'ff' where board = ?`).run(played.board)
      database.close()
      expect(await verify("--db", path, "--replay")).toMatchObject({
        code: 3,
        says: expect.stringContaining("The stored board cannot be read"),
      })
    })
  })

  describe("of an exported file", () => {
    let text: string
    let key: string
    beforeAll(async () => {
      const answer = await played.server.admin.ask<string>("GET", `/boards/${played.board}/ledger.jsonl`)
      text = String(answer.body)
      key = join(played.server.dataDir, PUBLIC_KEY_FILE)
    })
    const written = (content: string): string => {
      const path = join(dirname(copyOf(played)), "export.jsonl")
      writeFileSync(path, content)
      return path
    }

    it("is in order, as lines and as one array", async () => {
      const lines = await verify("--file", written(text), "--key", key, "--replay")
      expect(lines).toMatchObject({ code: 0, says: expect.stringContaining("the board is what its ledger tells") })
      const array = written(`[${text.trim().split("\n").join(",")}]`)
      expect(await verify("--file", array, "--key", key, "--replay")).toMatchObject({ code: 0 })
    })

    it("finds what was changed in it", async () => {
      const file = written(text.replace("Seen 40", "Seen 41"))
      expect(await verify("--file", file, "--key", key)).toMatchObject({
        code: 1,
        says: expect.stringMatching(/The words of entry \d+ were changed/),
      })
    })

    it("finds a line that is missing or comes twice", async () => {
      const lines = text.trim().split("\n")
      const without = written(lines.toSpliced(30, 1).join("\n"))
      expect(await verify("--file", without, "--key", key)).toMatchObject({
        code: 2,
        says: expect.stringContaining("Entry 30 is missing."),
      })
      const twice = written(lines.toSpliced(30, 0, lines[30]!).join("\n"))
      expect(await verify("--file", twice, "--key", key)).toMatchObject({
        code: 1,
        says: expect.stringContaining("Number 30 comes after entry 30."),
      })
    })

    it("serves as the outside checkpoint of a later check", async () => {
      const kept = written(text)
      const path = copyOf(played)
      expect(await verify("--db", path, "--checkpoint", kept)).toMatchObject({ code: 0 })
      const attacker = new Attacker(path, played)
      attacker.editBody(30)
      attacker.rehashFrom(30)
      attacker.run("delete from checkpoint where board = ?1 and seq >= 30")
      attacker.done()
      expect(await verify("--db", path)).toMatchObject({ code: 0 })
      expect(await verify("--db", path, "--checkpoint", kept)).toMatchObject({
        code: 1,
        says: expect.stringContaining("is not the one that the saved checkpoint knows"),
      })
    })

    it.each([
      ["nothing", "", "This is not an exported ledger"],
      ["a text", "hello", "Line 1 of the file is not JSON"],
      ["numbers", "1\n2", "The file holds something else than objects"],
      ["the export of a board", '{"format":"throughline-board","version":1}', "ledger.jsonl"],
      [
        "an entry without a hash",
        '{"format":"throughline-ledger","version":1,"board":"b","head":{"seq":1,"hash":""}}\n{"entry":{"seq":1,"at":1,"kind":"k","actor":"a","card":null,"body":"{}","prevHash":""}}',
        'Line 2 of the file has no proper "hash"',
      ],
    ])("cannot be told from %s", async (_, content, says) => {
      expect(await verify("--file", written(content))).toEqual({ code: 2, says: expect.stringContaining(says) })
    })
  })

  describe("that cannot check everything answers 2", () => {
    it("without the key", async () => {
      const path = copyOf(played, [DATABASE])
      expect(await verify("--db", path)).toMatchObject({
        code: 2,
        says: expect.stringContaining("There is no public key"),
      })
    })

    it("without a database, with a database of something else, with a damaged one", async () => {
      const path = copyOf(played)
      expect(await verify("--db", `${path}-not`)).toMatchObject({
        code: 2,
        says: expect.stringContaining("no database"),
      })
      const bytes = readFileSync(path)
      bytes.fill(0xaa, 8_192)
      writeFileSync(path, bytes)
      expect(await verify("--db", path)).toMatchObject({ code: 2 })
      rmSync(path)
      const other = openDatabase(path)
      other.exec("create table other (a)")
      other.close()
      expect(await verify("--db", path)).toMatchObject({ code: 2, says: expect.stringContaining("not a database of") })
    })

    it("for a board that is not there, options that do not exist, and two sources at once", async () => {
      const path = copyOf(played)
      expect(await verify("--db", path, "--board", "nothing")).toMatchObject({ code: 2 })
      expect(await verify("--dbb", path)).toMatchObject({ code: 2, says: expect.stringContaining("--dbb") })
      expect(await verify("--db", path, "--file", path)).toMatchObject({
        code: 2,
        says: expect.stringContaining("Only one"),
      })
    })

    it("for a saved checkpoint that is forged: it would accuse an honest ledger", async () => {
      const path = copyOf(played)
      const saved = join(dirname(path), "saved.json")
      writeFileSync(saved, JSON.stringify({ ...played.checkpoints.at(-1), hash: "00".repeat(32) }))
      expect(await verify("--db", path, "--checkpoint", saved)).toMatchObject({
        code: 2,
        says: expect.stringContaining("has a signature that does not fit it"),
      })
    })
  })

  it("shares no code with what it checks", () => {
    const folder = new URL("../../../server/verify/", import.meta.url)
    const imports = readdirSync(folder).flatMap((name) => {
      const source = readFileSync(new URL(name, folder), "utf8")
      return [...source.matchAll(/^(?:import .*|\}) from "([^"]+)"/gm)].map(([, from]) => from)
    })
    const foreign = imports.filter((from) => !/^(node:|\.\/[a-z-]+\.ts$)/.test(from!))
    expect(new Set(foreign)).toEqual(new Set(["@photostructure/sqlite", "pg", "yjs"]))
  })

  it("is a command that ends with the same codes", () => {
    const cli = new URL("../../../server/cli.mjs", import.meta.url).pathname
    const run = (...args: readonly string[]) => spawnSync(process.execPath, [cli, ...args], { encoding: "utf8" })
    const path = copyOf(played)
    const fine = run("verify", "--db", path, "--replay")
    expect(fine).toMatchObject({ status: 0, stderr: "" })
    expect(fine.stdout).toContain("Everything is in order.")
    expect(run("verify", "--db", `${path}-not`)).toMatchObject({ status: 2 })
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringMatching(/start .*\n.*verify /) })
    expect(run("no-such-command")).toMatchObject({ status: 2 })
    const database = openDatabase(path)
    database.exec("drop trigger entryUnchanged; update entry set body = '{}' where seq = 3")
    database.close()
    expect(run("verify", "--db", path)).toMatchObject({ status: 1 })
  })
})
