import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { DATABASE_FILE } from "../../../server/store/open-store.ts"
import { openDatabase } from "../../../server/store/sqlite-database.ts"
import type { ShareLink } from "../../../shared/wire/http.ts"
import { startServer, type TestServer } from "../../support/server.ts"

let server: TestServer
let now = Date.now()
beforeAll(async () => {
  server = await startServer({ now: () => now })
})
afterAll(() => server.close())

it("greets whoever has the link, and lets them in under a name of their own", async () => {
  const { createBoard, createLink, nobody, join } = server
  const board = await createBoard("Ward 3")
  const link = await createLink(board.id, { role: "member", label: "Night shift" })
  expect(link.url).toBe(`${server.url}/join#${link.token}`)
  expect((await nobody.ask("POST", "/join/peek", { token: link.token })).body).toEqual({
    boardId: board.id,
    boardName: "Ward 3",
    role: "member",
  })
  const ana = await join(link.token, "Ana")
  expect(ana.me).toMatchObject({ kind: "guest", name: "Ana", owner: false, boardId: board.id })
  expect(ana.me.actor).toMatch(/^guest:[\w-]{12}$/)
  expect((await ana.ask("GET", "/boards")).body).toMatchObject([{ id: board.id, role: "member" }])
  const people = await ana.ask<{ actor: string; name: string }[]>("GET", `/boards/${board.id}/people`)
  expect(people.body).toContainEqual({ actor: ana.me.actor, name: "Ana", role: "member", crewRoles: [] })
})

it("keeps the crew role that a guest gives", async () => {
  const { createBoard, createLink, nobody, with: asking } = server
  const link = await createLink((await createBoard()).id, { role: "viewer" })
  const answer = await nobody.ask("POST", "/join", { token: link.token, name: "Tia", crewRole: "tester" })
  expect(answer.body).toMatchObject({ crewRole: "tester" })
  const cookie = answer.headers.getSetCookie()[0]!.split(";")[0]!
  expect((await asking({ cookie }).ask("GET", "/me")).body).toMatchObject({ crewRole: "tester" })
})

it("[T6] counts uses and shows the last one, never the token again", async () => {
  const { createBoard, createLink, join, admin } = server
  const board = await createBoard()
  const link = await createLink(board.id, { role: "viewer" })
  await join(link.token)
  await join(link.token)
  const listed = await admin.ask<ShareLink[]>("GET", `/boards/${board.id}/links`)
  expect(listed.body).toMatchObject([{ id: link.id, uses: 2, lastUsedAt: expect.any(Number) }])
  expect(JSON.stringify(listed.body)).not.toContain(link.token)
  expect(JSON.stringify(listed.body)).not.toContain("tokenHash")
})

it("lets in no more than 120 guests a minute by one link, and goes on by another", async () => {
  const { createBoard, createLink, nobody, join } = server
  const board = await createBoard()
  const [flooded, other] = [
    await createLink(board.id, { role: "member" }),
    await createLink(board.id, { role: "member" }),
  ]
  const knock = () => nobody.ask("POST", "/join", { token: flooded.token, name: "Bot" })
  for (let guest = 0; guest < 120; guest++) expect((await knock()).status).toBe(201)
  const refused = await knock()
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
  expect((await join(other.token)).me.kind).toBe("guest")
  now += 60_000
  expect((await knock()).status).toBe(201)
})

it("[T6] counts everybody who comes in at the same moment", async () => {
  const { createBoard, createLink, join, admin } = server
  const board = await createBoard()
  const link = await createLink(board.id, { role: "member" })
  await Promise.all(Array.from({ length: 4 }, () => join(link.token)))
  const listed = await admin.ask<ShareLink[]>("GET", `/boards/${board.id}/links`)
  expect(listed.body).toMatchObject([{ uses: 4 }])
})

it("opens no more than 2,000 screens at a time by one link, and says so", async () => {
  const { createBoard, createLink, nobody } = server
  const link = await createLink((await createBoard()).id, { role: "kiosk" })
  const open = () => nobody.ask<{ detail: string }>("POST", "/screens/open", { token: link.token })
  await fill(link.id, 1_999)
  expect((await open()).status).toBe(200)
  const refused = await open()
  expect([refused.status, refused.body.detail]).toEqual([429, expect.stringContaining("Too many screens")])
})

