import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { openSqliteEngine } from "../../server/store/sqlite-engine.ts"
import { openSqliteStore } from "../../server/store/sqlite-store.ts"
import type { Store } from "../../server/store/store.ts"
import type { BoardId } from "../../shared/ids.ts"
import { append, newBoard } from "./builders.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "throughline-full-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const bytes = new Uint8Array(50_000).fill(7)
const nth = (board: BoardId, n: number) => append(board, n - 1, { updates: [{ doc: "", bytes }] })

/** Appends until the store refuses; resolves to the last acknowledged position. */
async function fill(store: Store, board: BoardId, from = 1): Promise<number> {
  for (let n = from; n <= 1000; n++) {
    const failure = await store.journal.append([nth(board, n)]).then(
      () => undefined,
      (error: unknown) => error,
    )
    if (failure === undefined) continue
    expect(failure).toMatchObject({ name: "StoreError", kind: "full" })
    return n - 1
  }
  throw new Error("The disk never filled up.")
}

describe("a full disk", () => {
  it("refuses appends as `full`, keeps what was acknowledged, and goes on when there is room", async () => {
    const { store, database } = await openSqliteEngine(join(folder, "store.sqlite"))
    const board = await newBoard(store)
    const pages = (database.prepare("pragma page_count").get() as { page_count: number }).page_count
    database.exec(`pragma max_page_count = ${pages + 100}`)

    const acknowledged = await fill(store, board)
    expect(acknowledged).toBeGreaterThan(1)
    await expect(store.journal.append([nth(board, acknowledged + 1)])).rejects.toMatchObject({ kind: "full" })
    expect((await store.journal.load(board))?.head.position).toBe(acknowledged)

    database.exec("pragma max_page_count = 1000000")
    expect(await store.journal.append([nth(board, acknowledged + 1)])).toEqual([
      { ok: true, position: acknowledged + 1 },
    ])
    await store.close()
  })

  it("does so on a real file system, and loses nothing when it is closed while full", async (context) => {
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", folder]).status !== 0) {
      process.stderr.write(
        "\n*** No right to mount a small file system: the full disk was tried with a page limit only.\n",
      )
      return context.skip()
    }
    try {
      const path = join(folder, "store.sqlite")
      const filler = join(folder, "filler")
      const store = await openSqliteStore(path)
      const board = await newBoard(store)
      const fillDisk = () => {
        const { bavail, bsize } = statfsSync(folder)
        writeFileSync(filler, new Uint8Array(bavail * bsize - 600_000))
      }
      fillDisk()
      const first = await fill(store, board)
      expect((await store.journal.load(board))?.doc.updates).toHaveLength(first)

      rmSync(filler)
      await store.ping()
      expect(await store.journal.append([nth(board, first + 1)])).toEqual([{ ok: true, position: first + 1 }])
      fillDisk()
      const second = await fill(store, board, first + 2)
      await store.close()

      rmSync(filler)
      const again = await openSqliteStore(path)
      expect((await again.journal.load(board))?.doc.updates).toHaveLength(second)
      await again.close()
    } finally {
      spawnSync("umount", [folder])
    }
  })
})
