/**
 * The crash test: the built server under load in a process of its own, `kill -9` at a random moment, restart, the clients
 * come back with what was not acknowledged; again and again. At the end the set test: everything acknowledged is in the
 * ledger exactly once, the ledger has no gap, and replaying it gives the board.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import * as Y from "yjs"
import type { Entry } from "../../shared/model/entry.ts"
import { RawClient } from "../support/raw-client.ts"
import { replay } from "../support/replay.ts"

const ROOT = new URL("../..", import.meta.url).pathname
const TOKEN = "torture-torture-torture-torture-torture"
const AUTH = { authorization: `Bearer ${TOKEN}` }
const CARDS = 30

export interface CrashOptions {
  readonly rounds: number
  readonly clients: number
  readonly editsPerSecond: number
  readonly seed: number
  /** A planted fault: the checker must find it, or it proves nothing. */
  readonly plant?: "forget-an-acknowledged-edit"
  readonly onRound?: (words: string) => void
}

export interface CrashReport {
  readonly acknowledged: number
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly ledgerGaps: number
  readonly replayEqualsBoard: boolean
  /** From the start of the new process until every client has all of its edits acknowledged, in ms. */
  readonly recoveriesMs: readonly number[]
}

/** A small generator with a seed (mulberry32), so that a failing run can be had again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One person: writes values that occur once in the world, and knows which of them the relay has acknowledged. */
class Writer {
  readonly client: RawClient
  readonly acknowledged: string[] = []
  #inFlight: string[][] = []
  #unsent: string[] = []
  #count = 0
  readonly #name: string

  constructor(name: string, url: string) {
    this.#name = name
    this.client = new RawClient({ url, headers: AUTH })
    this.client.onSaved = (count) => {
      for (const batch of this.#inFlight.splice(0, count)) this.acknowledged.push(...batch)
    }
  }

  async connect(): Promise<void> {
    // What was in flight when the server died is not acknowledged; the next sync step 2 carries it, overwritten values
    // excepted, so from here on only the newest value per register can still be counted.
    this.#inFlight = [newestPerCard([...this.#inFlight.flat(), ...this.#unsent])]
    this.#unsent = []
    await this.client.connect()
  }

  edit(card: string): void {
    const value = `${this.#name}.${this.#count++}@${card}`
    const thing = this.client.doc.getMap<Y.Map<unknown>>("cards").get(card)
    if (!thing) return
    const online = this.client.closed === undefined
    if (online) this.#inFlight.push([value])
    else this.#unsent.push(value)
    thing.set("next", value)
  }
}

function newestPerCard(values: readonly string[]): string[] {
  const newest = new Map(values.map((value) => [value.split("@")[1], value]))
  return [...newest.values()]
}

export async function crashRounds(options: CrashOptions): Promise<CrashReport> {
  const random = seeded(options.seed)
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-crash-"))
  const port = await freePort()
  let server = await startServer(port, dataDir)
  try {
    const board = await createBoard(port)
    const writers = Array.from(
      { length: options.clients },
      (_, i) => new Writer(`w${i}`, `ws://127.0.0.1:${port}/sync/${board}`),
    )
    await Promise.all(writers.map((writer) => writer.connect()))
    await makeCards(writers)
    const recoveriesMs: number[] = []
    for (let round = 0; round < options.rounds; round++) {
      const runs = write(writers, options, random)
      await pause(200 + random() * 2_000)
      server.kill("SIGKILL")
      await pause(150)
      runs.stop()
      const startedAt = performance.now()
      server = await startServer(port, dataDir)
      await Promise.all(writers.map((writer) => writer.connect()))
      await Promise.all(writers.map((writer) => writer.client.allSaved()))
      recoveriesMs.push(Math.round(performance.now() - startedAt))
      options.onRound?.(`round ${round + 1}: recovered in ${recoveriesMs.at(-1)} ms`)
    }
    const acknowledged = writers.flatMap((writer) => writer.acknowledged)
    if (options.plant === "forget-an-acknowledged-edit") acknowledged.push("planted.0@card0")
    const report = await check(port, board, acknowledged)
    for (const writer of writers) writer.client.close()
    return { ...report, recoveriesMs }
  } finally {
    server.kill("SIGKILL")
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function makeCards(writers: readonly Writer[]): Promise<void> {
  const first = writers[0]!.client
  first.doc.transact(() => {
    first.doc.getMap("lanes").set("lane", new Y.Map(Object.entries({ name: "Lane", rank: "a1" })))
    for (let i = 0; i < CARDS; i++) {
      const card = new Y.Map(
        Object.entries({ place: ["lane", `a${i.toString().padStart(2, "0")}1`], title: `Card ${i}` }),
      )
      first.doc.getMap("cards").set(`card${i}`, card)
    }
  })
  await Promise.all(
    writers.map((writer) => writer.client.until(() => writer.client.doc.getMap("cards").size === CARDS)),
  )
}

/** Clients write on the clock. Each has cards of its own and shares some with everybody. */
function write(writers: readonly Writer[], options: CrashOptions, random: () => number): { stop(): void } {
  const timer = setInterval(() => {
    const writer = writers[Math.floor(random() * writers.length)]!
    writer.edit(`card${Math.floor(random() * CARDS)}`)
  }, 1000 / options.editsPerSecond)
  return { stop: () => clearInterval(timer) }
}

async function check(
  port: number,
  board: string,
  acknowledged: readonly string[],
): Promise<Omit<CrashReport, "recoveriesMs">> {
  const entries = await readLedger(port, board)
  const written = new Map<string, number>()
  for (const entry of entries) {
    if (typeof entry.to === "string" && entry.key === "next") written.set(entry.to, (written.get(entry.to) ?? 0) + 1)
  }
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/boards/${board}`, { headers: AUTH })
  const { view } = (await answer.json()) as { view: unknown }
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((value) => !written.has(value)),
    doubled: [...written].filter(([, count]) => count > 1).map(([value]) => value),
    ledgerGaps: entries.filter((entry, index) => entry.seq !== index + 1).length,
    replayEqualsBoard: replay(entries, view),
  }
}

async function readLedger(port: number, board: string): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for (;;) {
    const since = entries.at(-1)?.seq ?? 0
    const url = `http://127.0.0.1:${port}/api/v1/boards/${board}/ledger?since=${since}&limit=1000`
    const { entries: page } = (await (await fetch(url, { headers: AUTH })).json()) as { entries: Entry[] }
    entries.push(...page)
    if (page.length === 0) return entries
  }
}

async function createBoard(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/boards`, {
    method: "POST",
    headers: { ...AUTH, "content-type": "application/json" },
    body: JSON.stringify({ name: "Crash" }),
  })
  return ((await response.json()) as { id: string }).id
}

async function startServer(port: number, dataDir: string): Promise<ChildProcess> {
  const limits = JSON.stringify({ socketsPerAddress: 1_000 })
  const child = spawn(process.execPath, [join(ROOT, "dist/server/main.js")], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      THROUGHLINE_ADMIN_TOKEN: TOKEN,
      THROUGHLINE_LIMITS: limits,
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "ignore", "inherit"],
  })
  for (let attempt = 0; attempt < 400; attempt++) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return child
    await pause(20)
  }
  child.kill("SIGKILL")
  throw new Error("the server did not come up within 8 s")
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
