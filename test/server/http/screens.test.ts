/** Wall displays: how they come in, what they see and what they never get. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { STATUS } from "../../../server/http/status-shape.ts"
import type { FeedRows } from "../../../shared/wire/feed.ts"
import type { BoardStatus, BoardSummary } from "../../../shared/wire/http.ts"
import { NOTHING_TODAY } from "../../../shared/wire/today.ts"
import { FeedReader } from "../../support/feed-reader.ts"
import { RawClient } from "../../support/raw-client.ts"
import { type Asking, type Person, startServer, type TestServer } from "../../support/server.ts"

let server: TestServer
let board: BoardSummary
let ada: Person
beforeAll(async () => {
  server = await startServer()
  ada = await server.signUp("ada", { owner: true, name: "Ada Maria Ruiz" })
})
beforeEach(async () => {
  board = await server.createBoard("Kitchen", "kitchen-pass")
})
afterAll(() => server.close())

const feedUrl = (query = "") => `${server.url}/api/v1/boards/${board.id}/feed${query}`
const statusOf = async (who: Asking, query = "") =>
  (await who.ask<BoardStatus>("GET", `/boards/${board.id}/status${query}`)).body
const firstCard = (status: BoardStatus) => status.lanes[0]!.cards[0]!.id
let commands = 0
const command = (kind: string, card: string, more = {}) =>
  ada.ask<{ seq: number }>("POST", `/boards/${board.id}/commands`, { id: `command-${++commands}`, kind, card, ...more })

/** Opens as a screen does, and carries on with the cookie that it got. */
async function openScreen(token: string): Promise<Asking & { readonly cookie: string }> {
  const opened = await server.nobody.ask("POST", "/screens/open", { token })
  expect(opened.status).toBe(200)
  const cookie = opened.headers.getSetCookie()[0]!
  return { ...server.with({ cookie: cookie.split(";")[0]! }), cookie }
}

describe("coming in", () => {
  it("swaps the token for a cookie of the screen's own, which scripts cannot read", async () => {
    const { token } = await server.createLink(board.id, { role: "kiosk" })
    const { cookie, ...screen } = await openScreen(token)
    expect(cookie).toMatch(new RegExp(`^throughline-screen-${board.id}=[^;]+; Path=/; HttpOnly; SameSite=Lax`))
    expect((await statusOf(screen, "?screen=true")).name).toBe("Kitchen")
  })

  it("[T7] is nothing but a screen: its cookie opens its two addresses, and those only when it says that it is one", async () => {
    const screen = await openScreen((await server.createLink(board.id, { role: "kiosk" })).token)
    for (const path of [`/boards/${board.id}/status`, `/boards/${board.id}?screen=true`, "/me", "/me?screen=true"])
      expect((await screen.ask("GET", path)).status).toBe(401)
    const another = await server.createBoard("Another")
    expect((await screen.ask("GET", `/boards/${another.id}/status?screen=true`)).status).toBe(401)
  })

  it("leaves the session of whoever tries the link in their own browser alone", async () => {
    const { token } = await server.createLink(board.id, { role: "kiosk" })
    const opened = await ada.ask("POST", "/screens/open", { token })
    expect(opened.headers.getSetCookie()).toHaveLength(1)
    expect(opened.headers.getSetCookie()[0]).not.toMatch(/^throughline=/)
    expect((await ada.ask<{ name: string }>("GET", "/me")).body.name).toBe("Ada Maria Ruiz")
  })

  it("is not one of the board's people", async () => {
    await openScreen((await server.createLink(board.id, { role: "kiosk" })).token)
    const people = (await server.admin.ask<{ actor: string }[]>("GET", `/boards/${board.id}/people`)).body
    expect(people.map(({ actor }) => actor)).not.toContainEqual(expect.stringMatching(/^guest:/))
  })

  it.each(["member", "viewer"] as const)("takes no %s link", async (role) => {
    const { token } = await server.createLink(board.id, { role })
    expect((await server.nobody.ask("POST", "/screens/open", { token })).status).toBe(410)
    expect((await statusWith(token)).status).toBe(401)
  })

  it("opens to the token itself, for programs and frames, until it is revoked", async () => {
    const link = await server.createLink(board.id, { role: "kiosk" })
    expect((await statusWith(link.token)).status).toBe(200)
    const feed = new FeedReader(feedUrl(), { authorization: `Bearer ${link.token}` })
    await feed.until(() => feed.events.length > 0)
    await server.admin.ask("DELETE", `/boards/${board.id}/links/${link.id}`)
    await feed.until(() => feed.isEnded)
    expect(feed.events.at(-1)!.event).toBe("ended")
    expect((await statusWith(link.token)).status).toBe(401)
  })

  it("gives the token for the short code, once", async () => {
    const link = await server.createLink(board.id, { role: "kiosk" })
    const code = link.screenCode!.code
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    const typed = code.toLowerCase().replace("-", " ")
    const claimed = await server.nobody.ask("POST", "/screens/claim", { code: typed })
    expect(claimed.body).toEqual({ boardId: board.id, token: link.token })
    expect((await server.nobody.ask("POST", "/screens/claim", { code })).status).toBe(410)
  })

  it("has no short code for people's links", async () => {
    expect(await server.createLink(board.id, { role: "viewer" })).not.toHaveProperty("screenCode")
  })
})

