import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openPostgresStore } from "../../server/store/postgres-store.ts"
import { type AppendResult, type LoadedBoard, type Store, StoreError } from "../../server/store/store.ts"
import type { BoardId } from "../../shared/ids.ts"
import { findPostgres, type RunningPostgres, startPostgres } from "../support/postgres.ts"
import { entry, newBoard, nthAppend } from "./builders.ts"
import { type NewPlace, newPostgresPlace } from "./harness.ts"
import { storeContract } from "./store.contract.ts"

/** As when the database server is restarted under the relay. */
function lostConnections(newPlace: NewPlace): void {
  it("loses nothing acknowledged when its connections are cut again and again, and comes back by itself", async () => {
    const place = await newPlace()
    const store = await place.open()
    const board = await newBoard(store)
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
    let acknowledged = 0
    let failures = 0
    for (let round = 0; round < 20; round++) {
      const position = (await load(store, board)).head.position
      expect(position).toBeGreaterThanOrEqual(acknowledged)
      const appends = Array.from({ length: 5 }, (_, i) => store.journal.append([nthAppend(board, position + i + 1)]))
      const [, ...outcomes] = await Promise.all([
        place.sql(cut),
        ...appends.map((appended) =>
          appended.then(
            ([result]) => result,
            (error: unknown) => error,
          ),
        ),
      ])
      for (const outcome of outcomes as readonly (AppendResult | StoreError)[])
        if (outcome instanceof StoreError) {
          expect(outcome.kind).toBe("unavailable")
          failures++
        } else if (outcome.ok) acknowledged = outcome.position
    }
    expect(failures).toBeGreaterThan(0)
    const { head, doc } = await load(store, board)
    expect(head.position).toBeGreaterThanOrEqual(acknowledged)
    expect(head).toEqual({ position: head.position, seq: head.position, hash: entry(board, head.position).hash })
    expect(doc.updates).toHaveLength(head.position)
    await store.ping()
    await store.close()
    await place.remove()
  })
}

/** The first query on a connection that was cut may fail; a later one must not. */
async function load(store: Store, board: BoardId): Promise<LoadedBoard> {
  for (let tries = 0; ; tries++) {
    try {
      return (await store.journal.load(board))!
    } catch (error) {
      expect(error).toMatchObject({ kind: "unavailable" })
      if (tries === 10) throw error
    }
  }
}

const isInstalled = findPostgres() !== undefined
const MISSING = "PostgreSQL is not installed: the store's contract was NOT checked on it (apt install postgresql)."

if (isInstalled)
  describe("the store on PostgreSQL", () => {
    let cluster: RunningPostgres
    let places = 0
    beforeAll(async () => {
      cluster = await startPostgres()
    }, 60_000)
    afterAll(() => cluster?.stop())
    const newPlace = () => newPostgresPlace(cluster.url, `place_${++places}`)
    storeContract(newPlace)
    lostConnections(newPlace)

    it("says `unavailable` when nothing listens", async () => {
      await expect(openPostgresStore("postgres://throughline@127.0.0.1:1/postgres")).rejects.toMatchObject({
        name: "StoreError",
        kind: "unavailable",
      })
    })
  })
else if (process.env.CI === "true")
  it("has PostgreSQL to run on", () => {
    throw new Error(MISSING)
  })
else {
  process.stderr.write(`\n*** ${MISSING}\n\n`)
  it.skip(MISSING)
}
