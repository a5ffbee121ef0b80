import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { openStore } from "../../../server/store/open-store.ts"
import { type Store, StoreError, type StoreErrorKind } from "../../../server/store/store.ts"
import { startServer, type TestServer } from "../../support/server.ts"

const dataDir = mkdtempSync(join(tmpdir(), "throughline-failing-"))
let server: TestServer
let failure: Error | undefined

/** The real store, until the test says that it fails. */
function failing(store: Store): Store {
  const guard = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, key) {
        const method = Reflect.get(target, key) as (...args: unknown[]) => Promise<unknown>
        return async (...args: unknown[]) => {
          if (failure) throw failure
          return method.apply(target, args)
        }
      },
    })
  return {
    ...{ journal: guard(store.journal), boards: guard(store.boards), accounts: guard(store.accounts) },
    mail: guard(store.mail),
    ping: () => (failure ? Promise.reject(failure) : store.ping()),
    backup: (path) => store.backup(path),
    close: () => store.close(),
  }
}

beforeAll(async () => {
  server = await startServer({ store: failing(await openStore({ dataDir })), config: { logLevel: "info" } })
})
afterAll(async () => {
  failure = undefined
  await server.close()
  rmSync(dataDir, { recursive: true })
})

it.each([
  ["full", 503, "read-only"],
  ["unavailable", 503, "read-only"],
  ["broken", 500, "internal"],
] satisfies [StoreErrorKind, number, string][])(
  "answers %s as a problem, is not ready meanwhile, and is ready again afterwards",
  async (kind, status, code) => {
    failure = new StoreError(kind, "secret words of the engine")
    const answer = await server.admin.ask("GET", "/boards")
    expect([answer.status, answer.body]).toMatchObject([status, { code }])
    expect(JSON.stringify(answer.body)).not.toContain("secret")
    expect((await server.nobody.ask("GET", "//readyz")).status).toBe(503)
    expect((await server.nobody.ask("GET", "//healthz")).status).toBe(200)
    failure = undefined
    expect((await server.nobody.ask("GET", "//readyz")).status).toBe(200)
  },
)

it("[T21] logs a failure that repeats once, without its words", async () => {
  failure = new Error("secret words of a bug")
  const before = server.log.length
  for (let n = 0; n < 100; n++) expect((await server.admin.ask("GET", "/users")).status).toBe(500)
  failure = undefined
  const lines = server.log.slice(before)
  // The server's own rounds (clocks, mail) may have met the failure too.
  const requests = lines.filter((line) => line.includes("request failed"))
  expect(requests).toHaveLength(1)
  expect(requests[0]).toContain('"why":"Error"')
  expect(lines.join()).not.toContain("secret")
})

it("[T21] logs nothing of a thousand bad requests", async () => {
  const before = server.log.length
  for (let n = 0; n < 1_000; n++) await server.nobody.ask("POST", "/sign-in", { wrong: n })
  expect(server.log).toHaveLength(before)
})
