import { expect, it } from "vitest"
import type { Caller } from "../../../server/auth/caller.ts"
import { createReadings } from "../../../server/http/readings.ts"
import { type Asking, startServer } from "../../support/server.ts"

it("a reader searches the ledger so often a minute, and goes on reading it as it is", async () => {
  let now = Date.now()
  const server = await startServer({ now: () => now })
  const { id } = await server.createBoard()
  const reader = await server.signUp("vi")
  await server.addMember(id, "vi", "viewer")
  const search = async (query: string) => (await reader.ask("GET", `/boards/${id}/ledger?${query}`)).status
  const statuses = []
  for (let searches = 0; searches < 121; searches++) statuses.push(await search("actor=user:nobody"))
  expect(statuses).toEqual([...Array(120).fill(200), 429])
  expect(await search("about=moves")).toBe(429)
  expect(await search("limit=5000")).toBe(429)
  expect(await search("limit=1000")).toBe(200)
  now += 60_000
  expect(await search("about=moves")).toBe(200)
  await server.close()
})

it.each([
  ["a whole board", 60, ""],
  ["the status of a board", 120, "/status"],
  ["a board as a file", 20, "/export.json"],
  ["the cards as a table", 20, "/export.csv"],
  ["what happened as a table", 20, "/timeline.csv"],
  ["a sealed ledger", 20, "/ledger.jsonl"],
])("[T14] a reader has %s so often a minute, and another reader meanwhile", async (_what, most, path) => {
  let now = Date.now()
  const server = await startServer({ now: () => now })
  const { id } = await server.createBoard()
  const [lea, leo] = [await server.signUp("lea"), await server.signUp("leo")]
  await server.addMember(id, "lea", "lead")
  await server.addMember(id, "leo", "lead")
  const read = async (who: Asking) => (await who.ask("GET", `/boards/${id}${path}`)).status
  const statuses = []
  for (let readings = 0; readings < most + 1; readings++) statuses.push(await read(lea))
  expect(statuses).toEqual([...Array(most).fill(200), 429])
  expect(await read(leo)).toBe(200)
  now += 60_000
  expect(await read(lea)).toBe(200)
  await server.close()
})

it("a wall display has the status as often as it asks", async () => {
  const server = await startServer()
  const { id } = await server.createBoard()
  const { token } = await server.createLink(id, { role: "kiosk" })
  const wall = server.with({ authorization: `Bearer ${token}` })
  const statuses = new Set<number>()
  for (let readings = 0; readings < 121; readings++)
    statuses.add((await wall.ask("GET", `/boards/${id}/status`)).status)
  expect([...statuses]).toEqual([200])
  await server.close()
})

it("[T14] whoever comes in by one link over and over has no more than the guests of a link together", () => {
  const tooMany = createReadings(3)
  const guest = (at: number) => ({ kind: "guest", actor: `guest:${at}`, linkId: "link-1" }) as unknown as Caller
  const refused = Array.from({ length: 31 }, (_, at) => tooMany(guest(at), 1_000)?.code)
  expect(refused).toEqual([...Array(30).fill(undefined), "too-many"])
})
