import { describe, expect, it } from "vitest"
import { findChainFault } from "../../../server/ledger/verify-chain.ts"
import { type Journal, StoreError } from "../../../server/store/store.ts"
import { readBoard } from "../../../shared/doc/read.ts"
import { cardsOf, eventually, type Harness, LEAD, setTitle, startRelay, titleOf } from "./harness.ts"

const isReadOnly = (frames: readonly { type: string; body: unknown }[]) =>
  frames.findLast(({ type }) => type === "heartbeat")?.body

/** Lets the test hold the store at the door: nothing is stored until `open`. */
function holdAppends({ faults }: Harness): { open: () => void; waiting: () => boolean } {
  let open: () => void = () => undefined
  let isWaiting = false
  const door = new Promise<void>((resolve) => {
    open = resolve
  })
  faults.beforeAppend = async () => {
    isWaiting = true
    await door
  }
  return { open, waiting: () => isWaiting }
}

async function whatIsSeenBeforeStored(broadcastBeforeCommit: boolean): Promise<unknown[]> {
  const harness = await startRelay({ broadcastBeforeCommit, limits: { heartbeatMs: 100 } })
  const [anna, ben] = [await harness.client("anna"), await harness.client("ben")]
  const held = holdAppends(harness)
  setTitle(anna.doc, "Not stored yet")
  await eventually(held.waiting)
  // The heartbeat does not touch the store: what was sent before it has arrived with it.
  const heard = ben.frames.length
  await ben.until(() => ben.frames.length > heard)
  const seen = [titleOf(ben.doc), anna.saved < anna.sent]
  held.open()
  await anna.allSaved()
  await ben.until(() => titleOf(ben.doc) === "Not stored yet")
  return seen
}

describe("before it is stored", () => {
  it("nobody sees an edit and its author is not told that it is saved", async () => {
    expect(await whatIsSeenBeforeStored(false)).toEqual(["First", true])
  })

  it("a relay that broadcasts first would be caught by the test above", async () => {
    expect(await whatIsSeenBeforeStored(true)).toEqual(["Not stored yet", true])
  })

  it("somebody who joins does not get it either", async () => {
    const harness = await startRelay()
    const anna = await harness.client("anna")
    const held = holdAppends(harness)
    setTitle(anna.doc, "Not stored yet")
    await eventually(held.waiting)
    let joined = false
    const joining = harness.client("ben").then((ben) => {
      joined = true
      return ben
    })
    const snapshot = harness.relay.snapshot(harness.board)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(joined).toBe(false)
    held.open()
    expect(titleOf((await joining).doc)).toBe("Not stored yet")
    expect((await snapshot)?.view.cards.get("card-1")?.title).toBe("Not stored yet")
  })

  it("what gathers meanwhile goes out as one", async () => {
    const harness = await startRelay()
    const [anna, ben] = [await harness.client("anna"), await harness.client("ben")]
    await anna.allSaved()
    const held = holdAppends(harness)
    setTitle(anna.doc, "First of many")
    await eventually(held.waiting)
    const stored = harness.faults.appends
    for (let edit = 0; edit < 50; edit++) cardsOf(anna.doc).get("card-2")?.set("next", `Edit ${edit}`)
    let updates = 0
    ben.doc.on("update", () => updates++)
    held.open()
    await anna.allSaved()
    await ben.until(() => cardsOf(ben.doc).get("card-2")?.get("next") === "Edit 49")
    expect(harness.faults.appends - stored).toBeLessThanOrEqual(3)
    expect(updates).toBeLessThanOrEqual(3)
  })
})

