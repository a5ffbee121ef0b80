/**
 * The crash test: the built server under load in a process of its own, `kill -9` at a random moment, restart, the clients
 * come back with what was not acknowledged; again and again. Some of the load are promises that are asked for over the
 * socket, and some are edits that a rule takes back. At the end the set test: everything acknowledged, edits and promises, is in
 * the ledger exactly once, every edit that was taken back was told to its author with its words, the ledger has no gap, and
 * replaying it gives the board.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import * as Y from "yjs"
import type { Entry } from "../../shared/model/entry.ts"
import { ADMIN_HEADERS, startBuiltServer } from "../support/built-server.ts"
import { replay } from "../support/replay.ts"
import { seeded } from "../support/seeded.ts"
import { Writer } from "./writer.ts"

const LIMITS = { socketsPerAddress: 1_000 }
const CARDS = 30
/** One in so many things that are written is a promise, and one in so many is refused. */
const PROMISE_EVERY = 6
const REFUSED_EVERY = 7

export interface CrashOptions {
  readonly rounds: number
  readonly clients: number
  readonly editsPerSecond: number
  readonly seed: number
  /** A planted fault, both of them acknowledged and lost: the checker must find it, or it proves nothing. */
  readonly plant?: "an-edit-and-a-promise" | "a-refusal"
  readonly onRound?: (words: string) => void
}

export interface CrashReport {
  readonly acknowledged: number
  /** Promises that were answered with a yes. */
  readonly promised: number
  readonly lost: readonly string[]
  /** Edits that were taken back without a word to their author. */
  readonly untold: readonly string[]
  readonly refused: number
  readonly doubled: readonly string[]
  readonly ledgerGaps: number
  readonly replayEqualsBoard: boolean
  /** From the start of the new process until every client has all of its edits acknowledged, in ms. */
  readonly recoveriesMs: readonly number[]
}

export async function crashRounds(options: CrashOptions): Promise<CrashReport> {
  const random = seeded(options.seed)
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-crash-"))
  let server = await startBuiltServer({ dataDir, limits: LIMITS })
  const { url } = server
  const port = Number(new URL(url).port)
  try {
    const board = await createBoard(url)
    const sessions = await guestSessions(url, board, options.clients)
    const writers = sessions.map(
      (session, i) => new Writer(`w${i}`, `${url.replace("http", "ws")}/sync/${board}`, session),
    )
    await Promise.all(writers.map((writer) => writer.connect()))
    await makeCards(writers)
    const recoveriesMs: number[] = []
    for (let round = 0; round < options.rounds; round++) {
      const runs = write(writers, options, random)
      await pause(200 + random() * 2_000)
      server.process.kill("SIGKILL")
      await pause(150)
      runs.stop()
      const startedAt = performance.now()
      server = await startBuiltServer({ dataDir, port, limits: LIMITS })
      await Promise.all(writers.map((writer) => writer.connect()))
      await Promise.all(writers.flatMap((writer) => [writer.client.allSaved(), writer.allAnswered()]))
      recoveriesMs.push(Math.round(performance.now() - startedAt))
      options.onRound?.(`round ${round + 1}: recovered in ${recoveriesMs.at(-1)} ms`)
    }
    const acknowledged = writers.flatMap((writer) => writer.acknowledged)
    const promised = writers.flatMap((writer) => writer.promised)
    if (options.plant === "an-edit-and-a-promise") {
      acknowledged.push("planted.0@card0")
      promised.push("promise-planted")
    }
    if (options.plant === "a-refusal") writers[0]!.forbidden.push("planted")
    const unheard = writers.flatMap(({ forbidden, refused }) => forbidden.filter((value) => !refused.has(value)))
    const refused = writers.reduce((sum, writer) => sum + writer.forbidden.length, 0)
    const report = { ...(await check(url, board, { acknowledged, promised, unheard })), refused }
    for (const writer of writers) writer.client.close()
    return { ...report, recoveriesMs }
  } finally {
    server.process.kill("SIGKILL")
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
  let written = 0
  const timer = setInterval(() => {
    const writer = writers[Math.floor(random() * writers.length)]!
    const card = `card${Math.floor(random() * CARDS)}`
    if (++written % PROMISE_EVERY === 0) writer.promise(card)
    else if (written % REFUSED_EVERY === 0) writer.edit(card, "severity")
    else writer.edit(card)
  }, 1000 / options.editsPerSecond)
  return { stop: () => clearInterval(timer) }
}

async function check(
  url: string,
  board: string,
  { acknowledged, promised, unheard }: Readonly<Record<"acknowledged" | "promised" | "unheard", readonly string[]>>,
): Promise<Omit<CrashReport, "recoveriesMs" | "refused">> {
  const entries = await readLedger(url, board)
  const written = new Map<string, number>()
  for (const entry of entries) {
    if (typeof entry.to === "string" && entry.key === "next") written.set(entry.to, (written.get(entry.to) ?? 0) + 1)
  }
  const caused = new Map<string, number>()
  for (const { cause } of entries) {
    if (cause?.startsWith("promise-")) caused.set(cause, (caused.get(cause) ?? 0) + 1)
  }
  const answer = await fetch(`${url}/api/v1/boards/${board}`, { headers: ADMIN_HEADERS })
  const { view } = (await answer.json()) as { view: unknown }
  return {
    acknowledged: acknowledged.length,
    promised: promised.length,
    lost: [...acknowledged.filter((value) => !written.has(value)), ...promised.filter((id) => !caused.has(id))],
    doubled: [...written, ...caused].filter(([, count]) => count > 1).map(([value]) => value),
    // What lost against another write was not taken back: the ledger has it.
    untold: unheard.filter((value) => !entries.some(({ to }) => to === value)),
    ledgerGaps: entries.filter((entry, index) => entry.seq !== index + 1).length,
    replayEqualsBoard: replay(entries, view),
  }
}

async function readLedger(url: string, board: string): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for (;;) {
    const since = entries.at(-1)?.seq ?? 0
    const after = `${url}/api/v1/boards/${board}/ledger?since=${since}&limit=1000`
    const { entries: page } = (await (await fetch(after, { headers: ADMIN_HEADERS })).json()) as { entries: Entry[] }
    entries.push(...page)
    if (page.length === 0) return entries
  }
}

const createBoard = async (url: string) => (await post<{ id: string }>(url, "/boards", { name: "Crash" })).answered.id

/** Lets people in by a link: each of them is somebody else, so that one has to wait for what another one holds. */
async function guestSessions(url: string, board: string, count: number): Promise<readonly Record<string, string>[]> {
  const { token } = (await post<{ token: string }>(url, `/boards/${board}/links`, { role: "member" })).answered
  const sessions: Record<string, string>[] = []
  // One after the other: many tries at once from one address look like guessing.
  for (let i = 0; i < count; i++) {
    const { cookie } = await post(url, "/join", { token, name: `Writer ${i}` }, {})
    sessions.push({ cookie, origin: url })
  }
  return sessions
}

async function post<T>(url: string, path: string, body: unknown, headers: Record<string, string> = ADMIN_HEADERS) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? ""
  return { answered: (await response.json()) as T, cookie }
}
