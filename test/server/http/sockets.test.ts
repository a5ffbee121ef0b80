import { afterAll, afterEach, beforeAll, expect, it } from "vitest"
import WebSocket from "ws"
import { DAY_MS } from "../../../shared/time.ts"
import type { BoardSummary } from "../../../shared/wire/http.ts"
import { RawClient } from "../../support/raw-client.ts"
import { type Person, startServer, type TestServer } from "../../support/server.ts"

let server: TestServer
let boardId: string
let now = Date.now()
const open: RawClient[] = []

beforeAll(async () => {
  server = await startServer({ now: () => now })
  boardId = (await server.createBoard()).id
})
afterEach(() => {
  for (const client of open.splice(0)) client.terminate()
})
afterAll(() => server.close())

const address = (query = "", board = boardId) => `${server.wsUrl}/sync/${board}${query}`

/** The status with which an upgrade is answered: 101, or the refusal. */
function knock(headers: Record<string, string>, url = address()): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers })
    socket.on("open", () => {
      socket.terminate()
      resolve(101)
    })
    socket.on("unexpected-response", (_request, response) => {
      response.resume()
      resolve(response.statusCode!)
    })
    socket.on("error", reject)
  })
}

async function connect(headers: Record<string, string>): Promise<RawClient> {
  const client = await new RawClient({ url: address(), headers }).connect()
  open.push(client)
  return client
}

async function closedWithin(client: RawClient, timeoutMs: number) {
  await client.until(() => client.closed !== undefined, timeoutMs)
  return client.closed
}

async function ticketFor(board = boardId): Promise<string> {
  const answer = await server.admin.ask<{ ticket: string; expiresInMs: number }>("POST", "/tickets", { boardId: board })
  expect(answer.body.expiresInMs).toBe(30_000)
  return answer.body.ticket
}

it("opens for a session from our own page, a key, and a ticket", async () => {
  const ana = await server.signUp("opens")
  await server.addMember(boardId, "opens", "member")
  expect(await knock(ana.headers)).toBe(101)
  expect(await knock(server.admin.headers)).toBe(101)
  expect(await knock({}, address(`?ticket=${await ticketFor()}`))).toBe(101)
})

it("[T3] does not open for the cookie when another page asks, or when nobody says which page asks", async () => {
  const { cookie } = (await server.signUp("cswsh")).headers as { cookie: string }
  await server.addMember(boardId, "cswsh", "member")
  expect(await knock({ cookie, origin: "http://evil.example" })).toBe(403)
  expect(await knock({ cookie, origin: "null" })).toBe(403)
  expect(await knock({ cookie })).toBe(403)
  expect(await knock({ origin: "http://evil.example" }, address(`?ticket=${await ticketFor()}`))).toBe(403)
})

it("[T2] answers before the upgrade: who are you, not yours, not with this role", async () => {
  const stranger = await server.signUp("knocks")
  const kiosk = await server.join((await server.createLink(boardId, { role: "kiosk" })).token)
  expect(await knock({})).toBe(401)
  expect(await knock({ authorization: "Bearer wrong" })).toBe(401)
  expect(await knock(stranger.headers)).toBe(404)
  expect(await knock(server.admin.headers, address("", "A".repeat(22)))).toBe(404)
  expect(await knock({ ...kiosk.headers, origin: server.url })).toBe(403)
  const { token } = await server.createLink(boardId, { role: "kiosk" })
  expect(await knock({ authorization: `Bearer ${token}` })).toBe(403)
})

it("takes a ticket once, for its board, for thirty seconds", async () => {
  const ticket = await ticketFor()
  expect(await knock({}, address(`?ticket=${ticket}`))).toBe(101)
  expect(await knock({}, address(`?ticket=${ticket}`))).toBe(401)

  const other = await server.createBoard("Other")
  const elsewhere = await ticketFor(other.id)
  expect(await knock({}, address(`?ticket=${elsewhere}`))).toBe(401)
  expect(await knock({}, address(`?ticket=${elsewhere}`, other.id))).toBe(401)

  const late = await ticketFor()
  now += 30_000
  expect(await knock({}, address(`?ticket=${late}`))).toBe(401)
})

it("[T6] gives no ticket's right to somebody whose session ended since", async () => {
  const ana = await server.signUp("ticket")
  await server.addMember(boardId, "ticket", "member")
  const answer = await ana.ask<{ ticket: string }>("POST", "/tickets", { boardId })
  await ana.ask("POST", "/sign-out")
  expect(await knock({}, address(`?ticket=${answer.body.ticket}`))).toBe(401)
})