describe("when the store fails,", () => {
  it("the board says so, keeps what people write, and saves it when the store is back", async () => {
    const { client, faults, relay, board, store } = await startRelay({ limits: { heartbeatMs: 200 } })
    const [anna, ben] = [await client("anna"), await client("ben")]
    await anna.allSaved()
    faults.failWith = "full"
    const failedAt = performance.now()
    setTitle(anna.doc, "While full")
    await ben.until(() => (isReadOnly(ben.frames) as { readOnly: boolean } | undefined)?.readOnly === true)
    expect(performance.now() - failedAt).toBeLessThan(1_000)
    setTitle(ben.doc, "By Ben", "card-2")
    expect(titleOf(ben.doc)).toBe("First")
    expect(anna.saved).toBeLessThan(anna.sent)
    const late = await client("late")
    expect(titleOf(late.doc)).toBe("First")
    faults.failWith = undefined
    await anna.allSaved()
    await ben.allSaved()
    await late.until(() => titleOf(late.doc) === "While full" && titleOf(late.doc, "card-2") === "By Ben")
    await ben.until(() => (isReadOnly(ben.frames) as { readOnly: boolean }).readOnly === false)
    const { view } = (await relay.snapshot(board)) ?? {}
    for (const { doc } of [anna, ben, late]) expect(readBoard(doc)).toEqual(view)
    const entries = await store.journal.readEntries(board, { limit: 100 })
    expect(findChainFault(board, entries)).toBeUndefined()
    expect(entries).toHaveLength(7)
  })

  it("by not answering at all, the board says so too, and takes it back when the answer comes", async () => {
    const harness = await startRelay({ limits: { slowStoreMs: 100 } })
    const anna = await harness.client("anna")
    await anna.allSaved()
    const held = holdAppends(harness)
    setTitle(anna.doc, "Slow")
    await anna.until(() => (isReadOnly(anna.frames) as { readOnly: boolean } | undefined)?.readOnly === true)
    held.open()
    await anna.allSaved()
    await anna.until(() => (isReadOnly(anna.frames) as { readOnly: boolean }).readOnly === false)
    expect(harness.reloads).toEqual([])
  })

  it("a command waits as well, and is carried out once", async () => {
    const { faults, relay, board, store } = await startRelay()
    faults.failWith = "unavailable"
    const answer = relay.execute(board, LEAD, { id: "command-1", kind: "card.take", card: "card-1" })
    await eventually(async () => (await relay.snapshot(board))?.readOnly === true)
    faults.failWith = undefined
    expect(await answer).toMatchObject({ ok: true, seq: 6 })
    expect(await store.journal.readEntries(board, { since: 5, limit: 10 })).toHaveLength(1)
  })

  it("having stored all the same, nothing happens twice and everybody hears of it", async () => {
    const { client, faults, relay, board, store } = await startRelay()
    const [anna, ben] = [await client("anna"), await client("ben")]
    await anna.allSaved()
    const heard: number[] = []
    relay.subscribe(board, (entries) => void heard.push(...entries.map(({ seq }) => seq)))
    faults.failAfterStoring = true
    setTitle(anna.doc, "Stored after all")
    const answer = relay.execute(board, LEAD, { id: "command-1", kind: "card.take", card: "card-1" })
    await ben.until(() => titleOf(ben.doc) === "Stored after all")
    faults.failAfterStoring = false
    await anna.allSaved()
    expect(await answer).toMatchObject({ ok: true })
    const entries = await store.journal.readEntries(board, { since: 5, limit: 10 })
    expect(entries.map(({ kind }) => kind).sort()).toEqual(["card.edited", "card.taken"])
    expect(heard).toEqual([6, 7])
  })

  it("and the board cannot be loaded either, people who come wait until it can", async () => {
    const { client, faults } = await startRelay()
    const anna = await client("anna")
    faults.failWith = "unavailable"
    faults.failLoads = true
    setTitle(anna.doc, "Kept")
    await anna.until(() => (isReadOnly(anna.frames) as { readOnly: boolean } | undefined)?.readOnly === true)
    const joining = client("ben")
    faults.failLoads = false
    faults.failWith = undefined
    const ben = await joining
    await ben.until(() => titleOf(ben.doc) === "Kept")
    await anna.allSaved()
  })

  it("but only for one edit and for good, that edit is dropped and the others stand", async () => {
    const { client, faults, reloads } = await startRelay()
    const [anna, ben] = [await client("anna"), await client("ben")]
    faults.beforeAppend = (appends) => {
      const isHers = appends.some(({ entries }) => entries.some(({ actor }) => actor === "user:anna"))
      if (isHers) throw new StoreError("broken", "injected")
    }
    setTitle(anna.doc, "Cannot be stored")
    await anna.until(() => anna.closed !== undefined)
    faults.beforeAppend = undefined
    setTitle(ben.doc, "Can", "card-2")
    await ben.allSaved()
    expect(anna.closed).toEqual({ code: 1011, reason: "internal" })
    expect(titleOf(ben.doc)).toBe("First")
    expect(reloads).toContain("store")
  })
})

