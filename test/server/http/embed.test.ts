import { afterEach, expect, it } from "vitest"
import { startServer, type TestServer } from "../../support/server.ts"

let server: TestServer
afterEach(() => server.close())

const policyOf = async (path: string) => {
  const { headers } = await server.nobody.ask("GET", `//${path}`)
  const policy = headers.get("content-security-policy") ?? ""
  return { ancestors: /frame-ancestors ([^;]*)/.exec(policy)?.[1], frameOptions: headers.get("x-frame-options") }
}

it("lets no page show the board in a frame unless the settings name its origin", async () => {
  server = await startServer()
  expect(await policyOf("embed/x")).toEqual({ ancestors: "'none'", frameOptions: "DENY" })
})

it("lets the named origins show the page for frames, and no other page", async () => {
  server = await startServer({ config: { embedOrigins: ["https://wiki.example.org", "https://portal.example.org"] } })
  const named = { ancestors: "https://wiki.example.org https://portal.example.org", frameOptions: null }
  expect(await policyOf("embed/x")).toEqual(named)
  for (const path of ["", "b/x", "kiosk/x", "join"])
    expect(await policyOf(path)).toEqual({ ancestors: "'none'", frameOptions: "DENY" })
})
