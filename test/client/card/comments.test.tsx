// @vitest-environment happy-dom
import { describe, expect, it } from "vitest"
import { CardPanel } from "../../../client/card/CardPanel.tsx"
import type { Answer } from "../../../shared/command/command.ts"
import type { ActorId } from "../../../shared/ids.ts"
import { type FakeBoard, fakeSession } from "../support/fake-session.ts"
import { BOARD, entry, NOW, PEOPLE } from "./support/board.ts"
import { button, doing, field, key, press, serve, show, type } from "./support/show.tsx"

const HELLO = entry(10, {
  kind: "comment.added",
  text: "Hello <b>you</b>\nsee https://a.example, @Bo",
  data: { mentions: ["user:bo"] },
})
const MINE = entry(11, { kind: "comment.added", actor: "user:me" as ActorId, text: "Mine", data: { mentions: [] } })

async function open(board: Partial<FakeBoard> = {}) {
  const session = fakeSession({ ...BOARD, now: NOW + 60_000, ...board })
  await show(session, <CardPanel cardId="card" onClose={() => {}} />)
  return session
}
const comments = () => document.querySelector('[aria-labelledby="card-comments"]')!

describe("comments", () => {
  it("show who wrote what as plain words, with addresses linked and mentions marked", async () => {
    serve({ people: PEOPLE, entries: [HELLO] })
    await open()
    expect(comments().querySelector("strong")?.textContent).toBe("Ana Lee")
    expect(comments().querySelector("li p")?.textContent).toBe(HELLO.text)
    expect(comments().querySelector("b")).toBeNull()
    expect(comments().querySelector("a")?.href).toBe("https://a.example/")
    expect(comments().querySelector("mark")?.textContent).toBe("@Bo")
  })
  it("come in live, for this card only", async () => {
    serve({ people: PEOPLE })
    const session = await open()
    await doing(() => session.tell([HELLO, { ...MINE, card: "other" }]))
    expect(comments().textContent).toContain("Hello")
    expect(comments().textContent).not.toContain("Mine")
  })
  it("are sent with the people who are mentioned, chosen by name", async () => {
    serve({ people: PEOPLE })
    const session = await open()
    const box = field("Write a comment")
    await type(box, "Look @le")
    await doing(() => {
      box.setSelectionRange(8, 8)
      box.dispatchEvent(new Event("select", { bubbles: true }))
    })
    expect(document.querySelector("[role=option]")?.textContent).toContain("Ana Lee")
    await key(box, "Enter")
    expect(box.value).toBe("Look @Ana Lee ")
    await key(box, "Enter", { ctrlKey: true })
    expect(session.commands).toEqual([
      { kind: "comment.add", card: "card", text: "Look @Ana Lee", mentions: ["user:ana"] },
    ])
    expect(box.value).toBe("")
  })
  it("give the words back when they are refused", async () => {
    serve({ people: PEOPLE })
    const no: Answer = { id: "x", ok: false, code: "refused", rule: "C3", detail: "No." }
    await open({ answer: () => no })
    await type(field("Write a comment"), "Long thought")
    await press("Comment")
    expect(field("Write a comment").value).toBe("Long thought")
    expect(comments().textContent).toContain("This card is not on the board any more.")
    await type(field("Write a comment"), "")
  })
  it("wait visibly while offline", async () => {
    serve({ people: PEOPLE })
    const session = await open()
    await doing(() => {
      session.save.set({ kind: "offline", waiting: 0, since: NOW })
      session.pendingCommands.set([{ id: "command-1", kind: "comment.add", card: "card", text: "Later" }])
    })
    expect(comments().textContent).toContain("Later")
    expect(comments().textContent).toContain("Queued")
  })
  it("are edited by their author and removed by the author or a lead", async () => {
    serve({ people: PEOPLE, entries: [HELLO, MINE] })
    const session = await open({ me: { actor: "user:me", name: "Ada", role: "member" } })
    expect(() => button("More for the comment by Ana Lee")).toThrow()
    await press("More for the comment by Ada")
    await press("Edit")
    await type(field("Edit"), "Mine, better")
    await press("Save")
    expect(session.commands).toEqual([{ kind: "comment.edit", card: "card", comment: 11, text: "Mine, better" }])
    await press("More for the comment by Ada")
    await press("Remove")
    await doing(() => document.querySelector<HTMLElement>("[role=dialog] button:not([aria-label]):last-child")?.click())
    expect(session.commands.at(-1)).toEqual({ kind: "comment.remove", card: "card", comment: 11 })
  })
  it("are asked for again when the connection is back", async () => {
    serve({ people: PEOPLE, entries: [HELLO] })
    const session = await open()
    await doing(() => session.save.set({ kind: "offline", waiting: 0, since: NOW }))
    serve({ people: PEOPLE, entries: [HELLO, entry(12, { kind: "comment.added", text: "While you were away" })] })
    await doing(() => session.save.set({ kind: "saved", at: NOW }))
    expect(comments().textContent).toContain("While you were away")
  })
  it("are fetched page by page until all that stand are here", async () => {
    const edits = Array.from({ length: 250 }, (_, i) => entry(20 + i, { kind: "card.edited", key: "next", to: `${i}` }))
    const asked = serve({ people: PEOPLE, entries: [HELLO, ...edits] })
    await open({ promises: { card: { comments: { 10: "user:ana" as ActorId } } } })
    await doing(() => {})
    expect(comments().textContent).toContain("Hello")
    expect(asked.filter((url) => url.includes("/ledger"))).toHaveLength(3)
  })
})

describe("activity", () => {
  it("is told in sentences when it is opened, and further back on asking", async () => {
    const edits = Array.from({ length: 120 }, (_, i) =>
      entry(20 + i, { kind: "card.edited", key: "next", to: `step ${i}` }),
    )
    serve({ people: PEOPLE, entries: edits })
    await open()
    await press("Activity")
    expect(document.body.textContent).toContain("Ana Lee set the next step to “step 119”")
    expect(document.body.textContent).not.toContain("“step 3”")
    await press("Load earlier")
    expect(document.body.textContent).toContain("“step 3”")
    expect(() => button("Load earlier")).toThrow()
  })
})
