/**
 * What the bench measures. Every scenario runs against any server with the same clients, so that only ratios within one
 * run are compared: the machine's mood is the same for all.
 */
import { setTimeout as pause } from "node:timers/promises"
import * as Y from "yjs"
import { BenchClient, percentile } from "./client.ts"
import { Crowd } from "./crowd.ts"
import type { Room } from "./room.ts"
import { type BenchServer, cpuSeconds, memoryMb } from "./servers.ts"

export type Figures = Readonly<Record<string, number>>
export interface Scenario {
  readonly name: string
  run(server: BenchServer): Promise<Figures>
}

const round = (value: number, digits = 2) => Number(value.toFixed(digits))

/** Fills a room with cards in updates of 100 and waits until another client can read them all. */
export async function fill(room: Room, cards: number, edits = 0): Promise<BenchClient> {
  const writer = await BenchClient.join(room, false, true)
  const chunk = 100
  for (let start = 0; start < cards; start += chunk) {
    writer.doc.transact(() => {
      if (start === 0)
        writer.doc.getMap<Y.Map<unknown>>("lanes").set("a", new Y.Map(Object.entries({ name: "Lane", rank: "V" })))
      const map = writer.doc.getMap<Y.Map<unknown>>("cards")
      for (let i = start; i < Math.min(start + chunk, cards); i++) {
        const rank = i.toString(36).padStart(4, "0")
        map.set(
          `card${i}`,
          new Y.Map(
            Object.entries({ place: ["a", `V${rank}1`], title: `Card number ${i} of the bench`, next: "Look" }),
          ),
        )
      }
    })
    await pause(1)
  }
  for (let start = 0; start < edits; start += chunk) {
    writer.doc.transact(() => {
      const map = writer.doc.getMap<Y.Map<unknown>>("cards")
      for (let i = start; i < Math.min(start + chunk, edits); i++)
        map.get(`card${(i * 7) % cards}`)?.set("next", `Step ${i}`)
    })
    await pause(1)
  }
  const lastCard = edits > 0 ? `card${((edits - 1) * 7) % cards}` : `card${cards - 1}`
  const lastStep = edits > 0 ? `Step ${edits - 1}` : "Look"
  for (;;) {
    const reader = await BenchClient.join(room, true)
    const complete = reader.doc.getMap<Y.Map<unknown>>("cards").get(lastCard)?.get("next") === lastStep
    reader.close()
    if (complete) break
    await pause(100)
  }
  // It stays: a server that keeps nothing on disk forgets a room as soon as the last one leaves.
  return writer
}

const joinAll = (room: Room, count: number, applies: (index: number) => boolean) =>
  Promise.all(Array.from({ length: count }, (_, index) => BenchClient.join(room, applies(index))))

interface Load {
  readonly people: number
  readonly writers: number
  readonly editsPerSecond: number
  readonly seconds: number
  readonly cards: number
}

/** An open loop: edits leave on the clock, whether the server keeps up or not. */
async function steady(server: BenchServer, load: Load): Promise<Figures> {
  const room = await server.newRoom()
  const filler = await fill(room, load.cards)
  const clients = await joinAll(room, load.people, (index) => index < load.writers)
  for (const client of clients) client.measure(Math.max(1, Math.round((load.people * load.editsPerSecond) / 20_000)))
  const cpuBefore = cpuSeconds(server.pid)
  const startedAt = performance.now()
  let edits = 0
  while (performance.now() - startedAt < load.seconds * 1000) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * load.editsPerSecond)
    while (edits < due) {
      clients[edits % load.writers]!.edit(`card${(edits * 13) % load.cards}`)
      edits++
    }
    await pause(1)
  }
  const expected = edits * (load.people - 1)
  const delivered = () => clients.reduce((sum, client) => sum + client.deliveries, 0)
  const giveUpAt = performance.now() + 5_000
  while (delivered() < expected && performance.now() < giveUpAt) await pause(20)
  const tookSeconds = (performance.now() - startedAt) / 1000
  const latencies = clients.flatMap((client) => client.latencies)
  const figures = {
    p50Ms: round(percentile(latencies, 0.5)),
    p99Ms: round(percentile(latencies, 0.99)),
    deliveriesPerSecond: Math.round(delivered() / tookSeconds),
    // The author's own echo counts as a delivery where a server sends one, so this may pass 1.
    deliveredShare: round(Math.min(1, delivered() / expected), 4),
    cpuSecondsPerMillion: round(((cpuSeconds(server.pid) - cpuBefore) / delivered()) * 1e6),
  }
  for (const client of [...clients, filler]) client.close()
  await pause(200)
  return figures
}

