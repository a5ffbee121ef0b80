/**
 * A wall in every corridor: screens of one server, each with a link and a connection of its own, follow a board as the
 * client's screens do while people move cards on it. A screen's feed holds nobody's words, so what is timed is the card.
 */
import { setTimeout as pause } from "node:timers/promises"
import * as Y from "yjs"
import { ADMIN_HEADERS } from "../support/built-server.ts"
import { type FeedEvent, FeedReader } from "../support/feed-reader.ts"
import { type BenchClient, percentile } from "./client.ts"
import { type Figures, fill } from "./scenarios.ts"
import { cpuSeconds, memoryMb, startThroughline } from "./servers.ts"

interface KioskLoad {
  readonly kiosks: number
  readonly movesPerSecond: number
  readonly seconds: number
  readonly cards: number
}

const round = (value: number) => Number(value.toFixed(1))
const admin = { ...ADMIN_HEADERS, "content-type": "application/json" }
/** Where the cards go in one round, and in the next. */
const LANES = ["b", "a"] as const

class Wall {
  readonly latencies: number[] = []
  moves = 0
  isExact = true
  readonly reader: FeedReader
  #last: number

  constructor(url: string, token: string, seq: number, sentAt: ReadonlyMap<string, number>) {
    this.#last = seq
    const headers = { authorization: `Bearer ${token}`, "last-event-id": String(seq) }
    this.reader = new FeedReader(url, headers, (event) => this.#take(event, sentAt))
  }

  #take({ event, id, data }: FeedEvent, sentAt: ReadonlyMap<string, number>): void {
    if (event !== "entry") return
    if (data.kind === "card.moved") this.moves++
    this.isExact &&= id === this.#last + 1
    this.#last = id ?? -1
    const sent = sentAt.get(String(data.card))
    if (sent !== undefined) this.latencies.push(performance.now() - sent)
  }
}

/** Each card is on its way once at a time: it comes around again long after its last move has arrived. */
async function move(writer: BenchClient, sentAt: Map<string, number>, { movesPerSecond, seconds, cards }: KioskLoad) {
  const startedAt = performance.now()
  let moves = 0
  while (performance.now() - startedAt < seconds * 1000) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * movesPerSecond)
    for (; moves < due; moves++) {
      const card = `card${moves % cards}`
      sentAt.set(card, performance.now())
      const rank = `V${moves.toString(36).padStart(4, "0")}1`
      writer.doc
        .getMap<Y.Map<unknown>>("cards")
        .get(card)
        ?.set("place", [LANES[Math.floor(moves / cards) % 2]!, rank])
    }
    await pause(1)
  }
  return moves
}

async function openWalls(origin: string, board: string, count: number, sentAt: ReadonlyMap<string, number>) {
  const api = `${origin}/api/v1/boards/${board}`
  const walls: Wall[] = []
  for (let at = 0; at < count; at++) {
    const body = JSON.stringify({ role: "kiosk", label: `Wall ${at}` })
    const link = (await (await fetch(`${api}/links`, { method: "POST", headers: admin, body })).json()) as NewLink
    const headers = { authorization: `Bearer ${link.token}` }
    const { seq } = (await (await fetch(`${api}/status`, { headers })).json()) as { readonly seq: number }
    walls.push(new Wall(`${api}/feed?rows=true`, link.token, seq, sentAt))
  }
  // The first heartbeat says that a screen is up to date.
  await Promise.all(walls.map(({ reader }) => reader.until(() => reader.events.some(isHeartbeat))))
  return walls
}

interface NewLink {
  readonly token: string
}
const isHeartbeat = ({ event }: FeedEvent) => event === "heartbeat"

export async function kiosksOnOneServer(load: KioskLoad): Promise<Figures> {
  const server = await startThroughline()
  try {
    const room = await server.newRoom()
    const board = new URL(room.url).pathname.split("/")[2]!
    const writer = await fill(room, load.cards)
    writer.doc.getMap("lanes").set("b", new Y.Map(Object.entries({ name: "Pass", rank: "W" })))
    const sentAt = new Map<string, number>()
    const before = memoryMb(server.pid)
    const walls = await openWalls(server.origin, board, load.kiosks, sentAt)
    const withWalls = memoryMb(server.pid)
    const cpuBefore = cpuSeconds(server.pid)
    const startedAt = performance.now()
    const moves = await move(writer, sentAt, load)
    const tookSeconds = (performance.now() - startedAt) / 1000
    const cpu = cpuSeconds(server.pid) - cpuBefore
    const giveUpAt = performance.now() + 10_000
    while (walls.some((wall) => wall.moves < moves) && performance.now() < giveUpAt) await pause(50)
    const latencies = walls.flatMap(({ latencies: own }) => own)
    const delivered = walls.reduce((sum, wall) => sum + wall.moves, 0)
    writer.close()
    for (const { reader } of walls) await reader.leave()
    return {
      p50Ms: round(percentile(latencies, 0.5)),
      p99Ms: round(percentile(latencies, 0.99)),
      movesDelivered: delivered,
      deliveredShare: Math.round((delivered / (moves * load.kiosks)) * 10_000) / 10_000,
      screensWithAGap: walls.filter(({ isExact }) => !isExact).length,
      cpuPercentOfACore: round((cpu / tookSeconds) * 100),
      memoryMb: Math.round(memoryMb(server.pid)),
      memoryKbPerScreen: Math.round(((withWalls - before) * 1024) / load.kiosks),
    }
  } finally {
    await server.stop()
  }
}
