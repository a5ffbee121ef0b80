import { expect, it } from "vitest"
import { startServer } from "../../support/server.ts"

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
  expect(await search("limit=10")).toBe(200)
  now += 60_000
  expect(await search("about=moves")).toBe(200)
  await server.close()
})
