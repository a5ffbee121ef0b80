import { afterAll, beforeAll, expect, it } from "vitest"
import type { BoardSummary } from "../../../shared/wire/http.ts"
import { RawClient } from "../../support/raw-client.ts"
import { type Asking, startServer, type TestServer } from "../../support/server.ts"

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

interface Whole extends BoardSummary {
  readonly seq: number
  readonly view: {
    readonly meta: Record<string, unknown>
    readonly lanes: Record<string, { name: string }>
    readonly cards: Record<string, { title: string }>
  }
  readonly promises: { readonly cards: Record<string, { accountable: string | null }> }
}
interface Told {
  readonly seq: number
  readonly kind: string
  readonly actor: string
  readonly data?: Record<string, unknown>
}
const whole = async (id: string) => (await server.admin.ask<Whole>("GET", `/boards/${id}`)).body
const ledger = async (id: string, query = "limit=5000") =>
  (await server.admin.ask<{ entries: Told[] }>("GET", `/boards/${id}/ledger?${query}`)).body.entries

/** The ledger until an entry of a kind is there: deeds are told behind the answer. */
async function untilTold(id: string, kind: string): Promise<Told> {
  for (;;) {
    const entry = (await ledger(id)).find((candidate) => candidate.kind === kind)
    if (entry) return entry
  }
}

it("makes a board from a template with its sample cards, and a plain one without any", async () => {
  const ward = await whole((await server.createBoard("Ward", "ward-shift")).id)
  expect(Object.keys(ward.view.cards).length).toBeGreaterThan(3)
  expect(ward.view.meta.name).toBe("Ward")
  const plain = await whole((await server.createBoard("Plain")).id)
  expect(Object.keys(plain.view.lanes).length).toBeGreaterThan(1)
  expect(plain.view.cards).toEqual({})
})

it("leaves the sample cards out when they are not wanted", async () => {
  const asked = { name: "Empty ward", template: "ward-shift", samples: false }
  const { body } = await server.admin.ask<BoardSummary>("POST", "/boards", asked)
  expect((await whole(body.id)).view.cards).toEqual({})
})

it("makes an account that creates a board its lead, and shows the board to nobody else", async () => {
  const [ana, eve] = [await server.signUp("creates"), await server.signUp("creates-not")]
  const { body } = await ana.ask<BoardSummary>("POST", "/boards", { name: "Ana's" })
  expect(body.role).toBe("lead")
  expect((await ana.ask<BoardSummary[]>("GET", "/boards")).body.map(({ id }) => id)).toEqual([body.id])
  expect((await eve.ask("GET", "/boards")).body).toEqual([])
})

it("renames a board in the list, in the document and in the ledger", async () => {
  const { id } = await server.createBoard("Before")
  expect((await server.admin.ask("PATCH", `/boards/${id}`, { name: "After" })).body).toMatchObject({ name: "After" })
  expect((await whole(id)).view.meta.name).toBe("After")
  expect((await server.admin.ask<BoardSummary[]>("GET", "/boards")).body.find((b) => b.id === id)!.name).toBe("After")
  expect((await ledger(id)).at(-1)).toMatchObject({ kind: "board.edited", key: "name", from: "Before", to: "After" })
})

it("puts a board away and takes it out again, and the ledger says who did", async () => {
  const { id } = await server.createBoard("Away")
  expect((await server.admin.ask<BoardSummary>("POST", `/boards/${id}/archive`)).body.archivedAt).toBeGreaterThan(0)
  expect(await untilTold(id, "board.archived")).toMatchObject({ actor: "key:admin" })
  expect((await server.admin.ask<BoardSummary>("POST", `/boards/${id}/restore`)).body.archivedAt).toBeNull()
  await untilTold(id, "board.restored")
})

it("tells in the ledger who was let in, by whom, and who was shut out", async () => {
  const { id } = await server.createBoard("Access")
  const ana = await server.signUp("access")
  const user = ana.me.actor.slice("user:".length)
  await server.addMember(id, "access", "member")
  expect((await untilTold(id, "member.added")).data).toEqual({ user, role: "member" })
  await server.admin.ask("PATCH", `/boards/${id}/members/${user}`, { role: "viewer" })
  expect((await untilTold(id, "member.changed")).data).toEqual({ user, role: "viewer" })
  await server.admin.ask("DELETE", `/boards/${id}/members/${user}`)
  await untilTold(id, "member.removed")
  const link = await server.createLink(id, { role: "viewer" })
  expect((await untilTold(id, "link.created")).data).toEqual({ link: link.id, role: "viewer", expiresAt: null })
  await server.admin.ask("DELETE", `/boards/${id}/links/${link.id}`)
  await untilTold(id, "link.revoked")
})

