import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { WebSocket } from "ws"
import type { BoardSession } from "../../../client/sync/board-session.ts"
import type { SocketClass } from "../../../client/sync/counted-socket.ts"
import { openBoard } from "../../../client/sync/open-board.ts"
import type { ClosedReason } from "../../../client/sync/save-machine.ts"
import type { Change } from "../../../shared/change/change.ts"
import { writeTextJson } from "../../../shared/doc/rich-text.ts"
import { write } from "../../../shared/doc/write.ts"
import { importBoard } from "../../../shared/import/import-board.ts"
import type { BoardSeed } from "../../../shared/import/seed.ts"
import type { RichText } from "../../../shared/model/rich-text.ts"
import { noPromises } from "../../../shared/promises/fold.ts"
import { seededSource } from "../../support/arbitraries.ts"
import { memoryShelf, type Shelf } from "../support/memory-copy.ts"
import { BOARD, type MiniRelay, startMiniRelay, structsIn } from "../support/mini-relay.ts"
import { until } from "../support/until.ts"

let relay: MiniRelay
let shelf: Shelf
const sessions: BoardSession[] = []

beforeEach(async () => {
  relay = await startMiniRelay()
  shelf = memoryShelf()
})
afterEach(async () => {
  for (const session of sessions.splice(0)) session.close()
  await relay.close()
})

function open(more: { actor?: string; whyRefused?: () => Promise<ClosedReason | undefined>; syncUrl?: string } = {}) {
  const session = openBoard({
    boardId: BOARD,
    actor: "user:me",
    syncUrl: relay.url,
    whyRefused: async () => undefined,
    socket: WebSocket as unknown as SocketClass,
    openCopy: shelf.open,
    longestBackoffMs: 50,
    ...more,
  })
  sessions.push(session)
  return session
}
const card = (id: string, title = id): Change => ({
  kind: "created",
  root: "cards",
  id,
  value: { title, place: ["l1", "a0"] },
})
const refusal = (no: number) => ({
  ...{ no, rule: "E1" as const, detail: "no", root: "cards", thing: "a", key: "title", value: "typed" },
})
const hasDismissed = (no: number) => relay.received.some((frame) => frame.type === "dismiss" && frame.no === no)
const title = (id: string, to: string): Change => ({ kind: "set", root: "cards", id, key: "title", from: null, to })
const kind = (session: BoardSession, wanted: string) => until(session.save, (save) => save.kind === wanted)
/** What becomes of the copy that somebody takes away. */
function imported(session: BoardSession): BoardSeed {
  const result = importBoard("throughline", session.exportCopy(), seededSource())
  if (!result.ok) throw new Error(result.error.words)
  return result.value.seed
}
const documents = () => relay.received.filter((frame) => frame.type === "sync-step-2" || frame.type === "sync-update")

