import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness"
import * as Y from "yjs"
import { PresenceBook } from "../../../client/sync/presence.ts"

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] })
})
afterEach(() => {
  vi.useRealTimers()
})

function twoPeople() {
  const mine = new Awareness(new Y.Doc())
  const theirs = new Awareness(new Y.Doc())
  const book = new PresenceBook(mine)
  const theySay = (state: Record<string, unknown> | null) => {
    theirs.setLocalState(state)
    applyAwarenessUpdate(mine, encodeAwarenessUpdate(theirs, [theirs.clientID]), "relay")
  }
  const stop = () => {
    book.close()
    mine.destroy()
    theirs.destroy()
  }
  return { mine, theirs, book, theySay, stop }
}
const user = { actor: "user:bob", name: "Bob" }

describe("presence", () => {
  it("shows nobody without the relay's stamp, and copies only what it knows", () => {
    const { theirs, book, theySay, stop } = twoPeople()
    theySay({ card: "a" })
    expect(book.people.get()).toEqual([])
    theySay({ user, card: "a", drag: { card: "a" }, evil: { __proto__: null } })
    expect(book.people.get()).toEqual([
      { clientId: theirs.clientID, actor: "user:bob", name: "Bob", color: expect.any(String), card: "a" },
    ])
    theySay(null)
    expect(book.people.get()).toEqual([])
    stop()
  })

  it("keeps a person the same object while nothing about them changes", () => {
    const { book, theySay, stop } = twoPeople()
    theySay({ user, card: "a" })
    const before = book.people.get()
    theySay({ user, card: "a", cursor: 5 })
    expect(book.people.get()).toBe(before)
    stop()
  })

  it("tells a drag at most fifteen times a second, its end at once, and everything else at once", () => {
    const { mine, book, stop } = twoPeople()
    let told = 0
    mine.on("change", () => told++)
    for (let i = 0; i < 100; i++) {
      book.tell({ drag: { card: "a", lane: "l1", index: i } })
      vi.advanceTimersByTime(10)
    }
    expect(told).toBeLessThanOrEqual(17)
    expect(told).toBeGreaterThan(10)
    book.tell({ drag: undefined })
    expect(mine.getLocalState()).toEqual({})
    book.tell({ card: "b" })
    book.tell({ editing: "b/title" })
    expect(mine.getLocalState()).toEqual({ card: "b", editing: "b/title" })
    stop()
  })
})
