/**
 * One shift on one board: people edit and hand over, connections break, screens follow. Each shift has a board of its own,
 * so what a server holds may not depend on how many there were.
 */
import { setTimeout as pause } from "node:timers/promises"
import * as Y from "yjs"
import { SHORT_BRIEF } from "../server/relay/handoff-stage.ts"
import { RawClient } from "../support/raw-client.ts"
import type { Door, Person } from "./door.ts"
import { Wall } from "./wall.ts"

export interface ShiftOptions {
  readonly door: Door
  readonly people: readonly [Person, Person]
  readonly editors: number
  readonly walls: number
  readonly lengthMs: number
  readonly random: () => number
}
export interface ShiftReport {
  readonly edits: number
  readonly handoffs: number
  readonly entries: number
  readonly reconnects: number
  readonly faults: readonly string[]
}

const TICK_MS = 100
const CARDS = 60
const HANDOFF_EVERY = 10
const BREAKS = 0.03

export async function shift({ door, people, editors, walls, lengthMs, random }: ShiftOptions): Promise<ShiftReport> {
  const board = await door.newBoard(people)
  const path = `/boards/${board}`
  const [ana] = people
  const clients = Array.from(
    { length: editors },
    (_, at) => new RawClient({ url: door.socketUrl(board), headers: people[at % 2]!.headers }),
  )
  await Promise.all(clients.map((client) => client.connect()))
  await fill(clients[0]!)
  const links = await Promise.all(Array.from({ length: walls }, () => door.newScreen(board)))
  const { seq } = await door.ask<{ readonly seq: number }>("GET", `${path}/status`)
  const screens = links.map((token) => new Wall(`${door.api}${path}/feed?rows=true`, token, seq))
  const until = performance.now() + lengthMs
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  let [edits, handoffs, reconnects] = [0, 0, 0]
  for (let tick = 0; performance.now() < until; tick++) {
    write(any(clients), Math.floor(random() * CARDS), edits++)
    if (tick % HANDOFF_EVERY === 0 && handoffs < CARDS) await handOver(door, path, clients[0]!, people, handoffs++)
    if (random() < BREAKS) {
      reconnects++
      const broken = any(clients)
      broken.terminate()
      await broken.until(() => broken.closed !== undefined)
      await broken.connect()
    }
    if (random() < BREAKS) {
      reconnects++
      await any(screens).reconnect()
    }
    await pause(TICK_MS)
  }
  await Promise.all(clients.map((client) => client.allSaved()))
  const end = await door.ask<{ readonly seq: number }>("GET", `${path}/status`, undefined, ana.headers)
  await Promise.all(screens.map((screen) => screen.isAt(end.seq)))
  const faults = screens.flatMap((screen) => screen.faults)
  await Promise.all(screens.map((screen) => screen.leave()))
  for (const client of clients) {
    client.terminate()
    client.doc.destroy()
  }
  return { edits, handoffs, entries: end.seq, reconnects, faults }
}

async function fill(client: RawClient): Promise<void> {
  const [lane] = client.doc.getMap("lanes").keys()
  client.doc.transact(() => {
    for (let at = 0; at < CARDS; at++)
      put(client, "cards", `card-${at}`, { title: `Card ${at}`, place: [lane, `V${String(at).padStart(3, "0")}1`] })
  })
  await client.allSaved()
}

const write = (client: RawClient, card: number, edit: number) =>
  client.doc.getMap<Y.Map<unknown>>("cards").get(`card-${card}`)?.set("next", `Step ${edit}`)

async function handOver(
  door: Door,
  path: string,
  client: RawClient,
  [ana, bo]: readonly [Person, Person],
  at: number,
): Promise<void> {
  const [handoff, card, template] = [`handoff-${at}`, `card-${at}`, "four-w"]
  put(client, "sheets", handoff, { card, template, ...SHORT_BRIEF, to: { kind: "person", id: bo.actor } })
  await client.allSaved()
  const ask = (by: Person, verb: string, more: object = {}) =>
    door.ask(
      "POST",
      `${path}/commands`,
      { id: `${verb}-of-${handoff}`, kind: `handoff.${verb}`, handoff, ...more },
      by.headers,
    )
  await ask(ana, "create", { card, template })
  await ask(ana, "offer")
  await ask(bo, "accept", { version: 1, channel: "call" })
}

const put = (client: RawClient, root: string, id: string, value: object) =>
  client.doc.getMap(root).set(id, new Y.Map(Object.entries(value)))
