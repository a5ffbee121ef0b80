import { afterAll, beforeAll, describe, it } from "vitest"
import { findPostgres, type RunningPostgres, startPostgres } from "../support/postgres.ts"
import { newPostgresPlace } from "./harness.ts"
import { storeContract } from "./store.contract.ts"

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
    storeContract(() => newPostgresPlace(cluster.url, `place_${++places}`))
  })
else if (process.env.CI === "true")
  it("has PostgreSQL to run on", () => {
    throw new Error(MISSING)
  })
else {
  process.stderr.write(`\n*** ${MISSING}\n\n`)
  it.skip(MISSING)
}
