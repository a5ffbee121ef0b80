import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { openStore } from "../../server/store/open-store.ts"
import { openSqliteStore } from "../../server/store/sqlite-store.ts"
import { newBoard } from "./builders.ts"

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "throughline-backup-"))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

function backup(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const script = new URL("../../server/backup.ts", import.meta.url).pathname
  return spawnSync(process.execPath, ["--import", "tsx", script, ...args], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...env },
  })
}

describe("npm run backup", () => {
  it("copies the data while the server has it open, says how big it is and how to restore", async () => {
    const store = await openStore({ dataDir })
    const board = await newBoard(store)
    const { status, stdout } = backup()
    expect(status).toBe(0)
    const [name] = readdirSync(join(dataDir, "backups"))
    expect(name).toMatch(/^throughline-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.sqlite$/)
    const size = (statSync(join(dataDir, "backups", name!)).size / 1_048_576).toFixed(1)
    expect(stdout).toContain(`${name}: ${size} MB, complete and checked`)
    expect(stdout).toMatch(/To restore: stop the server/)
    await store.close()

    const copy = await openSqliteStore(join(dataDir, "backups", name!))
    expect((await copy.boards.listBoards()).map(({ id }) => id)).toEqual([board])
    await copy.close()
  })

  it("works when no server runs, at a place of one's choice, and never overwrites", async () => {
    await (await openStore({ dataDir })).close()
    const target = join(dataDir, "mine.sqlite")
    expect(backup([target]).status).toBe(0)
    const size = statSync(target).size
    const second = backup([target])
    expect(second.status).toBe(1)
    expect(second.stderr).toContain("A backup never overwrites.")
    expect(statSync(target).size).toBe(size)
    expect(readFileSync(target).subarray(0, 15).toString()).toBe("SQLite format 3")
  })

  it("says so when there is no database", () => {
    const { status, stderr } = backup()
    expect(status).toBe(1)
    expect(stderr).toContain(`There is no database at ${join(dataDir, "throughline.sqlite")}`)
  })

  it("points to pg_dump when the data is in PostgreSQL", () => {
    const { status, stderr } = backup([], { DATABASE_URL: "postgres://localhost/throughline" })
    expect(status).toBe(1)
    expect(stderr).toContain("pg_dump --format=custom")
  })
})
