/** A real session against the real server on a store of which something cannot be read. */
import { afterEach, beforeEach, expect, it } from "vitest"
import { WebSocket } from "ws"
import type { BoardSession, SaveState } from "../../../client/sync/board-session.ts"
import type { SocketClass } from "../../../client/sync/counted-socket.ts"
import { openBoard } from "../../../client/sync/open-board.ts"
import { readTextJson } from "../../../shared/doc/rich-text.ts"
import { type Cell, newStage, type Stage } from "../../server/damage/stage.ts"
import type { Person } from "../../support/server.ts"
import { memoryShelf, type Shelf } from "../support/memory-copy.ts"
import { until } from "../support/until.ts"

const NOWHERE = "ws://127.0.0.1:9/sync"

let stage: Stage
let ada: Person
let board: string
let card: string
let shelf: Shelf
const sessions: BoardSession[] = []

beforeEach(async () => {
  stage = await newStage(1)
  ;[{ board, card }] = stage.played as [Stage["played"][number]]
  ada = await stage.server.signUp("ada")
  await stage.server.addMember(board, "ada", "lead")
  shelf = memoryShelf()
}, 60_000)
afterEach(async () => {
  for (const session of sessions.splice(0)) session.close()
  await stage.close()
})

function open(syncUrl = `${stage.server.wsUrl}/sync`, copy = shelf): BoardSession {
  class BrowserSocket extends WebSocket {
    constructor(url: string, protocols?: string[]) {
      super(url, protocols ?? [], { headers: { ...ada.headers, origin: stage.server.url } })
    }
  }
  const socket = BrowserSocket as unknown as SocketClass
  const whyRefused = async () => undefined
  const session = openBoard({
    ...{ boardId: board, actor: ada.me.actor, syncUrl, whyRefused, socket },
    ...{ openCopy: copy.open, longestBackoffMs: 100 },
  })
  sessions.push(session)
  return session
}

const kind = (session: BoardSession, wanted: SaveState["kind"]) => until(session.save, (save) => save.kind === wanted)
const tear = (cell: Cell) => stage.put(cell, (cell.value as Uint8Array).subarray(0, 3))
const lastUpdate = () => stage.cells(board, "update", "bytes", "doc = ''").at(-1)!

it("keeps what was typed offline as waiting, changes nothing meanwhile, and sends all of it when the board is whole", async () => {
  await kind(open(), "saved")
  sessions.pop()!.close()
  const away = open(NOWHERE)
  await kind(away, "offline")
  away.edit([{ kind: "set", root: "cards", id: card, key: "next", from: null, to: "Written offline" }])
  away.close()
  const torn = lastUpdate()
  tear(torn)
  await stage.restart()

  const session = open()
  const told: SaveState[] = []
  session.save.subscribe(() => told.push(session.save.get()))
  await until(session.save, (save) => save.kind === "read-only" && save.waiting > 0)
  expect(session.damage.get()).toEqual({ unreadable: 1, waiting: 0 })
  expect(session.model.card(card)?.next).toBe("Written offline")
  expect(session.edit([{ kind: "set", root: "cards", id: card, key: "next", from: null, to: "More" }])).toEqual({
    rule: "P1",
  })
  const beats = session.freshness.get().beat
  await until(session.freshness, ({ beat }) => beat !== beats)
  expect(told.filter((save) => save.kind === "saved" || save.kind === "saving")).toEqual([])
  expect(session.hasUnsaved()).toBe(true)
  session.close()

  stage.put(torn, torn.value)
  await stage.restart()
  const back = open()
  await kind(back, "saved")
  expect(back.me.get()?.role).toBe("lead")
  const other = open(undefined, memoryShelf())
  await kind(other, "saved")
  expect(other.model.card(card)?.next).toBe("Written offline")
})

it("opens in a browser that never saw it, with its texts, to look at", async () => {
  tear(lastUpdate())
  await stage.restart()
  const session = open()
  await until(session.ready, Boolean)
  await kind(session, "read-only")
  expect(session.me.get()?.role).toBe("viewer")
  const text = session.openText(card)
  await until(text.ready, Boolean)
  expect(readTextJson(text.doc)).toHaveLength(3)
  text.close()
})

it("a text with something missing can be read and not be changed, while the board goes on", async () => {
  tear(stage.cells(board, "update", "bytes", `doc = '${card}'`).at(-1)!)
  await stage.restart()
  const session = open()
  await kind(session, "saved")
  const text = session.openText(card)
  await until(text.ready, Boolean)
  expect(text.damage.get()).toEqual({ unreadable: 1, waiting: 0 })
  expect(text.save.get().kind).toBe("read-only")
  expect(session.damage.get()).toBeUndefined()
  session.edit([{ kind: "set", root: "cards", id: card, key: "next", from: null, to: "Goes on" }])
  await kind(session, "saved")
  text.close()
})