describe("when another server wrote to the same board", () => {
  it("loads it again, writes after it, and tells everybody here what happened there", async () => {
    const here = await startRelay()
    const { createRelay } = await import("../../../server/relay/relay.ts")
    const there = createRelay({ store: here.store, authenticate: async () => ({ ok: false, error: "not-found" }) })
    const [anna, ben] = [await here.client("anna"), await here.client("ben")]
    await anna.allSaved()
    const moved = { kind: "set", root: "cards", id: "card-2", key: "title", from: null, to: "From there" } as const
    await there.edit(here.board, LEAD, [moved])
    setTitle(anna.doc, "From here")
    await anna.allSaved()
    for (const { doc, until } of [anna, ben].map((one) => ({ doc: one.doc, until: one.until.bind(one) })))
      await until(() => titleOf(doc) === "From here" && titleOf(doc, "card-2") === "From there")
    const entries = await here.store.journal.readEntries(here.board, { limit: 100 })
    expect(findChainFault(here.board, entries)).toBeUndefined()
    expect(entries).toHaveLength(7)
    expect(here.reloads).toEqual(["conflict"])
    await there.drain(100)
  })
})

describe("a board of which something turns out to be unreadable while people work on it", () => {
  it("[D1] sends everybody to look again, answers what waits with no, and goes on to be shown", async () => {
    const harness = await startRelay()
    let isTorn = false
    const journal: Journal = {
      ...harness.store.journal,
      async load(board) {
        const loaded = await harness.store.journal.load(board)
        if (!loaded || !isTorn) return loaded
        const updates = loaded.doc.updates.map((update, n) => (n === 0 ? update : update.subarray(0, 4)))
        return { ...loaded, doc: { ...loaded.doc, updates } }
      },
    }
    const later = await harness.restart({ store: { ...harness.store, journal } })
    const anna = await later.client("anna")
    setTitle(anna.doc, "Stored while all was well")
    await anna.allSaved()
    // The next append is not answered, so the board is loaded again.
    isTorn = true
    let failures = 0
    later.faults.beforeAppend = async () => {
      if (failures++ === 0) throw new StoreError("unavailable", "injected")
    }
    const held = later.relay.execute(later.board, LEAD, { id: "held-command", kind: "card.take", card: "card-1" })
    await anna.until(() => anna.closed)
    expect(anna.closed).toMatchObject({ code: 4503, reason: "room-reloaded" })
    expect(await held).toMatchObject({ ok: false, rule: "D1" })
    expect(await later.relay.snapshot(later.board)).toMatchObject({ readOnly: true, damage: { unreadable: 1 } })
    expect(await later.relay.edit(later.board, LEAD, [])).toMatchObject({ ok: false, error: { rule: "D1" } })
    const again = await later.client("anna", "member", { doc: anna.doc })
    expect([again.damage, again.sent]).toEqual([{ unreadable: 1, waiting: 0 }, 0])
    expect(titleOf(again.doc)).toBe("Stored while all was well")
  })
})
