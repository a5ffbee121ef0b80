import { expect, it } from "vitest"
import { createStatusBook } from "../../../server/feed/status-book.ts"
import type { BoardSnapshot } from "../../../server/relay/relay.ts"
import type { BoardId } from "../../../shared/ids.ts"
import { EMPTY_BOARD } from "../../../shared/model/board-view.ts"
import { noPromises } from "../../../shared/promises/fold.ts"

const BOARD = "b".repeat(22) as BoardId

function book() {
  const relay = { seq: 5, reads: 0 }
  const snapshot = async (): Promise<BoardSnapshot> => {
    relay.reads++
    const { seq } = relay
    await new Promise<void>((resolve) => setImmediate(resolve))
    return { view: EMPTY_BOARD, promises: { ...noPromises(), seq }, seq, hash: "", readOnly: false }
  }
  return { relay, statuses: createStatusBook({ snapshot, namesOf: async () => new Map(), now: () => 0 }) }
}

it("reads the board once for all screens that ask at the same time", async () => {
  const { relay, statuses } = book()
  const read = await Promise.all(Array.from({ length: 300 }, () => statuses.read(BOARD, true, 5)))
  expect(new Set(read).size).toBe(1)
  expect(relay.reads).toBe(1)
})

it("keeps what it read until the ledger has gone on", async () => {
  const { relay, statuses } = book()
  await statuses.read(BOARD, true, 5)
  await statuses.read(BOARD, true, 4)
  expect(relay.reads).toBe(1)
  relay.seq = 6
  expect((await statuses.read(BOARD, true, 6))?.status.seq).toBe(6)
  expect(relay.reads).toBe(2)
})

it("does not give somebody a reading that began before the entry they ask for", async () => {
  const { relay, statuses } = book()
  const early = statuses.read(BOARD, true, 5)
  relay.seq = 6
  const late = statuses.read(BOARD, true, 6)
  expect((await early)?.status.seq).toBe(5)
  expect((await late)?.status.seq).toBe(6)
})

it("never mixes what is for everybody's eyes with what is not", async () => {
  const { relay, statuses } = book()
  await statuses.read(BOARD, true, 5)
  await statuses.read(BOARD, false, 5)
  expect(relay.reads).toBe(2)
})

it("reads anew for whoever asks how it stands now", async () => {
  const { relay, statuses } = book()
  await statuses.read(BOARD, true)
  await statuses.read(BOARD, true)
  expect(relay.reads).toBe(2)
})
