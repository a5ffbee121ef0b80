import { once } from "node:events"
import { request as httpRequest } from "node:http"
import { afterAll, beforeAll, expect, it } from "vitest"
import type { BoardSummary, ImportReport } from "../../../shared/wire/http.ts"
import { type Asking, startServer, type TestServer } from "../../support/server.ts"

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

interface Imported {
  readonly report: ImportReport
  readonly boardId?: string
}
const trello = (cards: number) =>
  JSON.stringify({
    id: "b",
    name: "From Trello",
    lists: [{ id: "l1", name: "Doing", pos: 1, closed: false }],
    cards: Array.from({ length: cards }, (_, n) => ({
      ...{ id: `c${n}`, name: `Card ${n}`, idList: "l1", pos: n, closed: false },
      ...{ desc: n === 0 ? "**Bold** words" : "", labels: [], idLabels: [], idChecklists: [], attachments: [] },
    })),
    labels: [],
    members: [],
    checklists: [],
    actions: [],
  })

const boards = async () => (await server.admin.ask<BoardSummary[]>("GET", "/boards")).body
const count = (report: ImportReport, code: string) => report.kept.find((line) => line.code === code)?.count

it("says what a file would become and writes nothing on a dry run", async () => {
  const before = await boards()
  const answer = await server.admin.ask<Imported>("POST", "/imports?format=trello&dryRun=true", trello(3))
  expect(answer.status).toBe(200)
  expect(answer.body.boardId).toBeUndefined()
  expect(answer.body.report).toMatchObject({ format: "trello", boardName: "From Trello" })
  expect(count(answer.body.report, "cards")).toBe(3)
  expect(await boards()).toEqual(before)
})

it("makes a board with the same report when it is meant", async () => {
  const answer = await server.admin.ask<Imported>("POST", "/imports?format=trello&dryRun=false", trello(3))
  const board = await server.admin.ask<{ name: string; view: { cards: Record<string, { title: string }> } }>(
    "GET",
    `/boards/${answer.body.boardId}`,
  )
  expect(board.body.name).toBe("From Trello")
  expect(Object.values(board.body.view.cards).map(({ title }) => title)).toEqual(["Card 0", "Card 1", "Card 2"])
})

it("makes whoever imports the lead of the board", async () => {
  const ana = await server.signUp("importer")
  const answer = await ana.ask<Imported>("POST", "/imports?format=csv", "title,lane\nOne,Doing\n")
  expect((await ana.ask("GET", `/boards/${answer.body.boardId}`)).body).toMatchObject({ role: "lead" })
})

it("takes a board out and in again without losing anything", async () => {
  const source = await server.createBoard("Round trip", "ward-shift")
  const { view } = (await server.admin.ask<{ view: { cards: object } }>("GET", `/boards/${source.id}`)).body
  const [card] = Object.keys(view.cards)
  const ana = await server.signUp("round-trip")
  await server.addMember(source.id, "round-trip", "member")
  const take = { id: "round-trip-1", kind: "card.take", card }
  const say = { id: "round-trip-2", kind: "comment.add", card, text: "Handed over at the bedside" }
  expect((await ana.ask("POST", `/boards/${source.id}/commands`, take)).status).toBe(200)
  expect((await server.admin.ask("POST", `/boards/${source.id}/commands`, say)).status).toBe(200)
  const file = await server.admin.ask<Record<string, unknown>>("GET", `/boards/${source.id}/export.json`)
  expect(file.headers.get("content-disposition")).toContain("attachment")
  expect(file.body).toMatchObject({ comments: [{ actor: "key:admin" }] })
  const answer = await server.admin.ask<Imported>("POST", "/imports?format=throughline", JSON.stringify(file.body))
  expect(answer.body.report.lost).toEqual([])
  const copy = await server.admin.ask<Record<string, unknown>>("GET", `/boards/${answer.body.boardId}/export.json`)
  for (const part of ["name", "meta", "lanes", "cards", "texts", "comments", "history", "since"])
    expect([part, copy.body[part]]).toEqual([part, file.body[part]])
})

it("lets only the owner give words back to others who have an account", async () => {
  const [ana, eve] = [await server.signUp("words-ana"), await server.signUp("words-eve")]
  const board = await server.createBoard("Words", "plain-kanban")
  await server.addMember(board.id, "words-ana", "member")
  const whole = await server.admin.ask<{ view: { cards: object } }>("GET", `/boards/${board.id}`)
  const card = Object.keys(whole.body.view.cards)[0]!
  const said = { id: "said-by-ana", kind: "comment.add", card, text: "I said so" }
  expect((await ana.ask("POST", `/boards/${board.id}/commands`, said)).status).toBe(200)
  const file = await server.admin.ask<object>("GET", `/boards/${board.id}/export.json`)
  const authors = async (person: typeof ana) => {
    const answer = await person.ask<Imported>("POST", "/imports?format=throughline", JSON.stringify(file.body))
    const path = `/boards/${answer.body.boardId}/ledger?limit=5000`
    const ledger = await person.ask<{ entries: { kind: string; actor: string }[] }>("GET", path)
    return ledger.body.entries.filter(({ kind }) => kind === "comment.added").map(({ actor }) => actor)
  }
  expect(await authors(eve)).toEqual(["system"])
  expect(await authors(server.admin as typeof ana)).toEqual([ana.me.actor])
})

