import { generateKeyPairSync } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Chain } from "../../../server/ledger/chain.ts"
import { signCheckpoint } from "../../../server/ledger/checkpoint.ts"
import { checkpointKeyOf } from "../../../server/ledger/checkpoint-key.ts"
import type { Store } from "../../../server/store/store.ts"
import type { BoardId } from "../../../shared/ids.ts"
import { actor, newBoard } from "../../contract/builders.ts"
import { newPostgresPlace, type Place } from "../../contract/harness.ts"
import { findPostgres, type RunningPostgres, startPostgres } from "../../support/postgres.ts"
import { verify } from "./played-board.ts"

const ENTRIES = 6_000

describe.skipIf(findPostgres() === undefined)("verify on PostgreSQL", () => {
  const folder = mkdtempSync(join(tmpdir(), "throughline-verify-"))
  const keyFile = join(folder, "key.pem")
  let cluster: RunningPostgres
  let place: Place
  let store: Store
  let board: BoardId
  beforeAll(async () => {
    cluster = await startPostgres()
    place = await newPostgresPlace(cluster.url, "ledger")
    store = await place.open()
    board = await newBoard(store)
    const key = checkpointKeyOf(generateKeyPairSync("ed25519").privateKey)
    writeFileSync(keyFile, key.publicKey.export({ type: "spki", format: "pem" }))
    const chain = new Chain(board, { seq: 0, hash: "", at: 0 })
    const entries = Array.from(
      { length: ENTRIES },
      (_, n) => chain.seal({ actor: actor("ana"), kind: "comment.added", card: "card-1", text: `Seen ${n}` }, n).stored,
    )
    const checkpoint = signCheckpoint({ board, ...chain.head }, key)
    await store.journal.append([
      { board, expectPosition: 0, updates: [], entries, commandIds: [], clientIds: [], checkpoint },
    ])
  }, 60_000)
  afterAll(async () => {
    await store?.close()
    await cluster?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it("reads a long ledger page by page while the store is open", async () => {
    const { code, says } = await verify("--database-url", place.address, "--key", keyFile)
    expect(says).toContain("in order. 6,000 entries")
    expect(says).toContain("1 checkpoint, the last at entry 6000")
    expect(code).toBe(0)
  })

  it("finds what somebody changed with the database's own tools", async () => {
    await place.sql('alter table "entry" disable trigger all')
    await place.sql(
      `update "entry" set "body" = replace("body", 'user:ana', 'user:ann'), "actor" = 'user:ann' where "seq" = 5500`,
    )
    const { code, says } = await verify("--database-url", place.address, "--key", keyFile)
    expect(says).toContain("TAMPERED. Entry 5500 was changed")
    expect(code).toBe(1)
  })

  it("answers 2 when nothing listens", async () => {
    const answer = await verify("--database-url", "postgres://throughline@127.0.0.1:1/postgres")
    expect(answer).toMatchObject({ code: 2, says: expect.stringContaining("The database cannot be read") })
  })
})
