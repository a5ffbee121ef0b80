import pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createPool } from "../../server/store/postgres-pool.ts"
import { openPostgresStore } from "../../server/store/postgres-store.ts"
import { type AppendResult, type LoadedBoard, type Store, StoreError } from "../../server/store/store.ts"
import type { BoardId } from "../../shared/ids.ts"
import { findPostgres, type RunningPostgres, startPostgres } from "../support/postgres.ts"
import { entry, newBoard, nthAppend } from "./builders.ts"
import { type NewPlace, newPostgresPlace, type Place } from "./harness.ts"
import { storeContract } from "./store.contract.ts"

/** As when the database server is restarted under the relay. */
function lostConnections(newPlace: NewPlace): void {
  it("loses nothing acknowledged when its connections are cut again and again, and comes back by itself", async () => {
    const place = await newPlace()
    const store = await place.open()
    const board = await newBoard(store)
    let acknowledged = 0
    let failures = 0
    for (let round = 0; round < 20; round++) {
      const position = (await load(store, board)).head.position
      expect(position).toBeGreaterThanOrEqual(acknowledged)
      const appendAll = () =>
        Promise.all(
          Array.from({ length: 5 }, (_, i) =>
            store.journal.append([nthAppend(board, position + i + 1)]).then(
              ([result]) => result as AppendResult,
              (error: unknown) => error as StoreError,
            ),
          ),
        )
      // Every other round the knife falls surely in the middle of a commit, else wherever it happens to.
      const outcomes = await (round % 2 === 0 ? cutInACommit(place.address, appendAll) : cutAnywhere(place, appendAll))
      for (const outcome of outcomes)
        if (outcome instanceof StoreError) {
          expect(outcome.kind).toBe("unavailable")
          failures++
        } else if (outcome.ok) acknowledged = outcome.position
    }
    expect(failures).toBeGreaterThanOrEqual(10)
    const { head, doc } = await load(store, board)
    expect(head.position).toBeGreaterThanOrEqual(acknowledged)
    expect(acknowledged).toBeGreaterThan(0)
    expect(head).toEqual({ position: head.position, seq: head.position, hash: entry(board, head.position).hash })
    expect(doc.updates).toHaveLength(head.position)
    await store.ping()
    await store.close()
    await place.remove()
  })
}

const OTHERS = "datname = current_database() and pid <> pg_backend_pid()"
const CUT = `select pg_terminate_backend(pid) from pg_stat_activity where ${OTHERS}`

async function cutAnywhere<T>(place: Place, appendAll: () => Promise<T>): Promise<T> {
  const [outcomes] = await Promise.all([appendAll(), place.sql(CUT)])
  return outcomes
}

/** Holds the table that every commit writes, cuts whoever waits for it, and lets go. */
async function cutInACommit<T>(address: string, appendAll: () => Promise<T>): Promise<T> {
  const knife = new pg.Client({ connectionString: address })
  await knife.connect()
  await knife.query("begin; lock table head in access exclusive mode")
  const appended = appendAll()
  const isWaiting = `select 1 from pg_stat_activity where ${OTHERS} and wait_event_type = 'Lock'`
  // Outside the transaction's snapshot: pg_stat_activity is read anew only after it is cleared.
  while ((await knife.query(isWaiting)).rowCount === 0) await knife.query("select pg_stat_clear_snapshot()")
  await knife.query(CUT)
  await knife.query("commit")
  await knife.end()
  return appended
}

/** Something that neither answers nor ends must not hold a board for ever. */
function frozenServers(newPlace: NewPlace): void {
  const queryTimeoutMs = 400

  it("gives up on a commit that another connection blocks, and commits once it is free", async () => {
    const place = await newPlace()
    const store = await openPostgresStore(place.address, { queryTimeoutMs })
    const board = await newBoard(store)
    const blocker = new pg.Client({ connectionString: place.address })
    await blocker.connect()
    await blocker.query("begin; lock table head in access exclusive mode")
    await expect(store.journal.append([nthAppend(board, 1)])).rejects.toMatchObject({ kind: "unavailable" })
    await blocker.end()
    expect(await store.journal.append([nthAppend(board, 1)])).toEqual([{ ok: true, position: 1 }])
    await store.close()
    await place.remove()
  })

  it("gives up on connections whose server process froze, and takes new ones", async () => {
    const place = await newPlace()
    const store = await openPostgresStore(place.address, { queryTimeoutMs })
    const board = await newBoard(store)
    const others = "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    const frozen = (await place.sql(others)).map(({ pid }) => pid as number)
    expect(frozen.length).toBeGreaterThan(0)
    for (const pid of frozen) process.kill(pid, "SIGSTOP")
    try {
      for (const _ of frozen)
        await expect(store.journal.append([nthAppend(board, 1)])).rejects.toMatchObject({ kind: "unavailable" })
      expect(await store.journal.append([nthAppend(board, 1)])).toEqual([{ ok: true, position: 1 }])
    } finally {
      for (const pid of frozen) process.kill(pid, "SIGCONT")
    }
    expect((await load(store, board)).head.position).toBe(1)
    await store.close()
    await place.remove()
  })

  it("waits for the disk even in a database that is set not to", async () => {
    const place = await newPlace()
    await place.sql(`alter database ${new URL(place.address).pathname.slice(1)} set synchronous_commit = off`)
    const store = await place.open()
    const board = await newBoard(store)
    await store.journal.append([nthAppend(board, 1)])
    const pool = createPool(place.address, 1000)
    expect((await pool.query("show synchronous_commit")).rows).toEqual([{ synchronous_commit: "on" }])
    await pool.end()
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

    frozenServers(newPlace)

    it("refuses a server that never flushes", async () => {
      const place = await newPlace()
      const setTo = async (value: "on" | "off") => {
        await place.sql(`alter system set fsync = ${value}`)
        await place.sql("select pg_reload_conf()")
        // Every query is a new connection, which has what the server has read by then.
        while ((await place.sql("show fsync"))[0]?.fsync !== value) await place.sql("select 1")
      }
      await setTo("off")
      await expect(place.open()).rejects.toMatchObject({
        kind: "broken",
        message: expect.stringContaining("fsync=off"),
      })
      await setTo("on")
      await (await place.open()).close()
      await place.remove()
    })

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