it("lets in no more than 2,000 guests at a time by one link, and says so", async () => {
  const { createBoard, createLink, nobody } = server
  const link = await createLink((await createBoard()).id, { role: "member" })
  const knock = () => nobody.ask<{ detail: string }>("POST", "/join", { token: link.token, name: "Ana" })
  await fill(link.id, 1_999)
  expect((await knock()).status).toBe(201)
  const refused = await knock()
  expect([refused.status, refused.body.detail]).toEqual([429, expect.stringContaining("Too many guests")])
})

/** Open sessions of a link, written behind the server's back. */
async function fill(linkId: string, count: number): Promise<void> {
  const database = openDatabase(join(server.dataDir, DATABASE_FILE))
  try {
    const insert = database.prepare(
      `insert into "session" ("tokenHash", "actor", "userId", "linkId", "name", "crewRole", "createdAt", "expiresAt")
       values (?, ?, null, ?, 'Guest', null, 0, ?)`,
    )
    database.exec("begin")
    for (let n = 0; n < count; n++) insert.run(`${linkId} ${n}`, `guest:${n}`, linkId, now + 1_000_000)
    database.exec("commit")
  } finally {
    database.close()
  }
}

it("[T6] throws everybody out who came by a link that is revoked, and nobody else", async () => {
  const { createBoard, createLink, join, admin, nobody } = server
  const board = await createBoard()
  const [bad, good] = [await createLink(board.id, { role: "member" }), await createLink(board.id, { role: "member" })]
  const [eve, ana] = [await join(bad.token), await join(good.token)]
  expect((await admin.ask("DELETE", `/boards/${board.id}/links/${bad.id}`)).status).toBe(204)
  expect((await eve.ask("GET", `/boards/${board.id}`)).status).toBe(401)
  expect((await ana.ask("GET", `/boards/${board.id}`)).status).toBe(200)
  expect((await nobody.ask("POST", "/join", { token: bad.token, name: "Eve" })).status).toBe(410)
})

it("[T6] ends with the link's time", async () => {
  const { createBoard, createLink, join, nobody } = server
  const board = await createBoard()
  const link = await createLink(board.id, { role: "member", expiresInMinutes: 10 })
  expect(link.expiresAt).toBe(now + 600_000)
  const ana = await join(link.token)
  now += 600_000
  expect((await ana.ask("GET", `/boards/${board.id}`)).status).toBe(401)
  expect((await nobody.ask("POST", "/join/peek", { token: link.token })).status).toBe(410)
})

it.each([
  ["a lead", { role: "lead" }],
  ["nothing known", { role: "chef" }],
  ["a field that is not there", { role: "member", board: "x" }],
  ["a moment that is over", { role: "member", expiresAt: 1 }],
])("refuses a link for %s", async (_name, body) => {
  const { createBoard, admin } = server
  const board = await createBoard()
  expect((await admin.ask("POST", `/boards/${board.id}/links`, body)).status).toBe(400)
})

it("does not let the lead of one board revoke a link of another", async () => {
  const { createBoard, createLink, admin } = server
  const [mine, theirs] = [await createBoard(), await createBoard()]
  const link = await createLink(theirs.id, { role: "member" })
  expect((await admin.ask("DELETE", `/boards/${mine.id}/links/${link.id}`)).status).toBe(404)
})

it("gives a wall display its own page and only the status, without names or reasons", async () => {
  const { createBoard, createLink, join, admin } = server
  const board = await createBoard("Kitchen", "kitchen-pass")
  const link = await createLink(board.id, { role: "kiosk" })
  expect(link.url).toBe(`${server.url}/kiosk/${board.id}#${link.token}`)
  const wall = await join(link.token, "Wall")
  const status = await wall.ask<{ lanes: { cards: { blocked: string | null }[] }[] }>(
    "GET",
    `/boards/${board.id}/status`,
  )
  const full = await admin.ask<typeof status.body>("GET", `/boards/${board.id}/status`)
  const reasons = (lanes: typeof status.body.lanes) =>
    lanes.flatMap(({ cards }) => cards.map(({ blocked }) => blocked)).filter((reason) => reason !== null)
  expect(reasons(full.body.lanes).some((reason) => reason !== "")).toBe(true)
  expect(new Set(reasons(status.body.lanes))).toEqual(new Set([""]))
})
