import { describe, expect, it } from "vitest"
import type { Entry } from "../../../shared/model/entry.ts"
import { erasureOf, forget, isErasedBy, withoutWords } from "../../../shared/model/erasure.ts"
import { fold, noPromises } from "../../../shared/promises/fold.ts"
import { ACTION, HUDDLE, HuddleDesk } from "../huddle/huddle-desk.ts"

const SECRET = "quokka"

/** Bo decides, acts and gives reasons in two huddles; Ana says something too. */
function spoken(): HuddleDesk {
  const desk = new HuddleDesk().start("ana")
  desk.must("bo", { kind: "huddle.decide", huddle: HUDDLE, text: `Ask the ${SECRET}` })
  desk.must("ana", { kind: "huddle.decide", huddle: HUDDLE, text: "We ship it" })
  const [first] = desk.must("bo", { kind: "huddle.act", huddle: HUDDLE, ...ACTION, text: `Feed the ${SECRET}` })
  const [second] = desk.must("ana", { kind: "huddle.act", huddle: HUDDLE, ...ACTION })
  const [third] = desk.must("ana", { kind: "huddle.act", huddle: HUDDLE, ...ACTION })
  const about = (action: Entry | undefined) => ({ action: action?.seq ?? 0, reason: `Said the ${SECRET}` })
  desk.must("bo", { kind: "huddle.action.escalate", ...about(first) })
  desk.must("bo", { kind: "huddle.action.drop", ...about(second) })
  desk.must("bo", { kind: "huddle.action.carry", ...about(third) })
  return desk
}

describe("after an erasure", () => {
  it.each(["during a huddle", "after its end"])(
    "a fold that knew the words, and one of a ledger without them, are the same: %s",
    (when) => {
      const desk = spoken()
      if (when !== "during a huddle") desk.must("ana", { kind: "huddle.close", huddle: HUDDLE })
      const { ledger: entries } = desk
      const records = entries.filter(({ kind }) => kind === "huddle.closed").map(({ seq }) => seq)
      const record: Entry = {
        ...{ v: 1, board: entries[0]!.board, seq: entries.length + 1, at: desk.now, prevHash: "", hash: "e" },
        ...{
          actor: "lea" as never,
          kind: "words.erased",
          reason: "Asked for",
          data: { person: "bo", entries: records },
        },
      }
      expect(JSON.stringify(desk.promises)).toContain(SECRET)
      const knew = fold(entries.reduce(fold, noPromises()), record)
      const never = [...forget(entries, [record]), record].reduce(fold, noPromises())
      expect(JSON.stringify(knew)).not.toContain(SECRET)
      expect(JSON.stringify(never)).not.toContain(SECRET)
      expect(knew).toEqual(never)
      if (when === "during a huddle") expect(JSON.stringify(knew)).toContain("We ship it")
    },
  )

  it("an entry keeps what it did: only words go, and only of what stands before", () => {
    const base = { v: 1 as const, board: "b" as never, at: 1, prevHash: "", hash: "", actor: "user:bo" as never }
    const moved: Entry = { ...base, seq: 1, kind: "card.moved", key: "place", from: ["a", "1"], to: ["b", "1"] }
    const titled: Entry = { ...base, seq: 2, kind: "card.edited", key: "title", from: "A", to: SECRET }
    const later: Entry = { ...titled, seq: 4 }
    const record: Entry = { ...base, seq: 3, kind: "words.erased", data: { person: "user:bo", entries: [] } }
    const [first, second, third] = forget([moved, titled, later], [record])
    expect([first, third]).toEqual([moved, later])
    expect(second).toEqual({ ...base, seq: 2, kind: "card.edited", key: "title", erased: true })
    expect(withoutWords(moved)).toBe(moved)
  })

  it("single entries are named by their number, whoever wrote them", () => {
    const data = { entries: [2, 5, "6"] }
    const erasure = erasureOf({ kind: "words.erased", seq: 5, data } as unknown as Entry)!
    const meant = [1, 2, 3, 5, 6].filter((seq) => isErasedBy(erasure, { seq, actor: "user:bo" }))
    expect(meant).toEqual([2])
  })
})
