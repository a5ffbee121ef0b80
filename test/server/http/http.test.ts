import { request } from "node:http"
import { connect } from "node:net"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type ServerOptions, startServer, type TestServer } from "../../support/server.ts"

let server: TestServer
const start = (options: ServerOptions = {}) => startServer(options)
beforeAll(async () => {
  server = await start()
})
afterAll(() => server.close())

/** A request exactly as written: fetch would tidy up the path. */
function raw(method: string, path: string, headers: Record<string, string> = {}, body = "") {
  const { hostname, port } = new URL(server.url)
  return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const asked = request({ hostname, port, method, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.on("end", () =>
        resolve({ status: response.statusCode!, body: Buffer.concat(chunks).toString(), headers: response.headers }),
      )
    })
    asked.on("error", reject)
    asked.end(body)
  })
}

const JSON_TYPE = { "content-type": "application/json" }

it("says no as problem+json, with a code and where the fault is", async () => {
  const answer = await server.admin.ask("POST", "/boards", { name: "", colour: "red" })
  expect(answer.status).toBe(400)
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/)
  expect(answer.body).toMatchObject({
    type: "urn:throughline:problem:bad-request",
    title: "Bad request",
    status: 400,
    code: "bad-request",
    detail: expect.any(String),
    errors: expect.arrayContaining([{ path: "body.name", message: expect.any(String) }]),
  })
  expect(JSON.stringify(answer.body)).toContain("colour")
})

it.each([
  ["text that is no JSON", "{"],
  ["a prototype in JSON", '{"__proto__": {"name": "x"}}'],
  ["a constructor in JSON", '{"constructor": {"prototype": {"name": "x"}}}'],
  ["a list where an object belongs", "[]"],
  ["nothing", ""],
  ["null", "null"],
  ["deep nesting", "[".repeat(50_000)],
  ["a name of the wrong type", '{"name": 5}'],
  ["a name that is too long", JSON.stringify({ name: "x".repeat(201) })],
  ["a template that is not there", '{"name": "x", "template": "constructor"}'],
])("refuses %s with 400", async (_name, body) => {
  const answer = await raw("POST", "/api/v1/boards", { ...JSON_TYPE, ...server.admin.headers }, body)
  expect(answer.status).toBe(400)
  expect(JSON.parse(answer.body)).toMatchObject({ code: "bad-request" })
})

it("refuses a body of another type", async () => {
  const answer = await raw("POST", "/api/v1/boards", { "content-type": "text/xml", ...server.admin.headers }, "<a/>")
  expect([answer.status, JSON.parse(answer.body).code]).toEqual([400, "bad-request"])
})

it("refuses a body over 1 MiB with 413, and one that hides its length too", async () => {
  const body = JSON.stringify({ name: "x".repeat(1_100_000) })
  for (const length of [{ "content-length": String(body.length) }, { "transfer-encoding": "chunked" }]) {
    const answer = await raw("POST", "/api/v1/boards", { ...JSON_TYPE, ...length, ...server.admin.headers }, body)
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([413, "too-large"])
  }
})

it("does not read a large body of somebody who may not send it", async () => {
  const answer = await raw("POST", "/api/v1/imports?format=csv", { "content-type": "text/csv" }, "x".repeat(2_000_000))
  expect(answer.status).toBe(401)
})

it.each([
  "/../package.json",
  "/..%2f..%2fpackage.json",
  "/%2e%2e/%2e%2e/etc/passwd",
  "/assets/../../../package.json",
  "/assets/..%5c..%5cpackage.json",
  "/@fs/etc/passwd",
  "/@vite/client",
  "/main.tsx",
  "/node_modules/react/index.js",
  "/.git/config",
  "/assets/index.js.map",
  "/server/main.ts",
  "/data/throughline.db",
  "//etc/passwd",
  "/api/v1/none",
  "/api",
  "/%00",
])("[T28] finds nothing at %s", async (path) => {
  const answer = await raw("GET", path)
  expect([400, 404]).toContain(answer.status)
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/)
})

it("tells browsers to run only our scripts and to keep addresses to themselves", async () => {
  const { headers } = await raw("GET", "/healthz")
  const policy = String(headers["content-security-policy"])
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("object-src 'none'; base-uri 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers).toMatchObject({
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=()"),
  })
  expect(headers["strict-transport-security"]).toBeUndefined()
})

it("does not repeat a hostile Host in a header", async () => {
  const { headers } = await raw("GET", "/healthz", { host: "evil.example; script-src *" })
  expect(String(headers["content-security-policy"])).not.toContain("evil")
})

