/** Two real sessions against the real server: what the screens rely on, without a screen. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { WebSocket } from "ws"
import * as Y from "yjs"
import type { BoardSession } from "../../../client/sync/board-session.ts"
import type { SocketClass } from "../../../client/sync/counted-socket.ts"
import { openBoard } from "../../../client/sync/open-board.ts"
import type { Change } from "../../../shared/change/change.ts"
import { RawClient } from "../../support/raw-client.ts"
import { type Person, startServer, type TestServer } from "../../support/server.ts"
import { memoryShelf, type Shelf } from "../support/memory-copy.ts"
import { until } from "../support/until.ts"

let server: TestServer
let ada: Person
let bob: Person
let vera: Person
let boardId: string
const sessions: BoardSession[] = []
/** In the order in which they were made. */
const sockets: WebSocket[] = []

beforeAll(async () => {
  server = await startServer()
  ada = await server.signUp("ada")
  bob = await server.signUp("bob")
  vera = await server.signUp("vera")
})
afterAll(() => server.close())
beforeEach(async () => {
  boardId = (await server.createBoard("Live")).id
  await server.addMember(boardId, "ada", "lead")
  await server.addMember(boardId, "bob", "member")
  await server.addMember(boardId, "vera", "viewer")
})
afterEach(() => {
  for (const session of sessions.splice(0)) session.close()
})

/** The socket of a browser: its cookie and Origin go along by themselves. */
function browserSocket(person: Person): SocketClass {
  class BrowserSocket extends WebSocket {
    constructor(url: string, protocols?: string[]) {
      super(url, protocols ?? [], { headers: person.headers })
      sockets.push(this)
    }
  }
  return BrowserSocket as unknown as SocketClass
}

function open(person: Person, { shelf = memoryShelf(), syncUrl = `${server.wsUrl}/sync` }: Opening = {}) {
  const session = openBoard({
    boardId,
    actor: person.me.actor,
    syncUrl,
    whyRefused: async () => undefined,
    socket: browserSocket(person),
    openCopy: shelf.open,
    longestBackoffMs: 100,
  })
  sessions.push(session)
  return session
}
interface Opening {
  readonly shelf?: Shelf
  readonly syncUrl?: string
}

const saved = (session: BoardSession) => until(session.save, (save) => save.kind === "saved")
const seen = <T>(session: BoardSession, key: string, read: () => T, isWanted: (value: T) => boolean) =>
  until({ get: read, subscribe: (listener) => session.model.subscribe(key, listener) }, isWanted)
const title = (session: BoardSession, id: string, wanted: string) =>
  seen(
    session,
    `card:${id}`,
    () => session.model.card(id)?.title,
    (value) => value === wanted,
  )

const lane: Change = { kind: "created", root: "lanes", id: "l1", value: { name: "One", rank: "a0", kind: "active" } }
const card = (id: string, words = id): Change => ({
  kind: "created",
  root: "cards",
  id,
  value: { title: words, place: ["l1", "a0"] },
})
const set = (id: string, key: string, to: string): Change => ({ kind: "set", root: "cards", id, key, from: null, to })