const statusWith = (token: string) =>
  server.with({ authorization: `Bearer ${token}` }).ask("GET", `/boards/${board.id}/status`)

describe("what it sees", () => {
  const screenWith = async (screen: Record<string, unknown>) => {
    const { token } = await server.createLink(board.id, { role: "kiosk", screen })
    return server.with({ authorization: `Bearer ${token}` })
  }

  it("initials and no reasons, unless a lead has decided otherwise for this screen", async () => {
    await command("card.take", firstCard(await statusOf(ada)))
    const size = { diagonalInches: 55, distanceMetres: 4 }
    const [shy, open] = [await screenWith(size), await screenWith({ ...size, isPrivate: false })]
    const seen = async (who: Asking) => {
      const { lanes, screen } = await statusOf(who)
      const blocked = lanes.flatMap(({ cards }) => cards).find((card) => card.blocked !== null)
      return { screen, who: lanes[0]!.cards[0]!.accountable, why: blocked?.blocked }
    }
    expect(await seen(shy)).toEqual({ screen: { ...size, isPrivate: true }, who: "AR", why: "" })
    expect(await seen(open)).toEqual({
      screen: { ...size, isPrivate: false },
      who: "Ada Maria Ruiz",
      why: expect.stringContaining("cress"),
    })
  })

  it("[T7] nobody's name in the list of boards either", async () => {
    const here = async (who: Asking) => (await who.ask<BoardSummary[]>("GET", "/boards")).body[0]?.here
    const client = await new RawClient({ url: `${server.wsUrl}/sync/${board.id}`, headers: ada.headers }).connect()
    expect(await here(ada)).toEqual([{ actor: ada.me.actor, name: "Ada Maria Ruiz" }])
    expect(await here(await screenWith({ diagonalInches: 55, distanceMetres: 4, isPrivate: false }))).toEqual([])
    client.terminate()
  })

  it("the day's counts and the last facts, since when it asks", async () => {
    await command("card.take", firstCard(await statusOf(ada)))
    const { today, recent } = await statusOf(await screenWith({ diagonalInches: 55, distanceMetres: 4 }), "?dayStart=0")
    expect(today).toEqual({ ...NOTHING_TODAY, came: 11, taken: 1 })
    expect(recent![0]).toEqual({
      seq: expect.any(Number),
      at: expect.any(Number),
      kind: "card.taken",
      card: expect.any(String),
    })
    const tomorrow = await statusOf(ada, `?dayStart=${Date.now() + 1_000_000}`)
    expect(tomorrow.today).toEqual(NOTHING_TODAY)
  })

  it.each([{ diagonalInches: 1, distanceMetres: 4 }, { diagonalInches: 55, distanceMetres: 4, sound: true }, "huge"])(
    "refuses a screen like %o",
    async (screen) => {
      expect((await ada.ask("POST", `/boards/${board.id}/links`, { role: "kiosk", screen })).status).toBe(400)
    },
  )
})

