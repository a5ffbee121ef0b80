/**
 * The promise of the feed, from many seeds: whatever breaks (connections cut in the middle of an event, servers that start
 * again, entries that the live message never brings), a reader who names the last id it saw has every entry once, in order.
 */
import { EventEmitter } from "node:events"
import type { ServerResponse } from "node:http"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { eventReader } from "../../../client/kiosk/event-stream.ts"
import { Feed, type FeedParts } from "../../../server/feed/feed.ts"
import type { ActorId, BoardId } from "../../../shared/ids.ts"
import { type Entry, openEntry, type SealedEntry } from "../../../shared/model/entry.ts"

const BOARD = "b".repeat(22) as BoardId

const sealed = (seq: number): SealedEntry => ({
  ...{ board: BOARD, seq, at: seq, kind: "card.moved", actor: "user:a" as ActorId, card: `c${seq % 7}` },
  ...{ prevHash: "", hash: "", words: null, salt: null },
  body: JSON.stringify({ v: 1, board: BOARD, seq, at: seq, kind: "card.moved", actor: "user:a", card: `c${seq % 7}` }),
})

/** A ledger and its live messages, some of which are lost or come in pieces. */
class Ledger {
  readonly entries: SealedEntry[] = []
  readonly #listeners = new Set<(entries: readonly Entry[]) => void>()

  write(count: number, isLost: boolean): void {
    const written = Array.from({ length: count }, () => {
      const entry = sealed(this.entries.length + 1)
      this.entries.push(entry)
      return openEntry(entry)
    })
    if (!isLost) for (const listener of [...this.#listeners]) listener(written)
  }

  readonly parts: FeedParts = {
    journal: {
      readEntries: async (_board, { since = 0, limit }) => {
        await tick()
        return this.entries.slice(since, since + limit)
      },
    },
    ...{ build: "test", heartbeatMs: 60_000, now: () => 0, onOpen: () => undefined, onClose: () => undefined },
    subscribe: (_board, listener) => {
      this.#listeners.add(listener)
      return () => this.#listeners.delete(listener)
    },
  }
}

/** The reader's end of a connection that breaks after so many letters. */
class Wire extends EventEmitter {
  readonly #take: (text: string) => void
  #left: number
  writableNeedDrain = false

  constructor(letters: number, take: (text: string) => void) {
    super()
    this.#left = letters
    this.#take = take
  }
  write(text: string): boolean {
    if (this.#left > 0) this.#take(text.slice(0, this.#left))
    this.#left -= text.length
    if (this.#left <= 0) queueMicrotask(() => this.emit("close"))
    return true
  }
  end(text = ""): void {
    this.write(text)
  }
  destroy(): void {
    this.emit("close")
  }
}

/** Somebody who reads, is cut off, and comes back with the last id that it saw. */
class Reader {
  readonly seqs: number[] = []
  readonly #ledger: Ledger
  #lastId = 0
  #feed: Feed | undefined

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }
  connect(letters: number): void {
    this.#feed?.close("left")
    const read = eventReader()
    const wire = new Wire(letters, (text) => {
      for (const { event, id } of read(text)) {
        if (event === "entry" && id !== undefined) this.seqs.push(id)
        if (id !== undefined) this.#lastId = id
      }
    })
    const reader = { board: BOARD, actor: "guest:x" as ActorId, since: this.#lastId, show: (entry: Entry) => entry }
    this.#feed = new Feed(wire as unknown as ServerResponse, reader, this.#ledger.parts, () => undefined)
    this.#feed.start()
  }
  leave(): void {
    this.#feed?.close("left")
  }
}

const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("write" as const),
      count: fc.integer({ min: 1, max: 30 }),
      isLost: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("connect" as const), letters: fc.integer({ min: 0, max: 4_000 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const) }) },
)

it("brings every entry once and in order, over 1,000 histories of cuts, restarts and lost messages", async () => {
  let cuts = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const ledger = new Ledger()
      const reader = new Reader(ledger)
      reader.connect(500)
      for (const one of steps) {
        if (one.do === "write") ledger.write(one.count, one.isLost)
        else if (one.do === "wait") await tick()
        else {
          reader.connect(one.letters)
          cuts++
        }
      }
      reader.connect(Number.POSITIVE_INFINITY)
      ledger.write(1, false)
      for (let turns = 0; turns < 200 && reader.seqs.at(-1) !== ledger.entries.length; turns++) await tick()
      reader.leave()
      expect(reader.seqs).toEqual(ledger.entries.map(({ seq }) => seq))
    }),
    { numRuns: 1_000 },
  )
  expect(cuts).toBeGreaterThan(1_000)
})

it("goes on in the middle of a long silence: what was lost comes with the next entry", async () => {
  const ledger = new Ledger()
  const reader = new Reader(ledger)
  reader.connect(Number.POSITIVE_INFINITY)
  await tick()
  ledger.write(600, true)
  ledger.write(1, false)
  for (let turns = 0; turns < 50 && reader.seqs.length < 601; turns++) await tick()
  expect(reader.seqs).toEqual(ledger.entries.map(({ seq }) => seq))
  reader.leave()
})