it("says who you are under the name and role of the session", async () => {
  const ana = await server.signUp("hello", { name: "Ana" })
  await server.addMember(boardId, "hello", "viewer")
  const client = await connect(ana.headers)
  await client.until(() => client.frames.some(({ type }) => type === "hello"))
  expect(client.frames.find(({ type }) => type === "hello")!.body).toMatchObject({
    actor: ana.me.actor,
    name: "Ana",
    role: "viewer",
  })
})

it("[T6] closes the sockets of a revoked link within two seconds, and no others", async () => {
  const link = await server.createLink(boardId, { role: "member" })
  const [eve, ana] = [await server.join(link.token), await server.signUp("stays")]
  await server.addMember(boardId, "stays", "member")
  const [out, stays] = [await connect({ ...eve.headers, origin: server.url }), await connect(ana.headers)]
  await server.admin.ask("DELETE", `/boards/${boardId}/links/${link.id}`)
  expect(await closedWithin(out, 2_000)).toEqual({ code: 4403, reason: "revoked" })
  expect(await knock({ ...eve.headers, origin: server.url })).toBe(401)
  expect(stays.closed).toBeUndefined()
})

it("[T6] closes the sockets of a link that runs out within two seconds", async () => {
  const link = await server.createLink(boardId, { role: "viewer", expiresInMinutes: 5 })
  const guest = await server.join(link.token)
  const client = await connect({ ...guest.headers, origin: server.url })
  now += 5 * 60_000
  expect(await closedWithin(client, 2_000)).toEqual({ code: 4403, reason: "revoked" })
})

it("[T6] ends one guest's session with their sockets, and nobody else's of the same link", async () => {
  const board = await server.createBoard("Long")
  const link = await server.createLink(board.id, { role: "member" })
  const enter = async (name: string) => {
    const { headers } = await server.join(link.token, name)
    const url = address("", board.id)
    const client = await new RawClient({ url, headers: { ...headers, origin: server.url } }).connect()
    open.push(client)
    return client
  }
  const first = await enter("First")
  now += 20 * DAY_MS
  await enter("Second")
  now += 10 * DAY_MS
  expect(await closedWithin(first, 2_000)).toEqual({ code: 4401, reason: "unauthenticated" })
  const { body } = await server.admin.ask<BoardSummary[]>("GET", "/boards")
  expect(body.find(({ id }) => id === board.id)!.here.map(({ name }) => name)).toEqual(["Second"])
})

it.each([
  ["the session is signed out", 4401, (ana) => ana.ask("POST", "/sign-out")],
  [
    "the account is disabled",
    4401,
    (ana) => server.admin.ask("PATCH", `/users/${ana.me.actor.slice(5)}`, { disabled: true }),
  ],
  [
    "the member is removed",
    4403,
    (ana) => server.admin.ask("DELETE", `/boards/${boardId}/members/${ana.me.actor.slice(5)}`),
  ],
  [
    "[T8] the role changes, so that the client comes again with the new one",
    4503,
    (ana) => server.admin.ask("PATCH", `/boards/${boardId}/members/${ana.me.actor.slice(5)}`, { role: "viewer" }),
  ],
] satisfies [string, number, (ana: Person) => Promise<unknown>][])(
  "closes at once when %s",
  async (name, code, end) => {
    const login = name.replace(/\W+/g, "-")
    const ana = await server.signUp(login)
    await server.addMember(boardId, login, "member")
    const client = await connect(ana.headers)
    await end(ana)
    expect((await closedWithin(client, 2_000))!.code).toBe(code)
  },
)

it("tells sockets to come again when the server stops, and stops quickly", async () => {
  const other = await startServer()
  const board = await other.createBoard()
  const client = await new RawClient({ url: `${other.wsUrl}/sync/${board.id}`, headers: other.admin.headers }).connect()
  const startedAt = Date.now()
  await other.close()
  await client.until(() => client.closed !== undefined)
  expect(client.closed!.code).toBe(1012)
  expect(Date.now() - startedAt).toBeLessThan(3_000)
})

it("lists who is on a board at this moment", async () => {
  const board = await server.createBoard("Here")
  const client = await new RawClient({ url: address("", board.id), headers: server.admin.headers }).connect()
  open.push(client)
  const answer = await server.admin.ask<{ id: string; here: unknown[] }[]>("GET", "/boards")
  expect(answer.body.find(({ id }) => id === board.id)!.here).toEqual([
    { actor: "key:admin", name: "Administrator key" },
  ])
})
