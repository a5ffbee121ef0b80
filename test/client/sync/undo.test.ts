import { describe, expect, it } from "vitest"
import type { Change } from "../../../shared/change/change.ts"
import { saveTemplate } from "../../../shared/handoff/template-edit.ts"
import { FOUR_W } from "../../../shared/handoff/templates/four-w.ts"
import { templateFor } from "../../../shared/handoff/templates/templates.ts"
import type { Json } from "../../../shared/json.ts"
import { LIMITS } from "../../../shared/limits.ts"
import { fakeSession } from "../support/fake-session.ts"

const board = () =>
  fakeSession({
    lanes: { l1: { name: "One", rank: "a0" }, l2: { name: "Two", rank: "a1" } },
    cards: { a: { title: "A", place: ["l1", "a0"] }, b: { title: "B", place: ["l1", "a1"] } },
  })
const title = (id: string, to: string): Change => ({ kind: "set", root: "cards", id, key: "title", from: null, to })
const archived = (id: string): Change => ({ kind: "set", root: "cards", id, key: "archived", from: null, to: true })

describe("undo of one's own edits", () => {
  it("leads back across cards, one step at a time, and forward again", () => {
    const session = board()
    session.edit([title("a", "A1")])
    session.edit([title("b", "B1"), { ...title("b", ""), key: "next", to: "ask" } as Change])
    expect(session.undo()).toBe("done")
    expect(session.model.card("b")).toEqual({ title: "B", place: ["l1", "a1"] })
    expect(session.model.card("a")?.title).toBe("A1")
    expect(session.undo()).toBe("done")
    expect(session.model.card("a")?.title).toBe("A")
    expect(session.undo()).toBe("nothing")
    expect([session.redo(), session.redo(), session.redo()]).toEqual(["done", "done", "nothing"])
    expect(session.model.card("a")?.title).toBe("A1")
    expect(session.model.card("b")).toEqual({ title: "B1", next: "ask", place: ["l1", "a1"] })
  })

  it("refuses when somebody changed the same register since, and keeps their edit", () => {
    const session = board()
    session.edit([title("a", "mine")])
    session.remote([title("a", "theirs")])
    expect(session.undo()).toBe("changed-since")
    expect(session.model.card("a")?.title).toBe("theirs")
    expect(session.canUndo.get()).toBe(false)
  })

  it("survives remote edits elsewhere, also on the same card", () => {
    const session = board()
    session.edit([title("a", "mine")])
    session.remote([{ ...title("a", ""), key: "next", to: "theirs" } as Change, title("b", "theirs")])
    expect(session.undo()).toBe("done")
    expect(session.model.card("a")).toMatchObject({ title: "A", next: "theirs" })
    expect(session.model.card("b")?.title).toBe("theirs")
  })

  it("is all or nothing when one of several registers changed since", () => {
    const session = board()
    session.edit([title("a", "mine"), title("b", "mine")])
    session.remote([title("b", "theirs")])
    expect(session.undo()).toBe("changed-since")
    expect(session.model.card("a")?.title).toBe("mine")
  })

  it("leaves a saved template saved, and goes back to the edit before it", () => {
    const session = board()
    session.edit([title("a", "mine")])
    session.edit(saveTemplate(session.model.meta(), { ...FOUR_W, name: "Ours" }))
    session.edit(saveTemplate(session.model.meta(), { ...templateFor(session.model.meta(), "four-w")!, name: "Newer" }))
    expect(session.undo()).toBe("done")
    expect(session.model.card("a")?.title).toBe("A")
    expect(templateFor(session.model.meta(), "four-w")).toMatchObject({ name: "Newer", version: 3 })
    expect(session.undo()).toBe("nothing")
  })

  it("[E11] leaves lines that came along where they are, and takes back what else was said", () => {
    const session = board()
    const pump = { field: "abnormal", rank: "a", text: "Pump 7", carried: true } as const
    const onSheet = (key: string, to: Json): Change => ({ kind: "set", root: "sheets", id: "s", key, from: null, to })
    session.edit([{ kind: "created", root: "sheets", id: "s", value: { card: "a" } }])
    session.edit([onSheet("f:position", "Pump hall"), onSheet("i:pump", pump)])
    expect(session.undo()).toBe("done")
    expect(session.model.sheet("s")).toEqual({ card: "a", "i:pump": pump })
  })

  it("puts a created card away instead of removing it, and brings it back", () => {
    const session = board()
    session.edit([{ kind: "created", root: "cards", id: "n", value: { title: "New", place: ["l2", "a0"] } }])
    expect(session.undo()).toBe("done")
    expect(session.model.card("n")?.archived).toBe(true)
    expect(session.model.cardIds("l2")).toEqual([])
    expect(session.redo()).toBe("done")
    expect(session.model.cardIds("l2")).toEqual(["n"])
  })

  it("does not put a created card away once somebody else worked on it", () => {
    const session = board()
    session.edit([{ kind: "created", root: "cards", id: "n", value: { title: "New", place: ["l2", "a0"] } }])
    session.remote([title("n", "Better")])
    expect(session.undo()).toBe("changed-since")
    expect(session.model.card("n")).toEqual({ title: "Better", place: ["l2", "a0"] })
  })

  it("undoes a creation after one's own later edits of it were undone", () => {
    const session = board()
    session.edit([{ kind: "created", root: "cards", id: "n", value: { title: "New", place: ["l2", "a0"] } }])
    session.edit([title("n", "Newer")])
    expect([session.undo(), session.undo()]).toEqual(["done", "done"])
    expect(session.model.card("n")?.archived).toBe(true)
  })

  it("takes true sides from the board, whatever the caller believed", () => {
    const session = board()
    session.edit([{ ...title("a", "mine"), from: "wrong" } as Change])
    session.undo()
    expect(session.model.card("a")?.title).toBe("A")
  })

  it("makes no step of an edit that changes nothing, nor of a derived excerpt", () => {
    const session = board()
    session.edit([title("a", "A")])
    session.edit([{ ...title("a", ""), key: "excerpt", to: "words" } as Change])
    expect(session.canUndo.get()).toBe(false)
    expect(session.model.card("a")?.excerpt).toBe("words")
  })

  it("forgets what could be redone once something new is written", () => {
    const session = board()
    session.edit([title("a", "A1")])
    session.undo()
    session.edit([title("b", "B1")])
    expect(session.canRedo.get()).toBe(false)
    expect(session.redo()).toBe("nothing")
  })
})

