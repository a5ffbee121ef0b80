import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { startServer, type TestServer } from "../../support/server.ts"

const folder = mkdtempSync(join(tmpdir(), "throughline-client-"))
const PAGE = "<!doctype html><title>Throughline</title>"
const SCRIPT = `export const words = "${"throughline ".repeat(200)}"`
let server: TestServer

beforeAll(async () => {
  server = await startServer({ clientFolder: folder })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { headers: { "accept-encoding": "identity", ...headers } })

it("says in a sentence that the pages are not built, until they are", async () => {
  const before = await get("/")
  expect(before.status).toBe(503)
  expect(await before.text()).toContain("not built yet")
  mkdirSync(join(folder, "assets"))
  writeFileSync(join(folder, "index.html"), PAGE)
  writeFileSync(join(folder, "sw.js"), "self.skipWaiting()")
  writeFileSync(join(folder, "assets/index-abc123.js"), SCRIPT)
  writeFileSync(join(folder, "assets/index-abc123.js.map"), "{}")
  expect((await get("/")).status).toBe(200)
})

it.each(["/", "/b/AAAAAAAAAAAAAAAAAAAAAA", "/b/x/huddle?card=1", "/join", "/setup", "/sign-in", "/invite", "/kiosk/x"])(
  "answers %s with the start page, which is asked for anew each time",
  async (path) => {
    const answer = await get(path)
    expect(await answer.text()).toBe(PAGE)
    expect(answer.headers.get("cache-control")).toBe("no-cache")
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8")
  },
)

it("lets files whose name holds their hash be kept for ever, and no others", async () => {
  expect((await get("/assets/index-abc123.js")).headers.get("cache-control")).toBe(
    "public, max-age=31536000, immutable",
  )
  expect((await get("/sw.js")).headers.get("cache-control")).toBe("no-cache")
})

it.each(["br", "gzip"])("sends files compressed with %s to whoever reads that", async (encoding) => {
  const answer = await get("/assets/index-abc123.js", { "accept-encoding": `deflate, ${encoding};q=0.8` })
  expect(answer.headers.get("content-encoding")).toBe(encoding)
  expect(answer.headers.get("vary")).toContain("accept-encoding")
  expect(await answer.text()).toBe(SCRIPT)
})

it("answers 304 to whoever has the file already", async () => {
  const etag = (await get("/sw.js")).headers.get("etag")!
  expect((await get("/sw.js", { "if-none-match": etag })).status).toBe(304)
  expect((await get("/sw.js", { "if-none-match": '"other"' })).status).toBe(200)
})

it.each(["/assets/index-abc123.js.map", "/assets/none.js", "/assets/", "/index.html/x", "/none"])(
  "[T28] has nothing at %s",
  async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: "not-found" })
  },
)