describe("the feed as an interface", () => {
  it("tells rows after the entries, as they stand then, redacted for a screen", async () => {
    const { token } = await server.createLink(board.id, { role: "kiosk" })
    const feed = new FeedReader(feedUrl("?rows=true"), { authorization: `Bearer ${token}` })
    await feed.until(() => feed.events.length > 0)
    const { id: lane, cards } = (await statusOf(ada)).lanes[0]!
    const card = cards[0]!.id
    await command("card.take", card)
    await feed.until(() => feed.events.some(({ event }) => event === "rows"))
    const rows = feed.events.find(({ event }) => event === "rows")!.data as unknown as FeedRows
    expect(rows.seq).toBe(feed.seqs.at(-1))
    expect(rows.cards[card]).toMatchObject({ id: card, laneId: lane, accountable: "AR", title: expect.any(String) })
    await feed.leave()
  })

  it("is what the description of the API says, and nothing besides", async () => {
    const { token } = await server.createLink(board.id, {
      role: "kiosk",
      screen: { diagonalInches: 55, distanceMetres: 4 },
    })
    await command("card.take", firstCard(await statusOf(ada)))
    const status = await statusOf(await openScreen(token), "?screen=true&dayStart=0")
    expect([status.screen !== undefined, status.today !== undefined, status.recent !== undefined]).not.toContain(false)
    expect(STATUS.parse(status)).toEqual(status)
  })

  it("filters by kind, by person and by lane", async () => {
    const status = await statusOf(ada)
    const [waiting, cooking] = [status.lanes[0]!, status.lanes[1]!]
    const bo = await server.signUp("bo", { owner: true })
    const queries = [
      "?kind=card.*",
      "?kind=comment.added,card.released",
      `?person=${bo.me.actor}`,
      `?lane=${cooking.id}`,
    ]
    const feeds = queries.map((query) => new FeedReader(feedUrl(query), ada.headers))
    for (const feed of feeds) await feed.until(() => feed.events.length > 0)
    await command("card.take", waiting.cards[0]!.id)
    await command("comment.add", cooking.cards[0]!.id, { text: "hot" })
    const last = await bo.ask<{ seq: number }>("POST", `/boards/${board.id}/commands`, {
      ...{ id: "command-of-bo", kind: "card.take", card: cooking.cards[0]!.id },
    })
    const { seq } = last.body
    const all = new FeedReader(feedUrl(`?since=${seq - 3}`), ada.headers)
    await all.until(() => all.entries.length === 3)
    await feeds[0]!.until(() => feeds[0]!.entries.length === 2)
    await feeds[3]!.until(() => feeds[3]!.entries.length === 2)
    expect(feeds.map(({ seqs }) => seqs)).toEqual([[seq - 2, seq], [seq - 1], [seq], [seq - 1, seq]])
    await Promise.all([all, ...feeds].map((feed) => feed.leave()))
  })

  it("gives heartbeats an id, so that a reader with a filter resumes where it stands", async () => {
    const feed = new FeedReader(feedUrl("?since=0&kind=none.such"), ada.headers)
    await feed.until(() => feed.events.length > 0)
    const { seq } = await statusOf(ada)
    expect(feed.events).toMatchObject([{ event: "heartbeat", id: seq, data: { seq, build: expect.any(String) } }])
    await feed.leave()
  })

  it("[T7] does not let a screen find out who did it by asking for one person", async () => {
    const { token } = await server.createLink(board.id, { role: "kiosk" })
    const screen = server.with({ authorization: `Bearer ${token}` })
    expect((await screen.ask("GET", `/boards/${board.id}/feed?person=user:ada`)).status).toBe(403)
  })

  it.each(["?kind=everything", "?lane=a b", "?unknown=1", "?since=soon"])("refuses %s", async (query) => {
    expect((await ada.ask("GET", `/boards/${board.id}/feed${query}`)).status).toBe(400)
  })

  it.each(["999999", "9".repeat(30), "-1", "1.5", "abc", "3, 4"])(
    "says reset to whoever claims an entry that this ledger does not have: %s",
    async (id) => {
      const feed = new FeedReader(feedUrl(), { ...ada.headers, "last-event-id": id })
      await feed.until(() => feed.events.length > 1)
      const { seq } = await statusOf(ada)
      expect(feed.events[0]).toMatchObject({ event: "reset", id: seq, data: { seq, why: "unknown" } })
      await feed.leave()
    },
  )

  it("starts at the head for an id that is empty, as browsers send none for it", async () => {
    const feed = new FeedReader(feedUrl(), { ...ada.headers, "last-event-id": "" })
    await feed.until(() => feed.events.length > 0)
    expect(feed.events[0]).toMatchObject({ event: "heartbeat", id: (await statusOf(ada)).seq })
    await feed.leave()
  })

  it("says reset to a screen that has missed too much; others are told everything", { timeout: 60_000 }, async () => {
    const lines = Array.from({ length: 2_100 }, (_, at) => `Card ${at},Doing`).join("\n")
    const imported = await server.admin.ask<{ boardId: string }>(
      "POST",
      "/imports?format=csv&dryRun=false",
      `title,lane\n${lines}`,
    )
    const { token } = await server.createLink(imported.body.boardId, { role: "kiosk" })
    const url = `${server.url}/api/v1/boards/${imported.body.boardId}/feed?since=0`
    const screen = new FeedReader(url, { authorization: `Bearer ${token}` })
    await screen.until(() => screen.events.some(({ event }) => event === "heartbeat"))
    expect(screen.events[0]).toMatchObject({ event: "reset", data: { why: "too-old" } })
    // That its link was made is noted behind the answer, so it may be news.
    expect(screen.entries.filter(({ data }) => data.kind !== "link.created")).toEqual([])
    const program = new FeedReader(url, server.admin.headers)
    await program.until(() => program.events.some(({ event }) => event === "heartbeat"))
    expect(program.entries.length).toBeGreaterThan(2_000)
    await Promise.all([screen.leave(), program.leave()])
  })
})