describe("an edit", () => {
  it("[E1] is refused as a whole, and nothing is written", () => {
    const session = board()
    const refusal = session.edit([title("a", "fine"), title("b", "x".repeat(LIMITS.titleChars + 1))])
    expect(refusal?.rule).toBe("E1")
    expect(session.model.card("a")?.title).toBe("A")
  })

  it("[P1] is refused for somebody who only reads", () => {
    const session = board()
    session.me.set({ actor: "user:v", name: "V", role: "viewer" })
    expect(session.edit([title("a", "x")])?.rule).toBe("P1")
  })

  it("[E6] counts the checks that the same edit adds", () => {
    const session = board()
    const check = (i: number): Change => {
      const to = { list: "h", text: "t", rank: "a0", roles: [] }
      return { kind: "set", root: "cards", id: "a", key: `c:${i}`, from: null, to }
    }
    const checks = Array.from({ length: LIMITS.checksPerCard + 1 }, (_, i) => check(i))
    expect(session.edit(checks)?.rule).toBe("E6")
    expect(session.edit(checks.slice(1))).toBeUndefined()
  })

  it("of an archived card that comes back leads back to archived", () => {
    const session = board()
    session.edit([archived("a")])
    session.edit([{ ...archived("a"), to: null } as Change])
    session.undo()
    expect(session.model.card("a")?.archived).toBe(true)
    session.undo()
    expect(session.model.card("a")?.archived).toBeUndefined()
  })
})
