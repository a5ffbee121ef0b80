// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { Absence } from "../../../client/history/absence.ts"
import type { ActorId } from "../../../shared/ids.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { MINUTE_MS } from "../../../shared/time.ts"
import { entry } from "../card/support/board.ts"
import { type FakeSession, fakeSession } from "../support/fake-session.ts"

const KEY = "user:me/fakeboardfakeboardfake"
let kept: Map<string, unknown>
let ledger: Entry[]
let session: FakeSession
let stop = () => {}

beforeEach(() => {
  kept = new Map()
  ledger = [entry(1, { kind: "card.created" })]
  session = fakeSession()
})
afterEach(() => {
  stop()
  vi.restoreAllMocks()
})

const until = (isSo: () => boolean) => vi.waitFor(() => expect(isSo()).toBe(true))
const seen = () => kept.get(KEY) as { seq: number; at: number; isOwed: boolean } | undefined

/** Opens the board in this browser. */
function open(parts: { isBroken?: boolean } = {}): Absence {
  const absence = new Absence(session, {
    store: {
      get: async (key) => kept.get(key),
      set: async (key, value) => Boolean(kept.set(key, value)),
    },
    head: async () => ledger.at(-1)?.seq ?? 0,
    async since(seq) {
      if (parts.isBroken) throw new Error("no connection")
      return { entries: ledger.filter((one) => one.seq > seq), isCut: false }
    },
  })
  stop = absence.start()
  return absence
}
const edited = (seq: number, actor = "user:ana") =>
  entry(seq, { kind: "card.edited", key: "title", from: "A", to: "B", actor: actor as ActorId })

/** Somebody was here, and went. */
async function visit(): Promise<void> {
  open()
  await until(() => seen() !== undefined)
  stop()
}

describe("after an absence", () => {
  it("owes nothing to somebody who is here for the first time", async () => {
    const absence = open()
    await until(() => seen() !== undefined)
    expect([seen()?.seq, absence.missed.get()]).toEqual([1, undefined])
  })

  it("owes what others did, and since when", async () => {
    await visit()
    const left = session.now()
    ledger.push(edited(2))
    session.advance(11 * MINUTE_MS)
    const absence = open()
    await until(() => absence.missed.get() !== undefined)
    expect(absence.missed.get()).toMatchObject({ since: left, entries: [{ seq: 2 }] })
  })

  it("owes nothing after a short absence, or when only they themselves did something", async () => {
    await visit()
    ledger.push(edited(2))
    session.advance(5 * MINUTE_MS)
    const first = open()
    await until(() => seen()?.seq === 2)
    expect(first.missed.get()).toBeUndefined()
    stop()
    ledger.push(edited(3, "user:me"))
    session.advance(60 * MINUTE_MS)
    const second = open()
    await until(() => seen()?.seq === 3)
    expect(second.missed.get()).toBeUndefined()
  })

  it("stays owed over a reload, until the person says that it is seen", async () => {
    await visit()
    ledger.push(edited(2))
    session.advance(60 * MINUTE_MS)
    const first = open()
    await until(() => first.missed.get() !== undefined)
    stop()
    session.advance(MINUTE_MS)
    const again = open()
    await until(() => again.missed.get() !== undefined)
    again.markSeen()
    expect(again.missed.get()).toBeUndefined()
    stop()
    session.advance(60 * MINUTE_MS)
    const third = open()
    await until(() => seen()?.at === session.now())
    expect([third.missed.get(), seen()?.seq]).toEqual([undefined, 2])
  })

  it("goes on collecting while it is owed, and marks all of it", async () => {
    await visit()
    ledger.push(edited(2))
    session.advance(60 * MINUTE_MS)
    const absence = open()
    await until(() => absence.missed.get() !== undefined)
    session.tell([edited(3)])
    expect(absence.missed.get()?.entries.map(({ seq }) => seq)).toEqual([2, 3])
    absence.markSeen()
    expect(seen()?.seq).toBe(3)
  })

  it("counts as away while the tab is in the background, or the connection is gone", async () => {
    const absence = open()
    await until(() => seen() !== undefined)
    session.goOffline()
    ledger.push(edited(2))
    session.advance(20 * MINUTE_MS)
    session.goOnline()
    await until(() => absence.missed.get() !== undefined)
    absence.markSeen()
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true)
    document.dispatchEvent(new Event("visibilitychange"))
    ledger.push(edited(3))
    session.tell([edited(3)])
    session.advance(20 * MINUTE_MS)
    hidden.mockReturnValue(false)
    document.dispatchEvent(new Event("visibilitychange"))
    await until(() => absence.missed.get() !== undefined)
    expect(absence.missed.get()?.entries.map(({ seq }) => seq)).toEqual([3])
  })

  it("takes nothing as seen when it could not be asked", async () => {
    await visit()
    ledger.push(edited(2))
    session.advance(60 * MINUTE_MS)
    const parts = { isBroken: true }
    const absence = open(parts)
    await Promise.resolve()
    session.tell([edited(3)])
    ledger.push(edited(3))
    expect(seen()?.seq).toBe(1)
    parts.isBroken = false
    await until(() => {
      session.save.set({ kind: "saved", at: session.now() })
      return absence.missed.get() !== undefined
    })
    expect(absence.missed.get()?.entries.map(({ seq }) => seq)).toEqual([2, 3])
  })
})
