import { connect } from "node:net"
import { describe, expect, it } from "vitest"
import WebSocket from "ws"
import * as Y from "yjs"
import { readBoard } from "../../../shared/doc/read.ts"
import { ok } from "../../../shared/result.ts"
import {
  encodeCommand,
  encodeDismiss,
  encodeFollow,
  encodeServerFrame,
  encodeSync,
  SYNC,
} from "../../../shared/wire/frames.ts"
import { ALLOC_BOMB, any, craft, type } from "./craft.ts"
import { cardsOf, closedWith, eventually, type Harness, setTitle, startRelay, titleOf } from "./harness.ts"

/** After whatever was done to it, the board still works for honest people. */
async function stillWorks({ client }: Harness, title = "Still works"): Promise<void> {
  const [anna, ben] = [await client("anna"), await client("ben")]
  setTitle(anna.doc, title)
  await anna.allSaved()
  await ben.until(() => titleOf(ben.doc) === title)
}

const update = (bytes: Uint8Array) => encodeSync(SYNC.update, bytes)

describe("a hostile message", () => {
  it.each<[string, number, string, Uint8Array | string]>([
    ["text instead of bytes", 4400, "malformed-frame", "hello"],
    ["nothing", 4400, "malformed-frame", new Uint8Array()],
    ["an unknown type", 4400, "malformed-frame", Uint8Array.of(99, 1, 2)],
    ["a type that only the relay sends", 4400, "malformed-frame", Uint8Array.of(19, 2, 123, 125)],
    ["an auth message", 4400, "malformed-frame", Uint8Array.of(2, 0, 0)],
    ["a length beyond its end", 4400, "malformed-frame", Uint8Array.of(0, 2, 255, 255, 255, 255, 15)],
    ["bytes after its end", 4400, "malformed-frame", Uint8Array.of(3, 3)],
    ["a command that is no JSON", 4400, "malformed-frame", Uint8Array.of(16, 1, 123)],
    ["a command without an id", 4400, "bad-request", encodeCommand({ kind: "card.take" })],
    ["a state vector that is cut short", 4400, "malformed-frame", encodeSync(SYNC.step1, Uint8Array.of(5, 1))],
    ["an update that is none", 4400, "invalid-update", update(Uint8Array.of(1, 2, 3))],
    ["an allocation bomb", 4400, "invalid-update", update(ALLOC_BOMB)],
    [
      "an update with a hole",
      4409,
      "update-gap",
      update(craft([{ client: 90_000, clock: 7, structs: [{ parent: "meta", sub: "name", ...any("x") }] }])),
    ],
    [
      "an update in step 2 with a hole",
      4409,
      "update-gap",
      encodeSync(SYNC.step2, craft([{ client: 90_000, clock: 7, structs: [{ gc: 1 }] }])),
    ],
    [
      "an unknown root",
      4400,
      "invalid-update",
      update(craft([{ client: 90_000, clock: 0, structs: [{ parent: "evil", sub: "a", ...any(1) }] }])),
    ],
    ["a presence that is none", 4400, "malformed-frame", Uint8Array.of(1, 2, 9, 9)],
  ])("closes its connection by name and changes nothing: %s", async (_what, code, reason, message) => {
    const harness = await startRelay({ inMemory: true })
    const socket = await harness.socket("mallory")
    const closed = closedWith(socket)
    socket.send(message)
    expect(await closed).toEqual({ code, reason })
    expect((await harness.relay.snapshot(harness.board))?.seq).toBe(5)
    await stillWorks(harness)
  })

  it("on the wire itself (reserved bits, a huge frame, endless fragments) ends that connection only", async () => {
    const harness = await startRelay({ inMemory: true })
    for (const bytes of [
      Buffer.from([0xf2, 0x80, 0, 0, 0, 0]),
      Buffer.from([0x82, 0xff, 0, 0, 0, 0, 6, 0x50, 0, 0, 0, 0, 0, 0]),
    ]) {
      const socket = await harness.socket("mallory")
      const closed = closedWith(socket)
      const { _socket } = socket as unknown as { _socket: { write(bytes: Buffer): void } }
      _socket.write(bytes)
      expect((await closed).code).toBeGreaterThan(1000)
    }
    const socket = await harness.socket("mallory")
    const closed = closedWith(socket)
    for (let fragment = 0; fragment < 70; fragment++) socket.send(Uint8Array.of(0), { fin: false })
    expect((await closed).code).toBe(1008)
    await stillWorks(harness)
  })

  it("leaves at most a few log lines, however many come", async () => {
    const harness = await startRelay({ inMemory: true })
    for (let attempt = 0; attempt < 60; attempt++) {
      const socket = await harness.socket("mallory")
      const closed = closedWith(socket)
      for (let message = 0; message < 20; message++) socket.send(Uint8Array.of(99, message))
      await closed
    }
    expect(harness.logged.filter((line) => line.includes("malformed-frame"))).toHaveLength(1)
  })
})

