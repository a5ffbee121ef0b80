import { afterAll, beforeAll, expect, it } from "vitest"
import * as Y from "yjs"
import { noCourses } from "../../../shared/metrics/courses.ts"
import { type Numbers, numbersOf } from "../../../shared/metrics/numbers.ts"
import type { BoardSummary } from "../../../shared/wire/http.ts"
import { RawClient } from "../../support/raw-client.ts"
import { type Person, startServer, type TestServer } from "../../support/server.ts"
import { SHORT_BRIEF } from "../relay/handoff-stage.ts"

const MINUTE = 60_000
let now = Date.UTC(2026, 4, 4, 9)
let server: TestServer
let board: BoardSummary
let ana: Person
let bo: Person
let client: RawClient
let made = 0

beforeAll(async () => {
  server = await startServer({ now: () => now })
  board = await server.createBoard("Board", "plain-kanban")
  ;[ana, bo] = [await server.signUp("ana"), await server.signUp("bo")]
  await server.addMember(board.id, "ana", "member")
  await server.addMember(board.id, "bo", "member")
  client = new RawClient({ url: `${server.wsUrl}/sync/${board.id}`, headers: ana.headers })
  await client.connect()
})
afterAll(async () => {
  client.terminate()
  await server.close()
})

const lanes = () => [...client.doc.getMap<Y.Map<string>>("lanes").keys()]
const numbers = async (query = "") => (await ana.ask<Numbers>("GET", `/boards/${board.id}/numbers${query}`)).body

async function ask(who: Person, command: object): Promise<void> {
  const { status, body } = await who.ask("POST", `/boards/${board.id}/commands`, {
    id: `command-${++made}`,
    ...command,
  })
  expect(status, JSON.stringify(body)).toBe(200)
}

/** A new card in the first lane, offered to the second; answers the handoff's id. */
async function offer(id: string): Promise<string> {
  const [from, to] = lanes()
  const put = (root: string, key: string, value: object) =>
    client.doc.getMap(root).set(key, new Y.Map(Object.entries(value)))
  put("cards", `card-${id}`, { title: id, place: [from, "a"] })
  put("sheets", id, { card: `card-${id}`, template: "four-w", ...SHORT_BRIEF, to: { kind: "lane", id: to } })
  await client.allSaved()
  await ask(ana, { kind: "handoff.create", handoff: id, card: `card-${id}`, template: "four-w" })
  await ask(ana, { kind: "handoff.offer", handoff: id })
  return id
}
const accept = (handoff: string) => ask(bo, { kind: "handoff.accept", handoff, version: 1, channel: "call" })

it("tells of a board where nothing was handed over what an empty reading tells", async () => {
  const told = await numbers()
  expect(told).toEqual({ ...numbersOf(noCourses(), now, 30), seq: told.seq })
  expect(told.seq).toBeGreaterThan(0)
})

it("counts what happened since it was last asked, by the relay's time", async () => {
  const [from, to] = lanes()
  const first = await offer("h-1")
  now += 4 * MINUTE
  expect((await numbers()).waiting).toEqual({ n: 1, oldestMs: 4 * MINUTE, olderThanP85: null })
  await accept(first)
  expect((await numbers()).timeToAccept.values).toEqual([4 * MINUTE])
  const second = await offer("h-2")
  now += MINUTE
  await ask(bo, { kind: "handoff.decline", handoff: second, reason: "No time: two beds are new" })
  const { lanePairs, seq, cameBack } = await numbers()
  const share = { count: 1, of: 2, rate: 0.5, reasons: [{ reason: "No time", count: 1 }] }
  expect(cameBack).toEqual(share)
  expect(lanePairs).toEqual([
    { from, to, timeToAccept: { n: 1, p50: 4 * MINUTE, p85: null, p95: null }, cameBack: share },
  ])
  const { body } = await ana.ask<{ entries: { seq: number }[] }>("GET", `/boards/${board.id}/ledger?limit=5000`)
  expect(seq).toBe(body.entries.at(-1)?.seq)
})

it("looks back as far as it is asked to", async () => {
  now += 8 * 24 * 60 * MINUTE
  expect([(await numbers("?days=7")).ended, (await numbers()).ended, (await numbers("?days=366")).ended]).toEqual([
    0, 2, 2,
  ])
  for (const days of ["0", "367", "x"])
    expect((await ana.ask("GET", `/boards/${board.id}/numbers?days=${days}`)).status).toBe(400)
})

it("reads for everybody who asks at once the same, and each so often a minute", async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => numbers("?days=90")))
  expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1)
  const reader = await server.signUp("vi")
  await server.addMember(board.id, "vi", "viewer")
  const statuses = []
  for (let asked = 0; asked < 121; asked++)
    statuses.push((await reader.ask("GET", `/boards/${board.id}/numbers`)).status)
  expect(statuses).toEqual([...Array(120).fill(200), 429])
})

it("is described with an example of its own form", async () => {
  const { body } = await server.nobody.ask<never>("GET", "/openapi.json")
  const described = body as unknown as {
    paths: Record<string, { get: { responses: Record<string, { content: Record<string, { example: Numbers }> }> } }>
  }
  const { example } = described.paths["/api/v1/boards/{id}/numbers"]!.get.responses["200"]!.content["application/json"]!
  expect(Object.keys(example).sort()).toEqual(Object.keys(await numbers()).sort())
})
