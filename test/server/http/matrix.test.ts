/** Who may use which route, cell by cell. The table here is written by hand, so that it can disagree with the code. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Asking, startServer, type TestServer } from "../../support/server.ts"
import { shareScreen } from "./shared-stage.ts"

const COLUMNS = [
  "nobody",
  "revoked guest",
  "stranger",
  "guest of another board",
  "kiosk",
  "screen token",
  "viewer",
  "guest viewer",
  "member",
  "guest member",
  "lead",
  "owner",
  "admin key",
  "shared screen",
] as const
type Column = (typeof COLUMNS)[number]

/** One sign per column: `+` let in, `1` 401, `3` 403, `4` 404. */
const TABLE: Record<string, string> = {
  "POST /setup": "++++++++++++++",
  "POST /sign-in": "++++++++++++++",
  "POST /sign-out": "11++++++++++++",
  "POST /invitations/peek": "++++++++++++++",
  "POST /invitations/accept": "++++++++++++++",
  "POST /join/peek": "++++++++++++++",
  "POST /join": "++++++++++++++",
  "POST /screens/open": "++++++++++++++",
  "POST /screens/claim": "++++++++++++++",
  "GET /me": "11++++++++++++",
  "PATCH /me": "11+333+3+3+++3",
  "POST /me/password": "11+333+3+3+++3",
  "GET /me/mail": "11+333+3+3++33",
  "PATCH /me/mail": "11+333+3+3+++3",
  "DELETE /me/mail": "11+333+3+3++33",
  "POST /mail/confirm": "++++++++++++++",
  "POST /mail/stop": "++++++++++++++",
  "GET /me/pin": "11++33++++++33",
  "POST /me/pin": "11++33++++++33",
  "DELETE /me/pin": "11++33++++++33",
  "GET /users": "11+333+3+3+++3",
  "POST /users": "11333333333++3",
  "POST /users/{userId}/invitation": "11333333333++3",
  "PATCH /users/{userId}": "11333333333++3",
  "GET /boards": "11++++++++++++",
  "POST /boards": "11+333+3+3+++3",
  "GET /boards/{id}": "114433++++++++",
  "PATCH /boards/{id}": "11443333+++++3",
  "POST /boards/{id}/archive": "1144333333+++3",
  "POST /boards/{id}/restore": "1144333333+++3",
  "GET /boards/{id}/people": "114433++++++++",
  "POST /boards/{id}/members": "1144333333+++3",
  "PATCH /boards/{id}/members/{userId}": "1144333333+++3",
  "DELETE /boards/{id}/members/{userId}": "1144333333+++3",
  "GET /boards/{id}/links": "1144333333+++3",
  "POST /boards/{id}/links": "1144333333+++3",
  "DELETE /boards/{id}/links/{linkId}": "1144333333+++3",
  "POST /boards/{id}/shared-screens": "11443333+++++3",
  "POST /boards/{id}/as": "1144333333333+",
  "POST /boards/{id}/asks": "1144333333333+",
  "GET /boards/{id}/asks/{askId}": "1144333333333+",
  "DELETE /boards/{id}/asks/{askId}": "1144333333333+",
  "POST /boards/{id}/asks/peek": "11443333+++++3",
  "POST /boards/{id}/asks/answer": "11443333+++++3",
  "POST /boards/{id}/commands": "11443333+++++3",
  "GET /boards/{id}/ledger": "114433++++++++",
  "GET /boards/{id}/ledger.jsonl": "1144333333+++3",
  "POST /boards/{id}/ledger/erasures": "1144333333+++3",
  "GET /boards/{id}/numbers": "114433++++++++",
  "GET /boards/{id}/status": "1144++++++++++",
  "GET /boards/{id}/feed": "1144++++++++++",
  "POST /tickets": "11++++++++++++",
  "POST /imports": "11+333+3+3+++3",
  "GET /boards/{id}/export.json": "11443333+++++3",
  "GET /boards/{id}/export.csv": "11443333+++++3",
  "GET /boards/{id}/timeline.csv": "11443333+++++3",
}

