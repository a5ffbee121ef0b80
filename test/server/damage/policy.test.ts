import { join } from "node:path"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import WebSocket from "ws"
import * as Y from "yjs"
import { DATABASE_FILE } from "../../../server/store/open-store.ts"
import { TEXT_ROOT } from "../../../shared/doc/layout.ts"
import { encodeSync, SYNC } from "../../../shared/wire/frames.ts"
import { eventually } from "../relay/harness.ts"
import { verify } from "../verify/played-board.ts"
import { type Cell, newStage, type Stage } from "./stage.ts"

let stage: Stage
let board: string
let card: string
beforeAll(async () => {
  stage = await newStage(1, { damagedRoomMs: 200, idleTextMs: 200 })
  ;[{ board, card }] = stage.played as [Stage["played"][number]]
}, 60_000)
afterEach(async () => {
  stage.mend()
  await stage.restart()
})
afterAll(() => stage.close())

const cut = (value: Cell["value"]) => (value as Uint8Array).subarray(0, 3)
const updates = () => stage.cells(board, "update", "bytes", "doc = ''")
/** The first change after the snapshot: later ones of the same page build on it. */
const firstUpdate = () => updates()[0]!
const nextOf = (doc: Y.Doc, id = card) => doc.getMap<Y.Map<unknown>>("cards").get(id)?.get("next")

describe("a board with a change that cannot be read", () => {
  it("says how many cannot be read and how many build on them, and names them in one line of the log", async () => {
    stage.put(firstUpdate(), cut(firstUpdate().value))
    await stage.restart()
    const { damage } = await stage.whole(board)
    expect(damage).toEqual({ unreadable: 1, waiting: updates().length - 1 })
    await stage.whole(board)
    const lines = stage.server.log.filter((line) => line.includes("cannot be read"))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain("update 1")
    expect(lines[0]).not.toContain("Words")
  })

  it("[D1] refuses promises and edits over HTTP, and it can still be put away", async () => {
    stage.put(firstUpdate(), cut(firstUpdate().value))
    await stage.restart()
    expect(await stage.refusedBy({ board, card })).toBe("D1")
    const renamed = await stage.server.admin.ask("PATCH", `/boards/${board}`, { name: "Another" })
    expect(renamed).toMatchObject({ status: 409, body: { rule: "D1" } })
    for (const deed of ["archive", "restore"])
      expect((await stage.server.admin.ask("POST", `/boards/${board}/${deed}`)).status).toBe(200)
  })

  it("never changes or drops a stored record, however long people look and whatever they send", async () => {
    stage.put(firstUpdate(), cut(firstUpdate().value))
    await stage.restart()
    const kept = () =>
      ["update", "snapshot"]
        .map((table) => stage.cells(board, table, "bytes"))
        .concat([stage.cells(board, "entry", "body")])
    const before = kept()
    const client = await stage.client(board)
    const socket = new WebSocket(`${stage.server.wsUrl}/sync/${board}`, { headers: stage.server.admin.headers })
    await new Promise((resolve) => socket.once("open", resolve))
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(client.doc))
    doc.getMap<Y.Map<unknown>>("cards").get(card)!.set("next", "On top of a hole")
    socket.send(encodeSync(SYNC.update, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(client.doc))))
    const beats = () => client.frames.filter(({ type }) => type === "heartbeat").length
    await client.until(() => beats() > 10)
    expect(nextOf(client.doc)).not.toBe("On top of a hole")
    expect(client.frames.some(({ type }) => type === "saved")).toBe(false)
    expect(client.frames.findLast(({ type }) => type === "heartbeat")!.body).toMatchObject({ readOnly: true })
    socket.terminate()
    client.terminate()
    await stage.restart()
    expect(kept()).toEqual(before)
  })

  it("asks nobody for what they have; unsent edits stay with their author and are saved when it is whole again", async () => {
    const anna = await stage.client(board)
    anna.close()
    await anna.until(() => anna.closed)
    // On the train.
    anna.doc.getMap<Y.Map<unknown>>("cards").get(card)!.set("next", "Written offline")
    const damaged = firstUpdate()
    stage.put(damaged, cut(damaged.value))
    await stage.restart()
    const again = await stage.client(board, undefined, anna.doc)
    const heard = again.frames.length
    await again.until(() => again.frames.length > heard + 3)
    expect([again.sent, again.saved]).toEqual([0, 0])
    expect(nextOf(again.doc)).toBe("Written offline")
    again.terminate()
    stage.put(damaged, damaged.value)
    await stage.restart()
    const back = await stage.client(board, undefined, anna.doc)
    await back.allSaved()
    const ben = await stage.client(board)
    expect(nextOf(ben.doc)).toBe("Written offline")
    expect(await stage.refusedBy({ board, card })).toBeUndefined()
  })

  it("brings those who sit before it to the whole board by itself when the record is there again", async () => {
    const damaged = firstUpdate()
    stage.put(damaged, cut(damaged.value))
    await stage.restart()
    const anna = await stage.client(board)
    stage.put(damaged, damaged.value)
    await anna.until(() => anna.closed, 20_000)
    expect(anna.closed).toMatchObject({ code: 4503, reason: "room-reloaded" })
    const again = await stage.client(board, undefined, anna.doc)
    expect(again.damage).toBeUndefined()
    expect((await stage.whole(board)).damage).toBeUndefined()
  })

  it("is told of by a check of the ledger, which finds everything in order afterwards", async () => {
    const path = join(stage.dataDir, DATABASE_FILE)
    const damaged = firstUpdate()
    stage.put(damaged, cut(damaged.value))
    expect(await verify("--db", path, "--replay")).toMatchObject({ code: 3 })
    stage.put(damaged, damaged.value)
    expect(await verify("--db", path, "--replay")).toMatchObject({ code: 0 })
  })
})