it("answers a command that is sent twice in the same way and does it once", async () => {
  const { id } = await server.createBoard("Twice", "plain-kanban")
  const card = Object.keys((await whole(id)).view.cards)[0]!
  const ana = await server.signUp("once")
  await server.addMember(id, "once", "member")
  const take = () =>
    ana.ask<{ seq: number }>("POST", `/boards/${id}/commands`, { id: "take-it-once", kind: "card.take", card })
  const [first, second] = [await take(), await take()]
  expect(first.status).toBe(200)
  expect(second.body.seq).toBe(first.body.seq)
  expect((await ledger(id)).filter(({ kind }) => kind === "card.taken")).toHaveLength(1)
  expect((await whole(id)).promises.cards[card]!.accountable).toBe(ana.me.actor)
})

it("[H6] lets a program take no card: only a person is accountable", async () => {
  const { id } = await server.createBoard("Programs", "plain-kanban")
  const card = Object.keys((await whole(id)).view.cards)[0]!
  const command = { id: "a-program-takes", kind: "card.take", card }
  expect(await server.admin.ask("POST", `/boards/${id}/commands`, command)).toMatchObject({
    status: 409,
    body: { code: "refused", rule: "H6" },
  })
  expect((await whole(id)).promises.cards[card]!.accountable).toBeNull()
})

it("names the rule that refuses a command", async () => {
  const { id } = await server.createBoard("Rule", "plain-kanban")
  const card = Object.keys((await whole(id)).view.cards)[0]!
  const [ana, bo] = [await server.signUp("too-late"), await server.signUp("in-time")]
  await server.addMember(id, "too-late", "member")
  await server.addMember(id, "in-time", "member")
  const take = (person: Asking, command: string) =>
    person.ask("POST", `/boards/${id}/commands`, { id: command, kind: "card.take", card })
  await take(bo, "the-first")
  expect(await take(ana, "the-second")).toMatchObject({ status: 409, body: { code: "refused", rule: "H1" } })
})

it.each([
  ["an unknown kind", { id: "12345678", kind: "card.destroy", card: "x" }],
  ["no id", { kind: "card.take", card: "x" }],
  ["a field too many", { id: "12345678", kind: "card.take", card: "x", actor: "user:boss" }],
])("refuses a command with %s", async (_name, command) => {
  const { id } = await server.createBoard("Bad command")
  expect((await server.admin.ask("POST", `/boards/${id}/commands`, command)).status).toBe(400)
})

it("shows over HTTP at once what was written over a socket", async () => {
  const { id } = await server.createBoard("Live", "plain-kanban")
  const client = await new RawClient({ url: `${server.wsUrl}/sync/${id}`, headers: server.admin.headers }).connect()
  const card = Object.keys((await whole(id)).view.cards)[0]!
  const thing = client.doc.getMap("cards").get(card) as { set(key: string, value: string): void }
  thing.set("title", "Written live")
  await client.allSaved()
  expect((await whole(id)).view.cards[card]!.title).toBe("Written live")
  client.close()
})

it("sends the whole board only to whoever has not got it", async () => {
  const { id } = await server.createBoard("Cached")
  const first = await server.admin.ask("GET", `/boards/${id}`)
  const etag = { "if-none-match": first.headers.get("etag")! }
  expect((await server.admin.ask("GET", `/boards/${id}`, undefined, etag)).status).toBe(304)
  await server.admin.ask("PATCH", `/boards/${id}`, { name: "Changed" })
  expect((await server.admin.ask("GET", `/boards/${id}`, undefined, etag)).status).toBe(200)
})

it("pages through the ledger in both directions", async () => {
  const { id } = await server.createBoard("Pages", "ward-shift")
  const all = await ledger(id)
  expect((await ledger(id, "limit=3")).map(({ seq }) => seq)).toEqual([1, 2, 3])
  expect((await ledger(id, "since=3&limit=2")).map(({ seq }) => seq)).toEqual([4, 5])
  expect((await ledger(id, "newestFirst=true&limit=2")).map(({ seq }) => seq)).toEqual([all.length, all.length - 1])
  expect((await ledger(id, "newestFirst=true&before=3&limit=5")).map(({ seq }) => seq)).toEqual([2, 1])
})

it.each(["limit=0", "limit=5001", "since=-1", "since=x", "card=..", "newestFirst=1", "other=1"])(
  "refuses the ledger question %s",
  async (query) => {
    const { id } = await server.createBoard("Questions")
    expect((await server.admin.ask("GET", `/boards/${id}/ledger?${query}`)).status).toBe(400)
  },
)