describe("a session", () => {
  it("shows the relay's board and says saved only after its own answer was acknowledged", async () => {
    relay.acknowledges = false
    write(relay.doc, [card("a")])
    const session = open()
    await kind(session, "saving")
    await until(session.ready, Boolean)
    expect(session.model.card("a")?.title).toBe("a")
    relay.acknowledge(1)
    await kind(session, "saved")
  })

  it("counts exactly: three edits wait until three messages are on disk", async () => {
    write(relay.doc, [card("a")])
    const session = open()
    await kind(session, "saved")
    relay.acknowledges = false
    for (const words of ["x", "y", "z"]) session.edit([title("a", words)])
    expect(session.save.get()).toEqual({ kind: "saving", waiting: 3 })
    await relay.until(() => documents().length === 4)
    relay.acknowledge(2)
    await until(session.save, (save) => save.kind === "saving" && save.waiting === 1)
    relay.acknowledge(1)
    await kind(session, "saved")
  })

  it("sends edits made before its answer to the relay's state inside that answer, so that no gap can open", async () => {
    write(relay.doc, [card("a")])
    const first = open()
    await kind(first, "saved")
    relay.onJoin = () => {}
    relay.drop(1012)
    await kind(first, "offline")
    first.edit([title("a", "offline")])
    await relay.until(() => relay.received.filter((frame) => frame.type === "sync-step-1").length === 2)
    first.edit([title("a", "between")])
    expect(documents().slice(1)).toEqual([])
    relay.onJoin = undefined
    relay.drop(1012)
    await kind(first, "saved")
    expect(relay.doc.getMap("cards").toJSON()).toMatchObject({ a: { title: "between" } })
    expect(
      documents()
        .slice(1)
        .map((frame) => frame.type),
    ).toEqual(["sync-step-2"])
  })

  it("keeps offline edits over a reload, counts them, and saves them later", async () => {
    write(relay.doc, [card("a")])
    const before = open()
    await kind(before, "saved")
    relay.onJoin = (socket) => socket.terminate()
    relay.drop(1012)
    await kind(before, "offline")
    before.edit([title("a", "offline")])
    before.edit([card("b")])
    expect(before.save.get()).toMatchObject({ kind: "offline", waiting: 2 })
    before.close()

    const after = open()
    await kind(after, "offline")
    expect(after.save.get()).toMatchObject({ kind: "offline", waiting: 2 })
    expect(after.ready.get()).toBe(true)
    expect(after.model.card("a")?.title).toBe("offline")
    expect(after.me.get()).toEqual({ actor: "user:me", name: "Me", role: "member" })
    relay.onJoin = undefined
    await kind(after, "saved")
    expect(relay.doc.getMap("cards").toJSON()).toMatchObject({ a: { title: "offline" }, b: { title: "b" } })
  })

  it("works in a browser that has never reached the relay before, and says that it is offline", async () => {
    relay.onJoin = (socket) => socket.terminate()
    const session = open()
    await kind(session, "offline")
    expect(session.ready.get()).toBe(false)
  })

  it.each([
    [4403, "revoked", "revoked"],
    [4403, "foreign-client-id", "rejected"],
    [4400, "invalid-update", "rejected"],
    [4404, "not-found", "not-found"],
    [4401, "unauthenticated", "signed-out"],
  ])("ends for good on %i %s", async (code, reason, closed) => {
    const session = open()
    await kind(session, "saved")
    relay.drop(code, reason)
    expect(await kind(session, "closed")).toEqual({ kind: "closed", reason: closed })
    expect(relay.connections).toBe(1)
  })

  it.each([1011, 1012, 4408, 4409, 4429, 4503])(
    "comes back after %i and saves what was typed meanwhile",
    async (code) => {
      write(relay.doc, [card("a")])
      const session = open()
      await kind(session, "saved")
      relay.drop(code)
      await kind(session, "offline")
      session.edit([title("a", "again")])
      await kind(session, "saved")
      expect(relay.doc.getMap("cards").toJSON()).toMatchObject({ a: { title: "again" } })
    },
  )

  it("gives up on a gap that syncing does not mend, and keeps the copy", async () => {
    write(relay.doc, [card("a")])
    const session = open()
    await kind(session, "saved")
    relay.acknowledges = false
    relay.onJoin = (socket) => socket.close(4409, "update-gap")
    relay.drop(4409, "update-gap")
    expect(await kind(session, "closed")).toEqual({ kind: "closed", reason: "rejected" })
    expect(imported(session).changes).toContainEqual(
      expect.objectContaining({ id: "a", value: expect.objectContaining({ title: "a" }) }),
    )
    expect(shelf.names()).toHaveLength(1)
  })

  it("forgets the copy of a board that it may no longer see", async () => {
    const session = open()
    await kind(session, "saved")
    relay.drop(4403, "revoked")
    await kind(session, "closed")
    expect(shelf.names()).toEqual([])
  })

  it("keeps that copy while it holds work that exists nowhere else", async () => {
    write(relay.doc, [card("a")])
    const session = open()
    await kind(session, "saved")
    expect(session.hasUnsaved()).toBe(false)
    relay.acknowledges = false
    session.edit([title("a", "never acknowledged")])
    relay.drop(4403, "revoked")
    await kind(session, "closed")
    expect(session.hasUnsaved()).toBe(true)
    expect(shelf.names()).toHaveLength(1)
  })

  it("asks over HTTP why it was refused before the socket opened", async () => {
    const session = open({ syncUrl: `${relay.url.replace("/sync", "")}`, whyRefused: async () => "not-found" })
    await kind(session, "saved")
    session.close()
    await relay.close()
    const refused = open({ whyRefused: async () => "not-found" })
    expect(await kind(refused, "closed")).toEqual({ kind: "closed", reason: "not-found" })
  })

  it("sends nothing under another person's name when somebody else has signed in", async () => {
    const before = open()
    await kind(before, "saved")
    relay.onJoin = (socket) => socket.terminate()
    relay.drop(1012)
    await kind(before, "offline")
    before.edit([card("mine")])
    before.close()
    relay.onJoin = undefined
    relay.hello = { ...relay.hello, actor: "user:other" }
    const sent = documents().length
    const after = open()
    expect(await kind(after, "closed")).toEqual({ kind: "closed", reason: "signed-out" })
    expect(documents().length).toBe(sent)
  })

  it("sends no document message as a viewer, and still says saved", async () => {
    relay.hello = { ...relay.hello, role: "viewer" }
    write(relay.doc, [card("a")])
    const session = open()
    await kind(session, "saved")
    expect(session.edit([title("a", "x")])?.rule).toBe("P1")
    expect(documents()).toEqual([])
  })

  it("keeps the work of somebody who may only read by now, and does not throw it at the relay", async () => {
    write(relay.doc, [card("a")])
    const before = open()
    await kind(before, "saved")
    relay.onJoin = (socket) => socket.terminate()
    relay.drop(1012)
    await kind(before, "offline")
    before.edit([title("a", "as a member")])
    relay.onJoin = undefined
    relay.hello = { ...relay.hello, role: "viewer" }
    expect(await kind(before, "closed")).toEqual({ kind: "closed", reason: "rejected" })
    expect(imported(before).changes).toContainEqual(
      expect.objectContaining({ id: "a", value: expect.objectContaining({ title: "as a member" }) }),
    )
    expect(relay.doc.getMap("cards").toJSON()).toMatchObject({ a: { title: "a" } })
    expect(shelf.names()).toHaveLength(1)
  })

  it("is read-only while the relay says so, and counts what waits", async () => {
    write(relay.doc, [card("a")])
    const session = open()
    await kind(session, "saved")
    relay.acknowledges = false
    relay.tell("heartbeat", { at: 1_000_000, seq: 0, readOnly: true, code: "read-only" })
    await kind(session, "read-only")
    session.edit([title("a", "x")])
    expect(session.save.get()).toMatchObject({ kind: "read-only", waiting: 1 })
    relay.tell("heartbeat", { at: 1_000_000, seq: 0, readOnly: false })
    relay.acknowledge(1)
    await kind(session, "saved")
  })

  it("is not live by a heartbeat that comes before what was missed", async () => {
    const session = open()
    await kind(session, "saved")
    const beatAt = () => session.freshness.get().beat?.at
    relay.tell("heartbeat", { at: 2_000_000, seq: 0, readOnly: false })
    relay.tell("state", { promises: noPromises(), at: 2_000_000 })
    relay.tell("heartbeat", { at: 3_000_000, seq: 0, readOnly: false })
    await until(session.freshness, () => beatAt() === 3_000_000)
    const told: (number | undefined)[] = []
    session.freshness.subscribe(() => told.push(beatAt()))
    relay.tell("hello", { ...relay.hello, at: 4_000_000 })
    relay.tell("heartbeat", { at: 5_000_000, seq: 0, readOnly: false })
    relay.tell("entries", { entries: [] })
    relay.tell("heartbeat", { at: 6_000_000, seq: 0, readOnly: false })
    await until(session.freshness, () => beatAt() === 6_000_000)
    expect(told).toEqual([6_000_000])
  })

  it("lists what a rule took back, with the words that were typed", async () => {
    const session = open()
    await kind(session, "saved")
    relay.tell("refused", refusal(7))
    const [refused] = await until(session.refused, (list) => list.length === 1)
    expect(refused).toMatchObject({ refusal: { rule: "E1" }, card: "a", key: "title", value: "typed" })
    session.dismissRefused(refused!.id)
    expect(session.refused.get()).toEqual([])
    await relay.until(() => hasDismissed(7))
  })

  it("shows what the relay tells twice once, and takes it away when it was dismissed on another screen", async () => {
    const session = open()
    await kind(session, "saved")
    relay.tell("refused", refusal(7))
    relay.tell("refused", refusal(7))
    relay.tell("refused", refusal(8))
    await until(session.refused, (list) => list.at(-1)?.id === 8)
    expect(session.refused.get().map(({ id }) => id)).toEqual([7, 8])
    relay.tell("dismissed", { no: 7 })
    await until(session.refused, (list) => list.length === 1)
    expect(session.refused.get().map(({ id }) => id)).toEqual([8])
  })

  it("shows no more what was dismissed out of reach of the relay, and says so when it is told again", async () => {
    const session = open()
    await kind(session, "saved")
    relay.tell("refused", refusal(7))
    await until(session.refused, (list) => list.length === 1)
    relay.onJoin = (socket) => socket.close(1013)
    relay.drop(1012)
    await kind(session, "offline")
    session.dismissRefused(7)
    session.close()
    expect(hasDismissed(7)).toBe(false)
    relay.onJoin = undefined
    const again = open()
    await kind(again, "saved")
    relay.tell("refused", refusal(7))
    relay.tell("refused", refusal(8))
    await until(again.refused, (list) => list.length > 0)
    expect(again.refused.get().map(({ id }) => id)).toEqual([8])
    await relay.until(() => hasDismissed(7))
  })

  it("keeps the no to a command of an earlier visit over a reload, until it is dismissed", async () => {
    const session = open({ syncUrl: "ws://127.0.0.1:9/sync" })
    await kind(session, "offline")
    void session.command({ kind: "comment.add", card: "a", text: "typed in vain" })
    const { id } = session.pendingCommands.get()[0]!
    session.close()
    const back = open()
    await kind(back, "saved")
    await relay.until(() => relay.received.some(({ type }) => type === "command"))
    relay.tell("answer", { id, ok: false, code: "refused", rule: "C3", detail: "no" })
    await until(back.refused, (list) => list.length === 1)
    back.close()
    const later = open()
    const [kept] = await until(later.refused, (list) => list.length === 1)
    expect(kept).toMatchObject({ refusal: { rule: "C3" }, value: "typed in vain" })
    later.dismissRefused(kept!.id)
    later.close()
    const last = open()
    await kind(last, "saved")
    expect(last.refused.get()).toEqual([])
  })

  it("takes the relay's clock, whatever the device believes", async () => {
    relay.hello = { ...relay.hello, at: 5_000_000 }
    const session = open()
    await until(session.me, (me) => me !== undefined)
    expect(session.now()).toBeGreaterThanOrEqual(5_000_000)
    expect(session.now()).toBeLessThan(5_000_000 + 10_000)
  })

  it("is not set back by an acknowledgement, whose time is that of the last entry", async () => {
    relay.hello = { ...relay.hello, at: 5_000_000 }
    relay.acknowledges = false
    const session = open()
    await kind(session, "saving")
    relay.tell("saved", { count: 1, seq: 1, hash: "h", at: 1_000_000 })
    await kind(session, "saved")
    expect(session.now()).toBeGreaterThanOrEqual(5_000_000)
  })

  it("asks for promises from where its copy ends, and for all of them after a gap", async () => {
    const session = open()
    await relay.until(() => relay.received.some((frame) => frame.type === "follow"))
    const promise = { createdAt: 1, createdBy: "user:me", enteredLaneAt: 1, touchedAt: 1, accountable: "user:x" }
    const cards = { a: { ...promise, accountableSince: 1, comments: {} } } as never
    relay.tell("state", { promises: { ...noPromises(), seq: 7, cards }, at: 1_000_000 })
    await until(
      { get: () => session.model.promise("a"), subscribe: (l) => session.model.subscribe("promise:a", l) },
      Boolean,
    )
    const entry = { v: 1, board: BOARD, at: 9, actor: "user:me", hash: "h", prevHash: "p", card: "a" }
    relay.tell("entries", { entries: [{ ...entry, seq: 8, kind: "card.released" }] as never })
    await until(
      { get: () => session.model.promise("a"), subscribe: (l) => session.model.subscribe("promise:a", l) },
      (known) => known?.accountable === null,
    )
    relay.tell("entries", { entries: [{ ...entry, seq: 12, kind: "card.taken" }] as never })
    await relay.until(() => relay.received.filter((frame) => frame.type === "follow").length === 2)
    expect(relay.received.filter((frame) => frame.type === "follow")).toEqual([
      { type: "follow", since: 0 },
      { type: "follow", since: 0 },
    ])
  })

  it("queues a promise asked for offline and asks it behind the offline edits", async () => {
    write(relay.doc, [card("a")])
    const session = open()
    await kind(session, "saved")
    relay.onJoin = (socket) => socket.terminate()
    relay.drop(1012)
    await kind(session, "offline")
    session.edit([card("b")])
    const answer = session.command({ kind: "card.take", card: "b" })
    expect(session.pendingCommands.get()).toHaveLength(1)
    const from = relay.received.length
    relay.onJoin = undefined
    await relay.until(() => relay.received.some((frame) => frame.type === "command"))
    const order = relay.received.slice(from).map((frame) => frame.type)
    expect(order.indexOf("sync-step-2")).toBeLessThan(order.indexOf("command"))
    relay.tell("answer", { id: session.pendingCommands.get()[0]!.id, ok: true, seq: 1, hash: "h" })
    expect((await answer).ok).toBe(true)
    expect(session.pendingCommands.get()).toEqual([])
  })

  it("tells only its own presence", async () => {
    const session = open()
    await kind(session, "saved")
    session.setPresence({ card: "a" })
    const said = () =>
      new TextDecoder().decode(
        relay.received.flatMap((frame) => (frame.type === "awareness" ? [frame.update] : [])).at(-1),
      )
    await relay.until(() => said().includes('"card":"a"'))
    session.setPresence({ card: undefined, editing: "a/title" })
    await relay.until(() => said().includes('{"editing":"a/title"}'))
  })
})