describe("two people on one board", () => {
  it("see each other's edits, and each says saved only when its own are on disk", async () => {
    const [a, b] = [open(ada), open(bob)]
    await Promise.all([saved(a), saved(b)])
    expect(a.edit([lane, card("x")])).toBeUndefined()
    expect(a.save.get()).toEqual({ kind: "saving", waiting: 1 })
    await saved(a)
    await title(b, "x", "x")
    b.edit([set("x", "title", "by bob")])
    await title(a, "x", "by bob")
    expect(a.me.get()).toMatchObject({ actor: ada.me.actor, role: "lead" })
  })

  it("count exactly when one types fast", async () => {
    const a = open(ada)
    await saved(a)
    a.edit([lane, card("x")])
    for (let i = 0; i < 40; i++) a.edit([set("x", "title", `title ${i}`)])
    expect(a.save.get()).toEqual({ kind: "saving", waiting: 41 })
    await saved(a)
    const fresh = open(bob)
    await title(fresh, "x", "title 39")
  })

  it("merge what both typed while one was away, also over a reload", async () => {
    const shelf = memoryShelf()
    const [a, b] = [open(ada, { shelf }), open(bob)]
    await Promise.all([saved(a), saved(b)])
    a.edit([lane, card("x"), card("y")])
    await saved(a)
    await title(b, "y", "y")
    a.close()
    const away = open(ada, { shelf, syncUrl: "ws://127.0.0.1:9/sync" })
    await until(away.save, (save) => save.kind === "offline")
    away.edit([set("x", "title", "offline")])
    away.edit([card("z", "made offline")])
    b.edit([set("x", "next", "bob's next step"), set("y", "title", "bob's")])
    await saved(b)
    away.close()
    const back = open(ada, { shelf })
    await saved(back)
    await title(b, "x", "offline")
    await title(b, "z", "made offline")
    expect(b.model.card("x")).toMatchObject({ title: "offline", next: "bob's next step" })
    await title(back, "y", "bob's")
    expect(back.model.view()).toEqual(b.model.view())
  })

  it("[E6] are told what a rule took back when both were within it apart, and see the same board", async () => {
    const shelf = memoryShelf()
    const [a, b] = [open(ada), open(bob, { shelf })]
    await Promise.all([saved(a), saved(b)])
    a.edit([lane, card("x")])
    await saved(a)
    await title(b, "x", "x")
    b.close()
    const away = open(bob, { shelf, syncUrl: "ws://127.0.0.1:9/sync" })
    await until(away.save, (save) => save.kind === "offline")
    const checks = (by: string) =>
      Array.from({ length: 150 }, (_, i): Change => {
        const to = { list: "h", text: `${by} ${i}`, rank: "a0", roles: [] }
        return { kind: "set", root: "cards", id: "x", key: `c:${by}-${i}`, from: null, to }
      })
    expect(away.edit(checks("bob"))).toBeUndefined()
    expect(a.edit(checks("ada"))).toBeUndefined()
    await saved(a)
    away.close()
    const back = open(bob, { shelf })
    const refused = await until(back.refused, (list) => list.length === 100)
    expect(refused[0]).toMatchObject({ refusal: { rule: "E6" }, card: "x", value: { list: "h" } })
    await saved(back)
    const countOf = (session: BoardSession) =>
      Object.keys(session.model.card("x") ?? {}).filter((key) => key.startsWith("c:")).length
    await seen(
      a,
      "card:x",
      () => countOf(a),
      (count) => count === 200,
    )
    await seen(
      back,
      "card:x",
      () => countOf(back),
      (count) => count === 200,
    )
    expect(back.model.card("x")).toEqual(a.model.card("x"))
  })

  it("keep each their own undo", async () => {
    const [a, b] = [open(ada), open(bob)]
    await Promise.all([saved(a), saved(b)])
    a.edit([lane, card("x")])
    a.edit([set("x", "title", "ada's")])
    await title(b, "x", "ada's")
    b.edit([set("x", "title", "bob's")])
    await title(a, "x", "bob's")
    expect(a.undo()).toBe("changed-since")
    expect(b.undo()).toBe("done")
    await title(a, "x", "ada's")
  })

  it("see who is here, on which card, and who they are as the relay knows it", async () => {
    const [a, b] = [open(ada), open(bob)]
    await Promise.all([saved(a), saved(b)])
    a.setPresence({ card: "x" })
    const [person] = await until(b.people, (people) => people[0]?.card === "x")
    expect(person).toMatchObject({ actor: ada.me.actor, name: ada.me.name, card: "x" })
    a.close()
    await until(b.people, (people) => people.length === 0)
  })

  it("stay on each other's screens over a broken connection, also on a later visit of their browser", async () => {
    const shelf = memoryShelf()
    const first = open(ada, { shelf })
    await saved(first)
    first.edit([lane, card("x")])
    await saved(first)
    first.close()
    const [a, b] = [open(ada, { shelf }), open(bob)]
    await Promise.all([saved(a), saved(b)])
    a.edit([set("x", "title", "again")])
    await title(b, "x", "again")
    a.setPresence({ card: "x" })
    await until(b.people, (people) => people[0]?.card === "x")
    const onBoard = sockets.filter(({ readyState, url }) => readyState === 1 && url.endsWith(boardId))
    for (const socket of onBoard) socket.terminate()
    await until(b.people, (people) => people.length === 0)
    await until(b.people, (people) => people[0]?.card === "x")
    expect(b.people.get()).toHaveLength(1)
  })

  it("leave as few ids in the document as they have pages open at once, however often they come", async () => {
    const shelf = memoryShelf()
    for (let visit = 0; visit < 12; visit++) {
      const page = open(ada, { shelf })
      await saved(page)
      page.edit(visit === 0 ? [lane, card("x")] : [set("x", "title", `visit ${visit}`)])
      await saved(page)
      page.close()
    }
    const [one, two] = [open(ada, { shelf }), open(ada, { shelf })]
    await Promise.all([saved(one), saved(two)])
    one.edit([set("x", "next", "one")])
    two.edit([set("x", "title", "two")])
    await Promise.all([saved(one), saved(two)])
    const url = `${server.wsUrl}/sync/${boardId}`
    const { doc } = await new RawClient({ url, headers: ada.headers }).connect()
    const people = [...Y.decodeStateVector(Y.encodeStateVector(doc)).keys()].filter((id) => id >= 65_536)
    expect(people).toHaveLength(2)
    expect(doc.getMap<Y.Map<unknown>>("cards").get("x")?.toJSON()).toMatchObject({ title: "two", next: "one" })
  })

  it("agree on who is accountable: the first to ask is, the other learns who", async () => {
    const [a, b] = [open(ada), open(bob)]
    await Promise.all([saved(a), saved(b)])
    a.edit([lane, card("x")])
    await title(b, "x", "x")
    const [yes, no] = [
      await a.command({ kind: "card.take", card: "x" }),
      await b.command({ kind: "card.take", card: "x" }),
    ]
    expect(yes.ok).toBe(true)
    expect(no).toMatchObject({ ok: false, code: "refused", rule: "H1" })
    const owner = (session: BoardSession) =>
      seen(
        session,
        "promise:x",
        () => session.model.promise("x")?.accountable,
        (actor) => actor === ada.me.actor,
      )
    await Promise.all([owner(a), owner(b)])
  })

  it("hear of entries as they are written, and of ages by the relay's clock", async () => {
    const a = open(ada)
    await saved(a)
    const kinds: string[] = []
    const heard = new Promise<void>((resolve) => {
      a.onEntries((entries) => {
        kinds.push(...entries.map((entry) => entry.kind))
        if (kinds.includes("card.created")) resolve()
      })
    })
    a.edit([lane, card("x")])
    await heard
    expect(kinds).toEqual(["lane.created", "card.created"])
    expect(Math.abs((a.model.promise("x")?.enteredLaneAt ?? 0) - a.now())).toBeLessThan(5_000)
  })

  it("write a text together, each in their own document", async () => {
    const [a, b] = [open(ada), open(bob)]
    await Promise.all([saved(a), saved(b)])
    a.edit([lane, card("x")])
    await saved(a)
    const [ta, tb] = [a.openText("x"), b.openText("x")]
    await Promise.all([until(ta.ready, Boolean), until(tb.ready, Boolean)])
    const { XmlElement, XmlText } = await import("yjs")
    const paragraph = new XmlElement("paragraph")
    paragraph.insert(0, [new XmlText("hello")])
    const arrived = new Promise((resolve) => tb.fragment.observeDeep(resolve))
    ta.fragment.insert(0, [paragraph])
    await arrived
    expect(tb.fragment.toString()).toBe("<paragraph>hello</paragraph>")
    await saved(a)
  })
})

