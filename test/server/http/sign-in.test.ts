import { afterEach, expect, it } from "vitest"
import { PASSWORD, type ServerOptions, startServer, type TestServer } from "../../support/server.ts"
import { createMemoryStore } from "./memory-store.ts"
import { createStubRelay } from "./stub-relay.ts"

let server: TestServer
const start = async (options: Partial<ServerOptions> = {}) => {
  server = await startServer({ store: createMemoryStore(), createRelay: () => createStubRelay(), ...options } as never)
  return server
}
afterEach(() => server.close())

it("sets up the owner once, with the link that was printed", async () => {
  const { setUpLink, nobody } = await start()
  const token = setUpLink!.split("#")[1]
  const owner = { token, login: "Ana@Example.org", name: "Ana", password: PASSWORD }
  const first = await nobody.ask<{ owner: boolean; login: string }>("POST", "/setup", owner)
  expect(first.status).toBe(201)
  expect(first.body).toMatchObject({ owner: true, login: "ana@example.org", kind: "member" })
  const second = await nobody.ask("POST", "/setup", { ...owner, login: "eve" })
  expect(second.status).toBe(410)
})