describe("the document", () => {
  it("[clock-squat] keeps the offline edits of somebody whose client id another one uses", async () => {
    const harness = await startRelay({ inMemory: true })
    const [anna, mallory] = [await harness.client("anna"), await harness.client("mallory")]
    setTitle(anna.doc, "Online")
    await anna.allSaved()
    await mallory.until(() => titleOf(mallory.doc) === "Online")
    anna.close()
    await anna.until(() => anna.closed !== undefined)
    for (let edit = 0; edit < 20; edit++)
      cardsOf(anna.doc).set(`offline-${edit}`, new Y.Map(Object.entries({ title: `${edit}`, place: ["todo", "x"] })))
    const squat = new Y.Doc()
    Y.applyUpdate(squat, Y.encodeStateAsUpdate(mallory.doc))
    squat.clientID = anna.doc.clientID
    const before = Y.encodeStateVector(squat)
    for (let edit = 0; edit < 60; edit++) squat.getMap("meta").set("name", `Squat ${edit}`)
    mallory.send(update(Y.encodeStateAsUpdate(squat, before)))
    await mallory.until(() => mallory.closed !== undefined)
    expect(mallory.closed).toEqual({ code: 4403, reason: "foreign-client-id" })
    await anna.connect()
    await anna.allSaved()
    const { view } = (await harness.relay.snapshot(harness.board)) ?? {}
    expect([...(view?.cards.keys() ?? [])].filter((id) => id.startsWith("offline-"))).toHaveLength(20)
  })

  it("[clock-squat] keeps ids bound over a restart", async () => {
    const first = await startRelay({ inMemory: true })
    const anna = await first.client("anna")
    setTitle(anna.doc, "Mine")
    await anna.allSaved()
    const second = await first.restart()
    const socket = await second.socket("mallory")
    const closed = closedWith(socket)
    const squat = new Y.Doc()
    Y.applyUpdate(squat, Y.encodeStateAsUpdate(anna.doc))
    squat.clientID = anna.doc.clientID
    const before = Y.encodeStateVector(squat)
    squat.getMap("meta").set("name", "Squat")
    socket.send(update(Y.encodeStateAsUpdate(squat, before)))
    expect(await closed).toEqual({ code: 4403, reason: "foreign-client-id" })
  })

  it.each([
    ["before they come back", false],
    ["and the server was started anew and the document compacted", true],
  ])("keeps offline edits of a card that somebody deletes %s", async (_when, restarts) => {
    const limits = { compactUpdates: restarts ? 1 : 1e9 }
    const first = await startRelay({ limits })
    const [anna, mallory] = [await first.client("anna"), await first.client("mallory")]
    const card = cardsOf(anna.doc).get("card-1")
    card?.set("due", "2030-01-01")
    await anna.allSaved()
    await mallory.until(() => cardsOf(mallory.doc).get("card-1")?.get("due") !== undefined)
    anna.close()
    await anna.until(() => anna.closed !== undefined)
    for (const [key, value] of Object.entries({ title: "Offline", next: "Offline", due: "2031-01-01", "l:red": true }))
      card?.set(key, value)
    cardsOf(mallory.doc).delete("card-1")
    await mallory.allSaved()
    for (let edit = 0; restarts && edit < 5; edit++) {
      setTitle(mallory.doc, `Later ${edit}`, "card-2")
      await mallory.allSaved()
    }
    if (restarts)
      await eventually(async () => (await first.store.journal.loadDoc(first.board, "")).snapshot !== undefined)
    const second = restarts ? await first.restart() : first
    const again = await second.client("anna", "member", { doc: anna.doc })
    await again.allSaved()
    const { view } = (await second.relay.snapshot(second.board)) ?? {}
    expect(view?.cards.get("card-1")).toEqual({
      ...{ title: "Offline", next: "Offline", due: "2031-01-01", "l:red": true, place: ["todo", "a"] },
    })
    await again.until(() => titleOf(again.doc) === "Offline")
    expect(readBoard(again.doc)).toEqual(view)
  })

  it("ends the connection of somebody who deletes one thing after the other", async () => {
    const harness = await startRelay({ inMemory: true, limits: { removalsPerConnection: 3 } })
    const mallory = await harness.client("mallory")
    for (let removal = 0; removal < 4; removal++) {
      await mallory.until(() => cardsOf(mallory.doc).has("card-1"))
      cardsOf(mallory.doc).delete("card-1")
    }
    await mallory.until(() => mallory.closed !== undefined)
    expect(mallory.closed).toEqual({ code: 4400, reason: "invalid-update" })
    const ben = await harness.client("ben")
    expect(titleOf(ben.doc)).toBe("First")
  })

  it("[pending-poison] keeps a key whose next value builds on something withheld", async () => {
    const harness = await startRelay({ inMemory: true })
    const mallory = await harness.client("mallory")
    const updates: Uint8Array[] = []
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(mallory.doc))
    copy.on("update", (bytes: Uint8Array) => void updates.push(bytes))
    setTitle(copy, "Withheld")
    setTitle(copy, "Poison")
    mallory.send(update(updates[1] as Uint8Array))
    await mallory.until(() => mallory.closed !== undefined)
    expect(mallory.closed).toEqual({ code: 4409, reason: "update-gap" })
    const ben = await harness.client("ben")
    expect(titleOf(ben.doc)).toBe("First")
    await stillWorks(harness)
  })

  it("[partial-apply] takes nothing of an update of which a part is bad", async () => {
    const harness = await startRelay({ inMemory: true })
    const socket = await harness.socket("mallory")
    const closed = closedWith(socket)
    const good = { parent: "meta", sub: "name", ...any("Half") } as const
    socket.send(
      update(craft([{ client: 90_000, clock: 0, structs: [good, { parent: "cards", sub: "x", ...type(0) }] }])),
    )
    expect(await closed).toEqual({ code: 4400, reason: "invalid-update" })
    const { view, seq } = (await harness.relay.snapshot(harness.board)) ?? {}
    expect([view?.meta.name, seq]).toEqual(["Board", 5])
  })

  it("[missing-deps] refuses thousands of updates with holes in less than a second", async () => {
    const harness = await startRelay({ inMemory: true })
    const holes = Array.from({ length: 2_000 }, (_, index) =>
      update(craft([{ client: 90_000 + index, clock: 3, structs: [{ gc: 1 }] }])),
    )
    const startedAt = process.cpuUsage()
    for (let attempt = 0; attempt < 20; attempt++) {
      const socket = await harness.socket("mallory")
      const closed = closedWith(socket)
      for (const hole of holes.slice(attempt * 100, attempt * 100 + 100)) socket.send(hole)
      expect((await closed).code).toBe(4409)
    }
    const { user, system } = process.cpuUsage(startedAt)
    expect((user + system) / 1e6).toBeLessThan(1)
    await stillWorks(harness)
  })

  it("heals itself when a listener throws, without anybody noticing", async () => {
    const harness = await startRelay({ inMemory: true })
    const [anna, ben] = [await harness.client("anna"), await harness.client("ben")]
    await anna.allSaved()
    const { Channel } = await import("../../../server/relay/channel.ts")
    const takeUpdate = Channel.prototype.takeUpdate
    let sabotaged = 0
    const healedInMs: number[] = []
    for (const event of ["update", "afterTransaction", "beforeObserverCalls"] as const) {
      Channel.prototype.takeUpdate = function (this: InstanceType<typeof Channel>) {
        Channel.prototype.takeUpdate = takeUpdate
        this.doc.on(event as "update", () => {
          sabotaged++
          throw new Error("sabotage")
        })
        return takeUpdate.call(this)
      }
      setTitle(anna.doc, `Plants ${event}`)
      await anna.allSaved()
      setTitle(anna.doc, `Survives ${event}`)
      const startedAt = performance.now()
      await ben.until(() => titleOf(ben.doc) === `Survives ${event}`)
      await anna.allSaved()
      healedInMs.push(performance.now() - startedAt)
    }
    expect(Math.min(...healedInMs)).toBeLessThan(1_000)
    expect(sabotaged).toBe(3)
    expect(harness.reloads).toEqual(["wedged", "wedged", "wedged"])
    for (let edit = 0; edit < 100; edit++) setTitle(anna.doc, `Later ${edit}`)
    await anna.allSaved()
    await ben.until(() => titleOf(ben.doc) === "Later 99")
    expect([anna.closed, ben.closed]).toEqual([undefined, undefined])
  })
})