it("an entry that cannot be read has something in its place, in the ledger and in the feed, and the check names it", async () => {
  const entries = stage.cells(board, "entry", "body")
  const torn = entries[2]!
  stage.put(torn, (torn.value as string).slice(0, 20))
  await stage.restart()
  expect((await stage.whole(board)).damage).toEqual({ unreadable: 1, waiting: 0 })
  const { body } = await stage.server.admin.ask<{ entries: readonly { seq: number; kind: string }[] }>(
    "GET",
    `/boards/${board}/ledger?limit=5000`,
  )
  expect(body.entries.map(({ seq }) => seq)).toEqual(entries.map(({ key }) => key.seq))
  expect(body.entries.filter(({ kind }) => kind === "entry.unreadable")).toMatchObject([{ seq: torn.key.seq }])
  const { code, says } = await verify("--db", join(stage.dataDir, DATABASE_FILE))
  expect([code, says]).toEqual([1, expect.stringContaining(`entry ${torn.key.seq}`)])
})

it("a long text of which something cannot be read is read-only alone, and whole again when it is opened anew", async () => {
  const [, second] = stage.cells(board, "update", "bytes", `doc = '${card}'`)
  stage.put(second!, cut(second!.value))
  await stage.restart()
  const text = await stage.client(board, card)
  expect(text.damage).toEqual({ unreadable: 1, waiting: 1 })
  expect(text.doc.getXmlFragment(TEXT_ROOT).toString()).toBe("<paragraph>One.</paragraph>")
  const other = await stage.client(board, "another-text")
  expect(other.damage).toBeUndefined()
  other.doc.getXmlFragment(TEXT_ROOT).push([new Y.XmlElement("paragraph")])
  await other.allSaved()
  expect((await stage.whole(board)).damage).toBeUndefined()
  expect(await stage.refusedBy({ board, card })).toBeUndefined()
  const { body } = await stage.server.admin.ask<{ incomplete: unknown }>("GET", `/boards/${board}/export.json`)
  expect(body.incomplete).toEqual({ unreadable: 0, waiting: 0, texts: [card], entries: [] })
  text.terminate()
  stage.put(second!, second!.value)
  await eventually(async () => {
    const again = await stage.client(board, card)
    again.terminate()
    return again.damage === undefined
  })
})

it("[D2] an edit that was taken back and cannot be read any more is told all the same, and the others with it", async () => {
  const [refusal] = stage.cells(board, "refusal", "body")
  stage.put(refusal!, "{")
  await stage.restart()
  const anna = await stage.client(board)
  await anna.until(() => anna.frames.some(({ type }) => type === "refused"))
  expect(anna.frames.find(({ type }) => type === "refused")!.body).toMatchObject({ no: refusal!.key.no, rule: "D2" })
  expect((await stage.whole(board)).damage).toBeUndefined()
})

it("a command whose answer points nowhere is answered with yes and happens no second time", async () => {
  const [command] = stage.cells(board, "command", "seq")
  stage.put(command!, 99_999)
  await stage.restart()
  const { seq } = await stage.whole(board)
  const [, id] = String(command!.key.id).split(" ")
  const asked = { id, kind: "comment.add", card, text: "Seen 0" }
  const { status, body } = await stage.server.admin.ask("POST", `/boards/${board}/commands`, asked)
  expect([status, body]).toMatchObject([200, { ok: true, seq }])
  expect((await stage.whole(board)).seq).toBe(seq)
})