describe("work of many days without a network", () => {
  it("is saved although it is far larger than a message may be, and all of it reaches the others", async () => {
    const shelf = memoryShelf()
    const first = open(ada, { shelf })
    await saved(first)
    first.edit([lane])
    await saved(first)
    first.close()
    const away = open(ada, { shelf, syncUrl: "ws://127.0.0.1:9/sync" })
    await until(away.save, (save) => save.kind === "offline")
    const ids = Array.from({ length: 3_500 }, (_, at) => `card-${at}`)
    away.edit(ids.map((id) => card(id, id.padEnd(480, "."))))
    away.edit([set("card-7", "title", "the last word")])
    expect(away.exportCopy().length).toBeGreaterThan(1_500_000)
    away.close()
    const back = open(ada, { shelf })
    await saved(back)
    expect(back.refused.get()).toEqual([])
    const b = open(bob)
    await title(b, "card-7", "the last word")
    await saved(b)
    expect(ids.every((id) => b.model.card(id) !== undefined)).toBe(true)
  })
})

describe("somebody who only reads", () => {
  it("sees the board live, is told saved, and may not write", async () => {
    const [a, v] = [open(ada), open(vera)]
    await Promise.all([saved(a), saved(v)])
    a.edit([lane, card("x")])
    await title(v, "x", "x")
    expect(v.edit([set("x", "title", "mine")])?.rule).toBe("P1")
    a.edit([set("x", "title", "still live")])
    await title(v, "x", "still live")
    expect(v.save.get().kind).toBe("saved")
  })
})

describe("the end of access", () => {
  it("closes the session within moments when the person is taken off the board", async () => {
    const b = open(bob)
    await saved(b)
    await server.admin.ask("DELETE", `/boards/${boardId}/members/${bob.me.actor.replace("user:", "")}`)
    expect(await until(b.save, (save) => save.kind === "closed")).toEqual({ kind: "closed", reason: "revoked" })
  })
})

describe("a restart of the server", () => {
  it("loses nothing: what was typed meanwhile is saved afterwards", async () => {
    const one = await startServer()
    const person = await one.signUp("rita")
    const board = (await one.createBoard("Restart")).id
    await one.addMember(board, "rita", "lead")
    boardId = board
    const shelf = memoryShelf()
    const before = open(person, { shelf, syncUrl: `${one.wsUrl}/sync` })
    await saved(before)
    before.edit([lane, card("x")])
    await saved(before)
    await one.stop()
    await until(before.save, (save) => save.kind === "offline")
    before.edit([set("x", "title", "typed while it was down")])
    before.close()
    const two = await startServer({ dataDir: one.dataDir })
    // The port is another one, so the page is too.
    const moved = { ...person, headers: { ...person.headers, origin: two.url } }
    const after = open(moved, { shelf, syncUrl: `${two.wsUrl}/sync` })
    await saved(after)
    const fresh = open(moved, { syncUrl: `${two.wsUrl}/sync` })
    await title(fresh, "x", "typed while it was down")
    for (const session of sessions.splice(0)) session.close()
    await two.close()
    await one.close()
  })
})