let server: TestServer
let boardId: string
const people = {} as Record<Column, Asking>

beforeAll(async () => {
  server = await startServer()
  const { signUp, addMember, createLink, join, nobody, admin } = server
  boardId = (await server.createBoard()).id
  const other = await server.createBoard("Another")
  for (const role of ["viewer", "member", "lead"] as const) {
    people[role] = await signUp(role)
    await addMember(boardId, role, role)
  }
  people.stranger = await signUp("stranger")
  people.owner = await signUp("owner", { owner: true })
  const guest = async (board: string, role: "viewer" | "member" | "kiosk") => {
    const link = await createLink(board, { role })
    return { link, person: await join(link.token) }
  }
  people["guest viewer"] = (await guest(boardId, "viewer")).person
  people["guest member"] = (await guest(boardId, "member")).person
  const screen = await guest(boardId, "kiosk")
  people.kiosk = screen.person
  people["screen token"] = server.with({ authorization: `Bearer ${screen.link.token}` })
  people["guest of another board"] = (await guest(other.id, "member")).person
  const revoked = await guest(boardId, "member")
  await admin.ask("DELETE", `/boards/${boardId}/links/${revoked.link.id}`)
  people["revoked guest"] = revoked.person
  people["shared screen"] = await shareScreen(await server.signIn("lead"), boardId)
  people.nobody = nobody
  people["admin key"] = admin
})
afterAll(() => server.close())

/** Bodies, queries and inner ids are wrong on purpose: whoever is let in gets 400 and changes nothing. */
function probe(row: string, person: Asking) {
  const [method = "", path = ""] = row.split(" ")
  const address = path.replace("{id}", boardId).replace(/\{\w+\}/g, "!")
  const query = /feed|imports/.test(path) ? "?format=none&since=none" : ""
  return person.ask(method, address + query, method === "GET" || method === "DELETE" ? undefined : { unexpected: true })
}

const EXPECTED: Record<string, readonly number[]> = { "+": [200, 201, 204, 400], "1": [401], "3": [403], "4": [404] }

describe.each(Object.keys(TABLE))("%s", (row) => {
  it.each(COLUMNS.map((column, at) => [column, TABLE[row]![at]!] as const))("%s: %s", async (column, sign) => {
    expect(EXPECTED[sign]).toContain((await probe(row, people[column])).status)
  })
})

it("has a row for every route there is", async () => {
  const { body } = await server.nobody.ask<{ paths: Record<string, object> }>("GET", "/openapi.json")
  const routes = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace("/api/v1", "")}`),
  )
  expect(routes.sort()).toEqual(Object.keys(TABLE).sort())
})

it.each([
  ["no board", "A".repeat(22)],
  ["no board id", "..%2Fadmin"],
  ["a long id", "A".repeat(150)],
])("[T4] answers for %s exactly as for a board that is not theirs", async (_name, id) => {
  const stranger = people.stranger
  const none = await stranger.ask("GET", `/boards/${id}`)
  const notTheirs = await stranger.ask("GET", `/boards/${boardId}`)
  expect({ status: none.status, body: none.body }).toEqual({ status: notTheirs.status, body: notTheirs.body })
  expect([...none.headers.keys()].sort()).toEqual([...notTheirs.headers.keys()].sort())
})

it("[T8] gives a new role with the next request", async () => {
  const { signUp, addMember, admin } = server
  const person = await signUp("promoted")
  await addMember(boardId, "promoted", "viewer")
  expect((await person.ask("PATCH", `/boards/${boardId}`, {})).status).toBe(403)
  await addMember(boardId, "promoted", "member")
  expect((await person.ask("PATCH", `/boards/${boardId}`, {})).status).toBe(400)
  await admin.ask("DELETE", `/boards/${boardId}/members/${person.me.actor.slice("user:".length)}`)
  expect((await person.ask("PATCH", `/boards/${boardId}`, {})).status).toBe(404)
})
