import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { MIGRATIONS } from "../../server/store/migrations.ts"
import { openSqliteEngine } from "../../server/store/sqlite-engine.ts"
import type { BoardId } from "../../shared/ids.ts"
import { entry, newBoard } from "./builders.ts"
import { newSqlitePlace, type Place } from "./harness.ts"

const child = (script: URL, ...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ["--import", "tsx", script.pathname, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  })

/** Lets the writer run until it has had `count` answers, kills it, and returns the last acknowledged commit per board. */
async function killAfter(
  count: number,
  path: string,
  boards: readonly BoardId[],
): Promise<ReadonlyMap<string, number>> {
  const writer = child(new URL("./append-loop.ts", import.meta.url), path, ...boards)
  const acknowledged = new Map<string, number>()
  const ended = once(writer, "close")
  let answers = 0
  for await (const line of createInterface({ input: writer.stdout! })) {
    const [board, position] = line.split(" ") as [string, string]
    acknowledged.set(board, Number(position))
    if (++answers === count) writer.kill("SIGKILL")
  }
  await ended
  expect(writer.signalCode).toBe("SIGKILL")
  return acknowledged
}

describe("kill -9 of the process that writes", () => {
  let place: Place
  let boards: readonly BoardId[]
  beforeAll(async () => {
    place = await newSqlitePlace()
    const { store } = await openSqliteEngine(place.address)
    boards = [await newBoard(store), await newBoard(store), await newBoard(store)]
    await store.close()
  })
  afterAll(() => place?.remove())

  it.each([1, 23, 180, 700, 2500])("loses nothing that was acknowledged (after %i answers)", async (count) => {
    const acknowledged = await killAfter(count, place.address, boards)
    const { store } = await openSqliteEngine(place.address)
    for (const board of boards) {
      const loaded = await store.journal.load(board)
      const position = loaded?.head.position ?? 0
      expect(position).toBeGreaterThanOrEqual(acknowledged.get(board) ?? 0)
      expect(loaded?.head).toEqual({ position, seq: position, hash: position === 0 ? "" : entry(board, position).hash })
      expect(loaded?.doc.updates).toHaveLength(position)
      const entries = await store.journal.readEntries(board, { newestFirst: true, limit: 5000 })
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => position - i))
    }
    await store.close()
    expect(await place.sql("pragma integrity_check")).toEqual([{ integrity_check: "ok" }])
  })
})

describe("kill -9 in the middle of a migration", () => {
  it("leaves the version before, and a store that opens", async () => {
    const place = await newSqlitePlace()
    const { store: first } = await openSqliteEngine(place.address)
    const board = await newBoard(first)
    await first.close()

    const migrating = child(new URL("./migrate-and-die.ts", import.meta.url), place.address)
    await once(migrating, "close")
    expect(migrating.signalCode).toBe("SIGKILL")

    const versions = await place.sql("select version from migration order by version")
    expect(versions.map(({ version }) => version)).toEqual(MIGRATIONS.map(({ version }) => version))
    expect(await place.sql("select name from sqlite_schema where name = 'halfway'")).toEqual([])
    const { store: second } = await openSqliteEngine(place.address)
    expect((await second.boards.listBoards()).map(({ id }) => id)).toEqual([board])
    await second.close()
    await place.remove()
  })
})
