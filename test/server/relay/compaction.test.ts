import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { Compactor } from "../../../server/compaction/compactor.ts"
import { NO_LOG } from "../../../server/relay/notices.ts"
import { eventually, setTitle, startRelay, titleOf } from "./harness.ts"

describe("compaction", () => {
  it("turns many updates into one snapshot while people work, and the board stays the same", async () => {
    const first = await startRelay({ limits: { compactUpdates: 20, messagesPerSecond: 1e6, messageBurst: 1e6 } })
    const anna = await first.client("anna")
    for (let edit = 0; edit < 60; edit++) {
      setTitle(anna.doc, `Edit ${edit}`)
      await anna.allSaved()
    }
    await eventually(async () => (await first.store.journal.loadDoc(first.board, "")).snapshot !== undefined, 15_000)
    setTitle(anna.doc, "After it")
    await anna.allSaved()
    const before = (await first.relay.snapshot(first.board))?.view
    const second = await first.restart()
    expect((await second.relay.snapshot(second.board))?.view).toEqual(before)
    expect((await second.store.journal.loadDoc(second.board, "")).updates.length).toBeLessThan(60)
    const ben = await second.client("ben")
    expect(titleOf(ben.doc)).toBe("After it")
  })

  it("leaves a document as it is when its parts do not fit together", async () => {
    const harness = await startRelay({ inMemory: true })
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on("update", (update: Uint8Array) => void updates.push(update))
    for (const value of [1, 2]) doc.getMap("meta").set("name", value)
    const failed: unknown[] = []
    let compacted = 0
    const journal = {
      ...harness.store.journal,
      loadDoc: async () => ({ snapshot: undefined, updates: updates.slice(1), position: 2 }),
      compact: async () => void compacted++,
    }
    const compactor = new Compactor(journal, { ...NO_LOG, error: (event) => void failed.push(event) })
    const channel = { name: "", updatesSinceSnapshot: 1, bytesSinceSnapshot: 1, compacted: () => undefined }
    compactor.request(harness.board, channel)
    await compactor.settled()
    await compactor.close()
    expect([failed, compacted]).toEqual([["compaction failed"], 0])
  })
})