it("tells its progress line by line and the answer as the last line", async () => {
  const accept = { accept: "application/x-ndjson" }
  const answer = await server.admin.ask<string>("POST", "/imports?format=trello", trello(2_000), accept)
  expect(answer.headers.get("content-type")).toBe("application/x-ndjson")
  // The helper parses what calls itself JSON; lines of JSON come as text.
  const lines = String(answer.body)
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text) as { progress?: { done: number; total: number } } & Partial<Imported>)
  const progress = lines.slice(0, -1).map((line) => line.progress!)
  expect(progress.length).toBeGreaterThan(2)
  for (const [at, { done, total }] of progress.entries())
    expect(done).toBeLessThanOrEqual(progress[at + 1]?.done ?? total)
  expect(lines.at(-1)).toMatchObject({ report: { format: "trello" }, boardId: expect.any(String) })
})

it("makes no board for somebody who cancels on the way", async () => {
  const before = (await boards()).length
  const cancel = new AbortController()
  const asked = fetch(`${server.url}/api/v1/imports?format=trello`, {
    method: "POST",
    headers: { ...server.admin.headers, accept: "application/x-ndjson" },
    body: trello(4_000),
    signal: cancel.signal,
  })
  const lines = (await asked).body!.getReader()
  await lines.read()
  cancel.abort()
  await expect(lines.read()).rejects.toThrow()
  const next = await server.admin.ask<Imported>("POST", "/imports?format=trello", trello(1))
  expect((await boards()).map(({ id }) => id)).toContain(next.body.boardId)
  expect(await boards()).toHaveLength(before + 1)
})

it("tells a problem as the last line, too", async () => {
  const accept = { accept: "application/x-ndjson" }
  const answer = await server.admin.ask<string>("POST", "/imports?format=trello", "{", accept)
  expect(JSON.parse(String(answer.body).trim().split("\n").at(-1)!)).toMatchObject({
    problem: { code: "not-an-import", status: 422 },
  })
})

it.each([
  ["nothing", "trello", ""],
  ["half a file", "trello", trello(3).slice(0, 200)],
  ["a CSV that says it is Trello's", "trello", "title,lane\nOne,Doing\n"],
  ["JSON of something else", "throughline", '{"format":"other"}'],
  ["bytes that are no text", "trello", new Uint8Array([0x80, 0x81, 0xfe])],
  ["a prototype", "throughline", '{"__proto__":{"format":"throughline-board"}}'],
])("refuses %s with where and why", async (_name, format, file) => {
  const answer = await server.admin.ask("POST", `/imports?format=${format}`, file)
  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ code: "not-an-import", detail: expect.stringMatching(/\w+.*\./) })
})

it.each(["format=xml", "", "format=csv&dryRun=maybe", "format=csv&extra=1"])(
  "refuses the question %o",
  async (query) => {
    expect((await server.admin.ask("POST", `/imports?${query}`, "title\nOne\n")).status).toBe(400)
  },
)

it("[T14] takes in two files of one person at a time, asked before they are read, and those of others meanwhile", async () => {
  const [ana, ben] = [await server.signUp("uploads-ana"), await server.signUp("uploads-ben")]
  const address = "/imports?format=csv&dryRun=true"
  const ask = async (who: Asking) => (await who.ask("POST", address, "title\nOne\n")).status
  const begin = async () => {
    const more = {
      origin: server.url,
      "content-type": "text/csv",
      "content-length": 40_000_000,
      expect: "100-continue",
    }
    const headers = { ...ana.headers, ...more }
    const sent = httpRequest(`${server.url}/api/v1${address}`, { method: "POST", headers })
    sent.on("error", () => undefined)
    sent.flushHeaders()
    await once(sent, "continue")
    return sent
  }
  const underWay = [await begin(), await begin()]
  expect(await ask(ana)).toBe(429)
  expect(await ask(ben)).toBe(200)
  for (const sent of underWay) sent.destroy()
  while ((await ask(ana)) !== 200);
})

it("refuses a file over 50 MB", async () => {
  const answer = await server.admin.ask("POST", "/imports?format=csv", new Uint8Array(50 * 1024 * 1024 + 1))
  expect([answer.status, answer.body]).toMatchObject([413, { code: "too-large" }])
})

it("exports the cards as a table that spreadsheets open rightly", async () => {
  const board = await server.createBoard("Täble / 1", "plain-kanban")
  const answer = await server.admin.ask<string>("GET", `/boards/${board.id}/export.csv`)
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8")
  expect(answer.headers.get("content-disposition")).toBe(
    "attachment; filename=\"T_ble-1.csv\"; filename*=UTF-8''T%C3%A4ble-1.csv",
  )
  expect(answer.body.split("\r\n")[0]).toContain("title")
})