it.each([
  ["another page", { origin: "http://evil.example" }],
  ["nowhere", { origin: "null" }],
  ["no page at all", {}],
])("[T3] refuses to change anything for a cookie that comes from %s", async (_name, origin) => {
  const person = await server.signUp(`csrf-${_name.replaceAll(" ", "-")}`)
  const { cookie } = person.headers as { cookie: string }
  const answer = await server.with({ cookie, ...origin }).ask("POST", "/boards", { name: "x" })
  expect([answer.status, answer.body]).toMatchObject([403, { code: "bad-origin" }])
})

it("[T3] lets our own page, the browser's word for it, and a key from anywhere change things", async () => {
  const { cookie } = (await server.signUp("csrf-own")).headers as { cookie: string }
  for (const headers of [
    { cookie, origin: server.url },
    { cookie, "sec-fetch-site": "same-origin" },
    { ...server.admin.headers, origin: "http://evil.example" },
  ])
    expect((await server.with(headers).ask("POST", "/boards", { name: "x" })).status).toBe(201)
})

it.each(["Bearer wrong", "Bearer ", "Basic YWRtaW46YWRtaW4=", "bearer  x"])(
  "does not know the key %s",
  async (authorization) => {
    expect((await server.with({ authorization }).ask("GET", "/me")).status).toBe(401)
  },
)

it("does not fall back to the cookie when a key is wrong", async () => {
  const { headers } = await server.signUp("both")
  expect((await server.with({ ...headers, authorization: "Bearer wrong" }).ask("GET", "/me")).status).toBe(401)
})

it("knows the administrator's key", async () => {
  expect((await server.admin.ask("GET", "/me")).body).toEqual({
    actor: "key:admin",
    name: "Administrator key",
    kind: "key",
    owner: true,
  })
})

it("describes every route with the schemas that check it", async () => {
  const { body } = await server.nobody.ask<Record<string, never>>("GET", "/openapi.json")
  const described = body as unknown as { openapi: string; paths: Record<string, Record<string, never>> }
  expect(described.openapi).toBe("3.1.0")
  expect(described.paths["/api/v1/boards/{id}/commands"]!.post).toMatchObject({
    requestBody: { content: { "application/json": { schema: { oneOf: expect.any(Array) } } } },
    security: [{ session: [] }, { key: [] }],
  })
  expect(described.paths["/api/v1/boards"]!.post).toMatchObject({
    requestBody: { content: { "application/json": { schema: { required: ["name"], additionalProperties: false } } } },
  })
})

it("is healthy and ready", async () => {
  expect((await raw("GET", "/healthz")).status).toBe(200)
  expect((await raw("GET", "/readyz")).status).toBe(200)
})

it("shows figures to this machine and to the key, and to nobody who comes through a proxy", async () => {
  const own = await raw("GET", "/metrics")
  expect(own.body).toContain("throughline_http_request_seconds")
  expect((await raw("GET", "/metrics", { "x-forwarded-for": "10.1.2.3" })).status).toBe(404)
  const forwarded = { "x-forwarded-for": "10.1.2.3", ...server.admin.headers }
  expect((await raw("GET", "/metrics", forwarded)).status).toBe(200)
  expect((await raw("GET", "/metrics", { authorization: "Bearer wrong" })).status).toBe(404)
  const screen = await server.createLink((await server.createBoard("Wall")).id, { role: "kiosk" })
  expect((await raw("GET", "/metrics", { authorization: `Bearer ${screen.token}` })).status).toBe(404)
})

it("[T2] closes a connection whose headers do not come", { timeout: 15_000 }, async () => {
  const { hostname, port } = new URL(server.url)
  const startedAt = Date.now()
  const socket = connect(Number(port), hostname)
  socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\n")
  socket.resume()
  await new Promise((resolve) => socket.on("close", resolve))
  expect(Date.now() - startedAt).toBeLessThan(10_000)
})

it("[T6] logs no token, no cookie, no query and no word of a board", async () => {
  const board = await server.createBoard("Secret plans")
  const link = await server.createLink(board.id, { role: "member", label: "secret label" })
  const guest = await server.join(link.token, "Secret guest")
  await guest.ask("GET", `/boards/${board.id}/ledger?limit=7&secret=1`)
  await raw("GET", `/sync/${board.id}?ticket=secret-ticket`)
  await raw("POST", "/api/v1/boards", { ...JSON_TYPE, ...server.admin.headers }, '{"name": "secret broken')
  const log = server.log.join("")
  expect(log).toContain("/api/v1/boards/:id/ledger")
  for (const secret of [link.token, guest.headers.cookie!.split("=")[1]!, "ecret", server.admin.headers.authorization!])
    expect(log).not.toContain(secret)
})
