import { afterEach, expect, it } from "vitest"
import { FeedReader } from "../../support/feed-reader.ts"
import { type Asking, startServer, type TestServer } from "../../support/server.ts"

let server: TestServer
afterEach(() => server.close())

const api = (path: string) => `${server.url}/api/v1${path}`
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

async function boardWithCard() {
  server = await startServer()
  const board = await server.createBoard("Feed", "plain-kanban")
  const whole = await server.admin.ask<{ seq: number; view: { cards: Record<string, unknown> } }>(
    "GET",
    `/boards/${board.id}`,
  )
  const card = Object.keys(whole.body.view.cards)[0]!
  let count = 0
  const comment = (person: Asking = server.admin, more = "") => {
    const command = { id: `command-${++count}`, kind: "comment.add", card, text: `comment ${count} of someone${more}` }
    return person.ask<{ seq: number }>("POST", `/boards/${board.id}/commands`, command)
  }
  return { board, head: whole.body.seq, comment, path: `/boards/${board.id}/feed` }
}

it("starts at the head, says where that is, and then tells every entry once", async () => {
  const { head, comment, path } = await boardWithCard()
  const feed = new FeedReader(api(path), server.admin.headers)
  await feed.until(() => feed.events.length > 0)
  expect(feed.events[0]).toMatchObject({ event: "heartbeat", data: { seq: head, at: expect.any(Number) } })
  for (let n = 0; n < 3; n++) await comment()
  await feed.until(() => feed.entries.length === 3)
  expect(feed.seqs).toEqual(range(head + 1, head + 3))
  expect(feed.entries[0]!.data).toMatchObject({
    kind: "comment.added",
    text: "comment 1 of someone",
    actor: "key:admin",
  })
  await feed.leave()
})

it("resumes after the last id without a gap or a second copy, while entries keep coming", async () => {
  const { head, comment, path } = await boardWithCard()
  const first = new FeedReader(api(path), server.admin.headers)
  await first.until(() => first.events.length > 0)
  for (let n = 0; n < 5; n++) await comment()
  await first.until(() => first.entries.length >= 2)
  const last = first.seqs[1]!
  await first.leave()
  const writing = Promise.all(Array.from({ length: 20 }, () => comment()))
  const second = new FeedReader(api(path), { ...server.admin.headers, "last-event-id": String(last) })
  await writing
  await second.until(() => second.seqs.at(-1) === head + 25)
  expect(second.seqs).toEqual(range(last + 1, head + 25))
  await second.leave()
})

it("replays everything for a reader that has nothing yet", async () => {
  const { head, path } = await boardWithCard()
  const feed = new FeedReader(api(`${path}?since=0`), server.admin.headers)
  await feed.until(() => feed.events.some(({ event }) => event === "heartbeat"))
  expect(feed.seqs).toEqual(range(1, head))
  await feed.leave()
})

it("starts at the head for a reader that claims to know the future", async () => {
  const { head, comment, path } = await boardWithCard()
  const feed = new FeedReader(api(path), { ...server.admin.headers, "last-event-id": "999999" })
  await feed.until(() => feed.events.length > 0)
  await comment()
  await feed.until(() => feed.entries.length > 0)
  expect(feed.seqs).toEqual([head + 1])
  await feed.leave()
})

it("[T7] tells a wall display that something happened, but neither who did it nor what they wrote", async () => {
  const { board, comment, path } = await boardWithCard()
  const wall = await server.join((await server.createLink(board.id, { role: "kiosk" })).token)
  const feed = new FeedReader(api(path), wall.headers)
  await feed.until(() => feed.events.length > 0)
  await comment()
  await feed.until(() => feed.entries.length > 0)
  expect(Object.keys(feed.entries[0]!.data).sort()).toEqual(["at", "card", "kind", "seq"])
  await feed.leave()
})

it("[T6] ends the feed of a revoked link within two seconds", async () => {
  const { board, path } = await boardWithCard()
  const link = await server.createLink(board.id, { role: "kiosk" })
  const feed = new FeedReader(api(path), (await server.join(link.token)).headers)
  await feed.until(() => feed.events.length > 0)
  const revokedAt = Date.now()
  await server.admin.ask("DELETE", `/boards/${board.id}/links/${link.id}`)
  await feed.until(() => feed.isEnded)
  expect(Date.now() - revokedAt).toBeLessThan(2_000)
  expect(feed.events.at(-1)!.event).toBe("ended")
})

it("ends open feeds when the server stops, quickly", async () => {
  const { path } = await boardWithCard()
  const feed = new FeedReader(api(path), server.admin.headers)
  await feed.until(() => feed.events.length > 0)
  const startedAt = Date.now()
  await server.stop()
  expect(Date.now() - startedAt).toBeLessThan(4_000)
  await feed.until(() => feed.isEnded)
})

it("beats every five seconds", { timeout: 15_000 }, async () => {
  const { path } = await boardWithCard()
  const feed = new FeedReader(api(path), server.admin.headers)
  const beats = () => feed.events.filter(({ event }) => event === "heartbeat")
  await feed.until(() => beats().length === 2)
  const [first, second] = beats().map(({ data }) => Number(data.at))
  expect(second! - first!).toBeGreaterThan(4_000)
  expect(second! - first!).toBeLessThan(7_000)
  await feed.leave()
})

it("waits for a slow reader without keeping entries in memory, and loses none", async () => {
  const { head, comment, path } = await boardWithCard()
  const slow = new FeedReader(api(path), server.admin.headers)
  await slow.until(() => slow.events.length > 0)
  slow.pause()
  for (let n = 0; n < 120; n++) await comment(server.admin, "x".repeat(9_000))
  slow.resume()
  await slow.until(() => slow.seqs.at(-1) === head + 120)
  expect(slow.seqs).toEqual(range(head + 1, head + 120))
  await slow.leave()
})

it("gives one actor no more than fifty feeds at a time", async () => {
  const { path } = await boardWithCard()
  const feeds = Array.from({ length: 50 }, () => new FeedReader(api(path), server.admin.headers))
  for (const feed of feeds) await feed.until(() => feed.events.length > 0)
  expect((await server.admin.ask("GET", path)).status).toBe(429)
  await feeds[0]!.leave()
  await Promise.all(feeds.map((feed) => feed.leave()))
})