/** Raises the load until p99 passes 100 ms or edits get lost, and says the most that was carried. */
async function saturation(server: BenchServer): Promise<Figures> {
  let best = 0
  let last: Figures = {}
  for (const editsPerSecond of [2_000, 4_000, 8_000, 12_000, 16_000, 20_000, 24_000]) {
    last = await steady(server, { people: 50, writers: 10, editsPerSecond, seconds: 3, cards: 400 })
    if (last.p99Ms! > 100 || last.deliveredShare! < 0.999) break
    best = Math.max(best, last.deliveriesPerSecond!)
  }
  const after = await steady(server, { people: 50, writers: 10, editsPerSecond: 200, seconds: 3, cards: 400 })
  return { deliveriesPerSecond: best, p99AfterMs: after.p99Ms! }
}

/** Many people open one board at once while some already work on it: in a process of their own, as they would. */
async function joins(server: BenchServer, people: number, cards: number, edits: number): Promise<Figures> {
  const room = await server.newRoom()
  const filler = await fill(room, cards, edits)
  const crowd = await Crowd.gather()
  const members = await joinAll(room, 4, () => true)
  for (const member of members) member.measure()
  let working = true
  const work = (async () => {
    for (let edit = 0; working; edit++) {
      members[edit % 4]!.edit(`card${edit % cards}`)
      await pause(10)
    }
  })()
  await pause(300)
  for (const member of members) member.latencies.length = 0
  const allInMs = await crowd.join(room, people)
  await pause(300)
  working = false
  await work
  const memberLatencies = members.flatMap((member) => member.latencies)
  crowd.leave()
  for (const client of [...members, filler]) client.close()
  await pause(200)
  return { allInMs: Math.round(allInMs), membersP99Ms: round(percentile(memberLatencies, 0.99)) }
}

async function presence(server: BenchServer): Promise<Figures> {
  const people = 100
  const room = await server.newRoom()
  const filler = await fill(room, 10)
  const clients = await joinAll(room, people, () => false)
  for (const client of clients) client.measure(20)
  const cpuBefore = cpuSeconds(server.pid)
  for (let clock = 1; clock <= 100; clock++) {
    for (const client of clients) client.sendPresence(clock)
    await pause(50)
  }
  await pause(500)
  const states = clients.reduce((sum, client) => sum + client.deliveries, 0)
  const figures = {
    statesDelivered: states,
    cpuSecondsPerMillion: round(((cpuSeconds(server.pid) - cpuBefore) / states) * 1e6),
    p99Ms: round(
      percentile(
        clients.flatMap((client) => client.latencies),
        0.99,
      ),
    ),
  }
  for (const client of [...clients, filler]) client.close()
  await pause(200)
  return figures
}

async function idle(server: BenchServer): Promise<Figures> {
  await pause(500)
  return { memoryMb: Math.round(memoryMb(server.pid)) }
}

export const SCENARIOS: readonly Scenario[] = [
  { name: "idle memory", run: idle },
  {
    name: "50 people, 200 edits/s",
    run: (server) => steady(server, { people: 50, writers: 10, editsPerSecond: 200, seconds: 8, cards: 400 }),
  },
  {
    name: "300 people, 50 edits/s",
    run: (server) => steady(server, { people: 300, writers: 10, editsPerSecond: 50, seconds: 8, cards: 400 }),
  },
  { name: "saturation of one room of 50", run: saturation },
  { name: "300 joins at once, 1,000 cards", run: (server) => joins(server, 300, 1_000, 0) },
  { name: "100 joins at once, 10,000 cards, 100,000 edits", run: (server) => joins(server, 100, 10_000, 100_000) },
  { name: "presence, 100 people at 20 Hz", run: presence },
]
