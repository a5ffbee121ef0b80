import { describe, expect, it } from "vitest"
import { gather } from "../../../client/board/tile/card-company.ts"
import type { Presence } from "../../../client/sync/board-session.ts"

const nobody = { byCard: new Map(), byLane: new Map() }
const person = (clientId: number, more: Partial<Presence>): Presence => ({
  clientId,
  actor: `user:${clientId}`,
  name: `Person ${clientId}`,
  color: "",
  ...more,
})

describe("the company of a card", () => {
  const looker = person(1, { card: "a" })
  const typist = person(2, { editing: "a/title" })
  const mover = person(3, { drag: { card: "b", lane: "todo", index: 2 } })

  it("says who looks, types and drags, and over which lane", () => {
    const gathering = gather([looker, typist, mover], new Set([mover]), nobody)
    expect(gathering.byCard.get("a")).toMatchObject({ looking: [looker], typing: typist, dragging: undefined })
    expect(gathering.byCard.get("b")).toMatchObject({ dragging: mover })
    expect(gathering.byLane.get("todo")).toEqual([mover])
  })

  it("forgets a drag that has fallen silent", () => {
    const gathering = gather([mover], new Set(), nobody)
    expect(gathering.byCard.size + gathering.byLane.size).toBe(0)
  })

  it("stays the same object for a card whose company is the same, whatever others do", () => {
    const before = gather([looker, mover], new Set([mover]), nobody)
    const moved = { ...mover, drag: { card: "b", lane: "done", index: 0 } }
    const after = gather([looker, moved], new Set([moved]), before)
    expect(after.byCard.get("a")).toBe(before.byCard.get("a"))
    expect(after.byCard.get("b")).not.toBe(before.byCard.get("b"))
  })
})
