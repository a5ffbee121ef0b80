/**
 * The crash test: the built server under load in a process of its own, `kill -9` at a random moment or right after an answer,
 * restart, the clients come back with what was not acknowledged; again and again. Some of the load are promises: comments, and
 * cards that are taken, offered, accepted, withdrawn and finished; some are edits that a rule takes back. Each time the server
 * comes back, hours have gone by, so that the clocks of what lies offered strike. What every kill leaves on the disk is
 * verified before anybody mends it, and after every restart each answer is looked up in the ledger. What is left is for
 * `judge` to say.
 */
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import * as Y from "yjs"
import { runVerify } from "../../server/verify/run.ts"
import type { Entry } from "../../shared/model/entry.ts"
import { HOUR_MS } from "../../shared/time.ts"
import { type BuiltServer, startBuiltServer } from "../support/built-server.ts"
import { seeded } from "../support/seeded.ts"
import { createBoard, letIn, readLedger, readView } from "./door.ts"
import { type Evidence, promiseFaults, unrung } from "./judge.ts"
import { Work } from "./work.ts"
import { Writer } from "./writer.ts"

const LIMITS = { socketsPerAddress: 1_000 }
const CARDS = 30
/** One in so many things that are written is a comment, one in so many is refused; and work goes on at one in so many. */
const COMMENT_EVERY = 12
const REFUSED_EVERY = 7
const WORK_EVERY = 3
/** As long as the template gives to accept: whatever was offered before a kill is due when the server comes back. */
const AWAY_MS = 4 * HOUR_MS

export interface CrashOptions {
  readonly rounds: number
  readonly clients: number
  readonly editsPerSecond: number
  readonly seed: number
  readonly onRound?: (words: string) => void
}

export async function crashRounds(options: CrashOptions): Promise<Evidence> {
  const random = seeded(options.seed)
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-crash-"))
  let aheadMs = 0
  let server = await startBuiltServer({ dataDir, limits: LIMITS, aheadMs })
  const { url } = server
  const port = Number(new URL(url).port)
  try {
    const board = await createBoard(url)
    const guests = await letIn(url, board, options.clients)
    const writers = guests.map((guest, i) => new Writer(`w${i}`, `${url.replace("http", "ws")}/sync/${board}`, guest))
    const work = new Work(writers, random)
    await Promise.all(writers.map((writer) => writer.connect()))
    await makeCards(writers)
    const recoveriesMs: number[] = []
    const surprises: string[] = []
    let known: readonly Entry[] = []
    for (let round = 1; round <= options.rounds; round++) {
      const load = write(writers, work, options, random)
      await pause(200 + random() * 2_000)
      if (round % 2 === 0) await atAnAnswer(writers)
      await kill(server)
      surprises.push(...(await verifyStored(dataDir, round)))
      load.stop()
      aheadMs += AWAY_MS
      const startedAt = performance.now()
      server = await startBuiltServer({ dataDir, port, limits: LIMITS, aheadMs })
      await Promise.all(writers.map((writer) => writer.connect()))
      await Promise.all(writers.flatMap((writer) => [writer.client.allSaved(), writer.allAnswered()]))
      recoveriesMs.push(Math.round(performance.now() - startedAt))
      known = await readOn(url, board, known)
      surprises.push(...faultsAfter(round, known, writers))
      options.onRound?.(`round ${round}: recovered in ${recoveriesMs.at(-1)} ms`)
    }
    const struckBy = Date.now() + aheadMs
    const entries = await untilStruck(url, board, struckBy)
    if (known.some(({ hash }, index) => entries[index]?.hash !== hash)) surprises.push("the ledger was rewritten")
    const view = await readView(url, board)
    for (const writer of writers) writer.client.terminate()
    await kill(server)
    surprises.push(...(await verifyStored(dataDir, options.rounds + 1)))
    return { ...testimony(writers, work, surprises), entries, view, struckBy, recoveriesMs }
  } finally {
    server.process.kill("SIGKILL")
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** What the clients know in the end. */
function testimony(writers: readonly Writer[], work: Work, surprises: readonly string[]) {
  const otherwise = writers.flatMap(({ toldOtherwise }) =>
    [...toldOtherwise].map((id) => `${id} was answered otherwise`),
  )
  return {
    acknowledged: writers.flatMap((writer) => writer.acknowledged),
    told: writers.flatMap((writer) => writer.told),
    forbidden: writers.flatMap((writer) => writer.forbidden),
    unheard: writers.flatMap(({ forbidden, refused }) => forbidden.filter((value) => !refused.has(value))),
    races: work.races,
    surprises: [...surprises, ...work.surprises, ...otherwise],
  }
}

/** The moment in which somebody hears an answer: what was said by then must be on the disk already. */
function atAnAnswer(writers: readonly Writer[]): Promise<void> {
  return new Promise((resolve) => {
    for (const writer of writers) {
      writer.onTold = () => {
        for (const other of writers) other.onTold = undefined
        resolve()
      }
    }
  })
}

/** The people notice a little later that nobody is there any more. */
async function kill({ process }: BuiltServer): Promise<void> {
  const isGone = once(process, "exit")
  process.kill("SIGKILL")
  await Promise.all([isGone, pause(150)])
}

/** What the reading that shares no code with the server says about the disk. */
async function verifyStored(dataDir: string, round: number): Promise<readonly string[]> {
  const said: string[] = []
  const args = ["--db", join(dataDir, "throughline.sqlite"), "--replay"]
  const exit = await runVerify({ args, env: { DATA_DIR: dataDir }, say: (text) => void said.push(text) })
  return exit === 0 ? [] : [`kill ${round} left: ${said.join("")}`]
}

/** The ledger as it is known, and what came since; it must go on from there. */
async function readOn(url: string, board: string, known: readonly Entry[]): Promise<readonly Entry[]> {
  return [...known, ...(await readLedger(url, board, known.at(-1)?.seq))]
}

function faultsAfter(round: number, entries: readonly Entry[], writers: readonly Writer[]): readonly string[] {
  const told = writers.flatMap((writer) => writer.told)
  const isBroken = entries.some(({ prevHash }, index) => index > 0 && prevHash !== entries[index - 1]?.hash)
  const faults = Object.entries(promiseFaults(entries, told)).flatMap(([fault, ids]) =>
    (ids as readonly string[]).map((id) => `${id} is ${fault} after round ${round}`),
  )
  return isBroken ? [...faults, `the chain is broken after round ${round}`] : faults
}

/** The whole ledger once every clock that was due by then has struck, or when that does not come. */
async function untilStruck(url: string, board: string, by: number): Promise<readonly Entry[]> {
  let entries = await readLedger(url, board)
  for (let tries = 0; tries < 100 && unrung(entries, by).length > 0; tries++) {
    await pause(100)
    entries = await readOn(url, board, entries)
  }
  return entries
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
function write(writers: readonly Writer[], work: Work, options: CrashOptions, random: () => number): { stop(): void } {
  let written = 0
  const timer = setInterval(() => {
    const writer = writers[Math.floor(random() * writers.length)]!
    const card = `card${Math.floor(random() * CARDS)}`
    if (++written % WORK_EVERY === 0) void work.step(card)
    if (written % COMMENT_EVERY === 0) writer.comment(card)
    else if (written % REFUSED_EVERY === 0) writer.edit(card, "severity")
    else writer.edit(card)
  }, 1000 / options.editsPerSecond)
  return { stop: () => clearInterval(timer) }
}
