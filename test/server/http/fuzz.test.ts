import fc from "fast-check"
import { afterAll, beforeAll, expect, it } from "vitest"
import { startServer, type TestServer } from "../../support/server.ts"

let server: TestServer
let boardId: string
let routes: readonly (readonly [method: string, path: string])[]

beforeAll(async () => {
  server = await startServer({ signInTriesPerMinute: 1e9 })
  boardId = (await server.createBoard("Fuzz", "plain-kanban")).id
  const { body } = await server.nobody.ask<{ paths: Record<string, object> }>("GET", "/openapi.json")
  routes = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path.replace("/api/v1", "")] as const),
  )
})
afterAll(() => server.close())

/** Values under the names that the API knows, so that the fuzz gets past the first check now and then. */
const NAMES = [
  "token",
  "name",
  "login",
  "password",
  "role",
  "userId",
  "label",
  "expiresAt",
  "kind",
  "card",
  "id",
  "text",
]
const word = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("member", "comment.add", "__proto__", "constructor", "../..", "\u0000", "\ud800", "x".repeat(300)),
)
const value = fc.oneof(
  word,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(word, { maxLength: 3 }),
)
const body = fc.oneof(fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), word), value, { maxKeys: 6 }), fc.jsonValue())

it("answers whatever is sent to any route with less than 500, and stays up", { timeout: 60_000 }, async () => {
  const asked = fc.record({ route: fc.nat(), segment: word, query: fc.webQueryParameters(), body })
  await fc.assert(
    fc.asyncProperty(asked, async ({ route, segment, query, body: sent }) => {
      const [method, path] = routes[route % routes.length]!
      if (path.endsWith("/feed")) return
      const inner = path
        .replace("{id}", boardId)
        .replace(/\{\w+\}/, encodeURIComponent(segment.replace(/[\ud800-\udfff]/g, "")))
      const answer = await server.admin.ask(method, `${inner}?${query}`, method === "GET" ? undefined : sent)
      expect(answer.status).toBeLessThan(500)
    }),
    { numRuns: 400 },
  )
  expect((await server.admin.ask("GET", `/boards/${boardId}`)).status).toBe(200)
  expect(server.log.filter((line) => line.includes('"level":"error"'))).toEqual([])
})
