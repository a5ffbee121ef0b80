import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import type { Change } from "../../../shared/change/change.ts"
import { readBoard } from "../../../shared/doc/read.ts"
import { watch } from "../../../shared/doc/watch.ts"
import { cardOf } from "../../../shared/model/card.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { fold, noPromises } from "../../../shared/promises/fold.ts"
import { judge } from "../../../shared/rules/judge.ts"

describe("keys that mean something to JavaScript", () => {
  it("[E2] shows a hostile __proto__ register to the judge instead of swallowing it", () => {
    const doc = new Y.Doc()
    const seen: Change[] = []
    watch(doc, (changes) => seen.push(...changes))
    doc.getMap("cards").set("a", new Y.Map([["__proto__", { title: 7, archived: true }]]))
    const card = readBoard(doc).cards.get("a")!
    expect(Object.getPrototypeOf(card)).toBe(Object.prototype)
    expect(cardOf("a", card)).toMatchObject({ title: "", archived: false })
    expect(judge(seen[0]!, "member", { liveCards: 0, lanes: 0, checksOf: () => 0, rowsOf: () => 0 })?.rule).toBe("E2")
  })

  it("folds a card whose id is the name of an object's method like any other card", () => {
    const entry = (seq: number, kind: string, card: string): Entry =>
      ({ v: 1, board: "b", seq, at: seq, actor: "user:ana", kind, card, prevHash: "", hash: "" }) as unknown as Entry
    const state = noPromises()
    fold(state, entry(1, "card.created", "constructor"))
    fold(state, entry(2, "comment.added", "constructor"))
    fold(state, entry(3, "card.taken", "toString"))
    expect(Object.keys(state.cards)).toEqual(["constructor"])
    expect(state.cards.constructor).toMatchObject({ createdAt: 1, touchedAt: 2, comments: { 2: "user:ana" } })
    expect(Object.hasOwn(Object, "touchedAt")).toBe(false)
  })
})