describe("a text of the board", () => {
  it("that is not saved when access ends is in the copy that one takes away, and can be imported with it", async () => {
    const session = open()
    await kind(session, "saved")
    const text = session.openText("a")
    await until(text.save, (save) => save.kind === "saved")
    relay.acknowledges = false
    const written: RichText = [{ type: "paragraph", content: [{ type: "text", text: "never acknowledged" }] }]
    writeTextJson(text.doc, written)
    relay.drop(4403, "revoked")
    await kind(session, "closed")
    expect(imported(session).texts).toEqual([{ textId: "a", text: written }])
  })

  it("that is not saved when access ends still counts as unsaved work", async () => {
    const session = open()
    await kind(session, "saved")
    const text = session.openText("a")
    await until(text.save, (save) => save.kind === "saved")
    relay.acknowledges = false
    text.doc.getMap("probe").set("typed", 1)
    relay.drop(4403, "revoked")
    await until(text.save, (save) => save.kind === "closed")
    await kind(session, "closed")
    expect(session.hasUnsaved()).toBe(true)
  })

  it("keeps sending after its panel was closed, and the board counts it meanwhile", async () => {
    const session = open()
    await kind(session, "saved")
    const text = session.openText("a")
    await until(text.save, (save) => save.kind === "saved")
    relay.acknowledges = false
    text.doc.getMap("probe").set("typed", 1)
    await until(session.save, (save) => save.kind === "saving" && save.waiting === 1)
    text.close()
    await Promise.resolve()
    expect(session.save.get()).toEqual({ kind: "saving", waiting: 1 })
    relay.acknowledge(1, `${BOARD}/a`)
    await kind(session, "saved")
  })

  it("is sent on the next visit when it was typed offline and left", async () => {
    const before = open()
    await kind(before, "saved")
    const text = before.openText("a")
    await until(text.save, (save) => save.kind === "saved")
    relay.onJoin = (socket) => socket.terminate()
    relay.drop(1012)
    await until(text.save, (save) => save.kind === "offline")
    text.doc.getMap("probe").set("typed", 1)
    text.close()
    before.close()
    relay.onJoin = undefined
    const after = open()
    await relay.until(() => documents().some((frame) => "update" in frame && structsIn(frame.update) > 0))
    await kind(after, "saved")
    expect(relay.docOf(`${BOARD}/a`).getMap("probe").toJSON()).toEqual({ typed: 1 })
  })
})