describe("the door", () => {
  const statusOf = (url: string, headers: Record<string, string> = {}) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(url, { headers })
      socket.on("unexpected-response", (_request, response) => {
        resolve(response.statusCode ?? 0)
        socket.terminate()
      })
      socket.on("open", () => {
        resolve(101)
        socket.terminate()
      })
      socket.on("error", () => undefined)
    })

  it("knows only issued ids, and never says whether a board exists", async () => {
    const { origin, board } = await startRelay({ inMemory: true })
    const other = "x".repeat(22)
    const names = [
      "",
      "..",
      "../..",
      "%2f",
      "%00",
      "__proto__",
      "constructor",
      "a",
      "a".repeat(10_000),
      other,
      `${board}x`,
    ]
    for (const name of names) expect(await statusOf(`${origin}/sync/${name}?as=anna&role=member`)).toBe(404)
    for (const text of ["..", "__proto__", "a.B", ".b", "a.", "a.b.c", "__proto__.b", "%2e", "x".repeat(65), "a/b"])
      expect(await statusOf(`${origin}/sync/${board}/${text}?as=anna&role=member`)).toBe(404)
    expect(await statusOf(`${origin}/other/${board}?as=anna&role=member`)).toBe(404)
    expect(await statusOf(`${origin}/sync/${board}?as=anna&role=member`)).toBe(101)
  })

  it("asks who it is before the upgrade", async () => {
    const { origin, board, url } = await startRelay({ inMemory: true })
    expect(await statusOf(`${origin}/sync/${board}`)).toBe(401)
    expect(await statusOf(url("screen", "kiosk"))).toBe(403)
    expect(await statusOf(url(), { origin: "http://evil.example" })).toBe(403)
    expect(await statusOf(url(), { origin: "null" })).toBe(403)
  })

  it("has a limit of sockets, in all", async () => {
    const { client, url } = await startRelay({ inMemory: true, limits: { sockets: 2 } })
    const anna = await client("anna")
    await client("ben")
    expect(await statusOf(url())).toBe(429)
    anna.close()
    await eventually(async () => (await statusOf(url())) === 101)
  })

  it("has a limit of sockets for each address", async () => {
    const { url } = await startRelay({
      inMemory: true,
      limits: { socketsPerAddress: 1 },
      addressOf: () => "203.0.113.9",
    })
    const first = new WebSocket(url())
    await new Promise((resolve) => first.once("open", resolve))
    expect(await statusOf(url())).toBe(429)
    first.terminate()
  })

  it("survives sockets that break off at any moment", async () => {
    const harness = await startRelay({ inMemory: true })
    const { port } = new URL(harness.origin.replace("ws", "http"))
    const request = `GET /sync/${harness.board}?as=anna&role=member HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`
    for (let attempt = 0; attempt < 40; attempt++) {
      const socket = connect(Number(port), "127.0.0.1")
      await new Promise((resolve) => socket.once("connect", resolve))
      socket.write(request)
      if (attempt % 2 === 0) await new Promise((resolve) => setImmediate(resolve))
      socket.resetAndDestroy()
    }
    await stillWorks(harness)
    await eventually(() => harness.relay.counts.sockets <= 2)
  })
})

