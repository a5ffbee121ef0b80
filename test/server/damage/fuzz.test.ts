import { afterAll, beforeAll, expect, it } from "vitest"
import * as Y from "yjs"
import type { BoardSummary } from "../../../shared/wire/http.ts"
import { seededBelow } from "../../support/seeded.ts"
import { type Cell, newStage, type Played, type Stage, type Value, type Whole } from "./stage.ts"

const SEED = Number(process.env.SEED ?? 7)
/** In each, one record of every board is damaged, of another kind on every board. */
const ROUNDS = Number(process.env.ROUNDS ?? 13)

/** Where a board cannot go on, and where it can. */
const OF_BOARD = ["update", "snapshot", "entry", "words", "head"] as const
const BESIDE_IT = ["text", "command", "refusal"] as const
type Place = (typeof OF_BOARD)[number] | (typeof BESIDE_IT)[number]
const PLACES: readonly Place[] = [...OF_BOARD, ...BESIDE_IT]

function cellsOf(board: string, place: Place): readonly Cell[] {
  const all = (table: string, ...columns: readonly string[]) =>
    columns.flatMap((column) => stage.cells(board, table, column))
  switch (place) {
    case "update":
    case "snapshot":
      return stage.cells(board, place, "bytes", "doc = ''")
    case "text":
      return stage.cells(board, "update", "bytes", "doc <> ''")
    case "entry":
      return all("entry", "body", "hash", "prevHash")
    case "words":
      return all("words", "words")
    case "head":
      return all("head", "hash", "seq")
    case "command":
      return all("command", "seq")
    default:
      return all("refusal", "body")
  }
}

/** As a disk does it: a bit turned, an end missing, nothing at all. */
function damaged(value: Value, below: (below: number) => number): Value {
  if (typeof value === "number") return value + 1 + below(1_000)
  const bytes = typeof value === "string" ? Buffer.from(value) : Buffer.from(value)
  const how = below(3)
  if (how === 0) bytes[below(bytes.length)]! ^= 1 << below(7)
  const left = how === 0 ? bytes : bytes.subarray(0, how === 1 ? below(bytes.length) : 0)
  return typeof value === "string" ? left.toString("latin1") : new Uint8Array(left)
}

/** A change of a document has no checksum: one that can still be read says something else, and nobody can know. */
const isReadable = (place: Place, value: Value): boolean => {
  try {
    if (place === "words") JSON.parse(value as string)
    else if (place === "snapshot") Y.decodeUpdateV2(value as Uint8Array)
    else if (place === "update") Y.decodeUpdate(value as Uint8Array)
    else return false
    return true
  } catch {
    return false
  }
}

let stage: Stage
beforeAll(async () => {
  stage = await newStage(PLACES.length)
}, 120_000)
afterAll(() => stage.close())

async function get<T>(path: string): Promise<T> {
  const { status, body } = await stage.server.admin.ask<T>("GET", path)
  expect([path, status]).toEqual([path, 200])
  return body
}

/** Every door to a board, each of which must stay open. Returns what the board says that it lacks. */
async function lookEverywhere(board: string, seq: number): Promise<Whole["damage"]> {
  const { damage } = await stage.whole(board)
  expect((await get<Whole>(`/boards/${board}/status`)).damage).toEqual(damage)
  const exported = await get<{ incomplete?: object }>(`/boards/${board}/export.json`)
  if (damage) expect(exported.incomplete).toMatchObject(damage)
  await get(`/boards/${board}/timeline.csv`)
  const { entries } = await get<{ entries: readonly unknown[] }>(`/boards/${board}/ledger?limit=5000`)
  expect(entries).toHaveLength(seq)
  const client = await stage.client(board)
  expect(client.damage).toEqual(damage)
  client.terminate()
  return damage
}

interface Hit {
  readonly at: Played
  readonly before: Whole
  readonly cell: Cell
  readonly value: Value
  /** In the words of a failure. */
  readonly said: string
  readonly place: Place
}

/** One record of a board, of the kind that is this board's turn. */
function hit(at: Played, before: Whole, place: Place, below: (below: number) => number): Hit {
  const cells = cellsOf(at.board, place)
  const cell = cells[below(cells.length)]!
  const value = damaged(cell.value, below)
  const said = `${place} ${JSON.stringify(cell.key)} ${cell.column}`
  stage.put(cell, value)
  return { at, before, cell, value, said, place }
}

/** Whether the board could not know that something was wrong with it. */
async function isUnnoticed({ at, value, said, place }: Hit, damage: Whole["damage"]): Promise<boolean> {
  if (!(OF_BOARD as readonly Place[]).includes(place)) {
    expect([said, damage]).toEqual([said, undefined])
    return false
  }
  if (damage) {
    expect([said, damage.unreadable + damage.waiting > 0, await stage.refusedBy(at)]).toEqual([said, true, "D1"])
    return false
  }
  expect([said, isReadable(place, value)]).toEqual([said, true])
  return true
}

it(`boards open with any one record damaged, say so, take no change, and are whole when it is back (seed ${SEED})`, {
  timeout: 300_000,
}, async () => {
  const below = seededBelow(SEED)
  const before = await Promise.all(stage.played.map(({ board }) => stage.whole(board)))
  let unnoticed = 0
  for (let round = 0; round < ROUNDS; round++) {
    const hits = stage.played.map((at, n) => hit(at, before[n]!, PLACES[(round + n) % PLACES.length]!, below))
    await stage.restart()
    const found = new Map<string, Whole["damage"]>()
    for (const one of hits) {
      const damage = await lookEverywhere(one.at.board, one.before.seq)
      found.set(one.at.board, damage)
      if (await isUnnoticed(one, damage)) unnoticed++
    }
    for (const { id, damage } of await get<readonly BoardSummary[]>("/boards")) expect(damage).toEqual(found.get(id))
    stage.mend()
    await stage.restart()
    for (const { at, before, said } of hits)
      expect([said, await stage.whole(at.board)]).toEqual([said, { ...before, at: expect.any(Number), here: [] }])
  }
  expect(unnoticed).toBeLessThan((ROUNDS * PLACES.length) / 6)
  for (const at of stage.played) expect(await stage.refusedBy(at)).toBeUndefined()
})
