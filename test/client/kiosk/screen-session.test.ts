// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { ScreenSession } from "../../../client/kiosk/screen-session.ts"
import type { BoardStatus } from "../../../shared/wire/http.ts"
import { cardStatus } from "../../support/card-status.ts"

const statusAt = (seq: number, title = "first"): BoardStatus => ({
  ...{ id: "b", name: "Board", seq, at: 0, recent: [], kinds: [] },
  lanes: [
    {
      id: "l",
      name: "Lane",
      kind: "active",
      wip: null,
      targetMinutes: null,
      cards: [cardStatus("c", 0, { title })],
      total: 1,
    },
  ],
})

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000, interval: 5 })

/** A server whose answers the test writes: statuses one after the other, feeds held open. */
class Server {
  readonly statuses: (BoardStatus | number)[] = []
  readonly resumedAt: string[] = []
  #feed: ReadableStreamDefaultController<Uint8Array> | undefined
  #feeds = 0

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (url.includes("/status")) {
      const next = this.statuses.shift() ?? 500
      return typeof next === "number" ? new Response("", { status: next }) : Response.json(next)
    }
    this.resumedAt.push((init.headers as Record<string, string>)["last-event-id"]!)
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#feed = controller
      },
    })
    init.signal?.addEventListener("abort", () => this.#feed?.error(new Error("aborted")), { once: true })
    this.#feeds++
    return new Response(body)
  }
  feedsAre = (count: number) => until(() => this.#feeds === count)
  say(event: string, data: unknown, id?: number): void {
    const text = `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
    this.#feed?.enqueue(new TextEncoder().encode(text))
  }
  cut(): void {
    this.#feed?.close()
  }
}

let server: Server
let session: ScreenSession
let day: number
beforeEach(() => {
  day = 0
  server = new Server()
  vi.stubGlobal("fetch", server.fetch)
  session = new ScreenSession({
    ...{ boardId: "b", pass: { kind: "session" }, dayStart: () => day, mono: () => performance.now() },
    onBuild: () => undefined,
  })
})
afterEach(() => {
  session.close()
  vi.unstubAllGlobals()
})

const entry = (seq: number) => server.say("entry", { seq, at: seq, kind: "comment.added", card: "c" }, seq)
const beat = (seq: number) => server.say("heartbeat", { at: 1_000, seq, build: "x" }, seq)
const row = (seq: number, title: string) =>
  server.say("rows", { seq, cards: { c: { ...cardStatus("c", 0, { title }), laneId: "l" } }, totals: { l: 1 } })
const told = () => session.status.get()?.recent?.map(({ seq }) => seq)
const title = () => session.status.get()?.lanes[0]?.cards[0]?.title

it("goes on from the projection, and shows entries and rows as they come", async () => {
  server.statuses.push(statusAt(7))
  session.start()
  await server.feedsAre(1)
  expect(server.resumedAt).toEqual(["7"])
  entry(8)
  row(8, "second")
  await until(() => title() === "second")
  expect(told()).toEqual([8])
})

it("comes back to where the rows were complete, and tells no entry twice", async () => {
  server.statuses.push(statusAt(7))
  session.start()
  await server.feedsAre(1)
  beat(7)
  entry(8)
  await until(() => told()?.length === 1)
  server.cut()
  await server.feedsAre(2)
  expect(server.resumedAt).toEqual(["7", "7"])
  entry(8)
  row(8, "second")
  entry(9)
  await until(() => told()?.length === 2)
  expect(told()).toEqual([9, 8])
  expect(title()).toBe("second")
})

it.each([
  ["the server says that too much was missed", () => server.say("reset", { seq: 90, why: "too-old" }, 90)],
  ["a lane has changed", () => server.say("entry", { seq: 8, at: 8, kind: "lane.edited", lane: "l" }, 8)],
  ["the right has ended, to see whether there is another", () => server.say("ended", {})],
])("loads the board anew when %s", async (_when, happen) => {
  server.statuses.push(statusAt(7), statusAt(90, "new"))
  session.start()
  await server.feedsAre(1)
  happen()
  await until(() => title() === "new")
  await server.feedsAre(2)
  expect(server.resumedAt).toEqual(["7", "90"])
})

it("loads the board anew at midnight: what happened yesterday is not of today", async () => {
  server.statuses.push(statusAt(7), statusAt(7, "new day"))
  session.start()
  await server.feedsAre(1)
  beat(7)
  day = 1
  beat(7)
  await until(() => title() === "new day")
  await server.feedsAre(2)
  beat(7)
  entry(8)
  await until(() => told()?.length === 1)
  expect(server.resumedAt).toEqual(["7", "7"])
})

it("is refused only when the server says so, and lives again when it does not any more", async () => {
  server.statuses.push(403)
  session.start()
  await until(() => session.isRefused.get())
  server.statuses.push(statusAt(3))
  session.hurry()
  await server.feedsAre(1)
  expect(session.isRefused.get()).toBe(false)
})

it("tries again after a server that has trouble, without a word about being refused", async () => {
  server.statuses.push(503, statusAt(3))
  session.start()
  await server.feedsAre(1)
  expect(session.isRefused.get()).toBe(false)
})