describe("rights", () => {
  const FRAMES: readonly (readonly [string, (doc: Y.Doc) => Uint8Array])[] = [
    ["step 1", (doc) => encodeSync(SYNC.step1, Y.encodeStateVector(doc))],
    ["an empty step 2", (doc) => encodeSync(SYNC.step2, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)))],
    ["a step 2 with an edit", (doc) => encodeSync(SYNC.step2, edit(doc))],
    ["an update", (doc) => update(edit(doc))],
    ["an empty update", () => update(Uint8Array.of(0, 0))],
    ["presence", () => Uint8Array.of(1, 8, 1, 200, 208, 5, 1, 2, 123, 125)],
    ["a question for presence", () => Uint8Array.of(3)],
    ["a command", () => encodeCommand({ id: "command-1", kind: "card.take", card: "card-1" })],
    ["following", () => encodeFollow(0)],
    ["having seen a refusal", () => encodeDismiss(1)],
    ["a frame of a type that there is not", () => Uint8Array.of(99)],
    ["a frame that only the relay sends", () => encodeServerFrame("entries", { entries: [] })],
  ]
  const edit = (doc: Y.Doc) => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    setTitle(copy, "Edited")
    return Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc))
  }
  const CLOSED = { code: 4403, reason: "forbidden" }
  const NO_FRAME = { code: 4400, reason: "malformed-frame" }
  type Table = Readonly<Record<string, typeof CLOSED | "answered no">>
  const EVERYBODY: Table = {
    "a frame of a type that there is not": NO_FRAME,
    "a frame that only the relay sends": NO_FRAME,
  }
  /** What each role may not; everything else it may. */
  const REFUSED: Readonly<Record<"lead" | "member" | "viewer" | "shared", Table>> = {
    lead: EVERYBODY,
    member: EVERYBODY,
    shared: { ...EVERYBODY, "a command": "answered no" },
    viewer: {
      ...EVERYBODY,
      "a step 2 with an edit": CLOSED,
      "an update": CLOSED,
      "an empty update": CLOSED,
      "a command": "answered no",
    },
  }

  it.each(
    FRAMES.flatMap(([what, make]) =>
      (["lead", "member", "viewer", "shared"] as const).map((role) => [role, what, make] as const),
    ),
  )("of a %s who sends %s", async (role, what, make) => {
    const { client, relay, board } = await startRelay({ inMemory: true })
    const anna = await client("anna", role)
    anna.send(make(anna.doc))
    anna.send(encodeFollow(0))
    await anna.until(() => anna.closed !== undefined || anna.frames.some(({ type }) => type === "state"))
    if (what === "a command") await anna.until(() => anna.frames.some(({ type }) => type === "answer"))
    const expected = REFUSED[role][what]
    expect(anna.closed).toEqual(expected === "answered no" ? undefined : expected)
    const answer = anna.frames.find((frame) => frame.type === "answer")?.body
    if (what === "a command") expect(answer).toMatchObject({ ok: expected === undefined })
    if (role === "viewer") expect((await relay.snapshot(board))?.seq).toBe(5)
  })

  it("lets a stock viewer come back, whose step 2 lists all deletions it knows", async () => {
    const { client } = await startRelay({ inMemory: true })
    const anna = await client("anna")
    for (let index = 0; index < 10; index++) setTitle(anna.doc, `Edit ${index}`)
    await anna.allSaved()
    const viewer = await client("vic", "viewer")
    viewer.close()
    await viewer.until(() => viewer.closed !== undefined)
    await viewer.connect()
    await viewer.allSaved()
    setTitle(anna.doc, "Seen")
    await viewer.until(() => titleOf(viewer.doc) === "Seen")
  })

  it("that end close the socket at once, and what it sent is not done any more", async () => {
    const { client, relay, faults } = await startRelay({ inMemory: true })
    const [anna, ben] = [await client("anna"), await client("ben")]
    await anna.allSaved()
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let isHeld = false
    faults.beforeAppend = () => {
      isHeld = true
      return held
    }
    setTitle(ben.doc, "Holds the store", "card-2")
    await eventually(() => isHeld)
    setTitle(anna.doc, "Waits behind it")
    // Refused at once, so its answer says that what came before it has been read.
    anna.send(encodeCommand({ id: "unknown" }))
    await anna.until(() => anna.frames.some(({ type }) => type === "answer"))
    const startedAt = performance.now()
    relay.revokeWhere(({ session }) => session === "session-anna")
    await anna.until(() => anna.closed !== undefined)
    expect(anna.closed).toEqual({ code: 4403, reason: "revoked" })
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    release()
    await ben.allSaved()
    setTitle(ben.doc, "Comes after it", "card-2")
    await ben.allSaved()
    expect(titleOf(ben.doc)).not.toBe("Waits behind it")
    expect(ben.closed).toBeUndefined()
  })

  it("that end while somebody is on the way in keep them out", async () => {
    const principal = {
      actor: "user:anna" as never,
      name: "Anna",
      role: "member",
      session: "s",
      linkId: "link",
    } as const
    let endOnTheWay = (): void => undefined
    const { relay, board, url } = await startRelay({
      inMemory: true,
      authenticate: async () => {
        endOnTheWay()
        return ok(principal)
      },
    })
    const knock = () =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(url())
        socket.on("open", () => resolve(101))
        socket.on("unexpected-response", (_request, { statusCode }) => resolve(statusCode ?? 0))
      })
    endOnTheWay = () => relay.revokeWhere(({ linkId }) => linkId === "link")
    expect(await knock()).toBe(403)
    expect(relay.here(board)).toEqual([])
    endOnTheWay = () => relay.revokeWhere(({ linkId }) => linkId === "another")
    expect(await knock()).toBe(101)
  })

  it("are told apart by link, session, and actor on one board", async () => {
    const { client, relay, board } = await startRelay({ inMemory: true })
    const [anna, ben] = [await client("anna"), await client("ben")]
    relay.revokeWhere(({ linkId }) => linkId === "another")
    relay.revokeWhere(({ actor }, on) => actor === "user:anna" && on === "another")
    relay.revokeWhere(({ actor }, on) => actor === "user:anna" && on === board)
    await anna.until(() => anna.closed !== undefined)
    expect(ben.closed).toBeUndefined()
    expect(relay.here(board)).toEqual([{ actor: "user:ben", name: "ben" }])
  })

  it("outlast a drain with 1012, after everything was stored", async () => {
    const { client, relay } = await startRelay({ inMemory: true })
    const anna = await client("anna")
    setTitle(anna.doc, "Last words")
    await new Promise((resolve) => setTimeout(resolve, 20))
    await relay.drain()
    await anna.until(() => anna.closed !== undefined)
    expect(anna.closed).toEqual({ code: 1012, reason: "draining" })
    expect(anna.saved).toBe(anna.sent)
  })
})
