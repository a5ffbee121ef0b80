// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest"
import { CardPanel } from "../../../client/card/CardPanel.tsx"
import type { Presence } from "../../../client/sync/board-session.ts"
import type { Answer } from "../../../shared/command/command.ts"
import type { ActorId } from "../../../shared/ids.ts"
import { type FakeBoard, fakeSession } from "../support/fake-session.ts"
import { BOARD, entry, NOW, PEOPLE } from "./support/board.ts"
import { button, doing, field, key, press, serve, show, type } from "./support/show.tsx"

const ana: Presence = { clientId: 7, actor: "user:ana", name: "Ana Lee", color: "#123456", card: "card" }
const viewer = { actor: "user:v", name: "Vi", role: "viewer" } as const

async function open(board: Partial<FakeBoard> = {}, cardId = "card") {
  const session = fakeSession({ ...BOARD, now: NOW, ...board })
  const onClose = vi.fn()
  const place = await show(session, <CardPanel cardId={cardId} onClose={onClose} />)
  const card = (key: string) => session.model.card("card")?.[key]
  return { session, onClose, place, card }
}
const panel = () => document.querySelector<HTMLElement>("[data-card-panel]")!
const text = () => document.body.textContent ?? ""
const set = (key: string, from: string, to: string) =>
  ({ kind: "set", root: "cards", id: "card", key, from, to }) as const

beforeEach(() => {
  serve({ people: PEOPLE })
})

describe("the card panel", () => {
  it("is a region with the card's title, has the focus, and tells the others that we look", async () => {
    const { session } = await open()
    expect(panel().getAttribute("role")).toBe("region")
    expect(panel().getAttribute("aria-label")).toBe("Card: Fix the door")
    expect(document.activeElement).toBe(panel())
    expect(session.presence).toContainEqual({ card: "card" })
  })
  it("closes by Esc and by its button", async () => {
    const { onClose } = await open()
    await key(panel(), "Escape")
    await press("Close the card")
    expect(onClose).toHaveBeenCalledTimes(2)
  })
  it("says so when the card is not on this board", async () => {
    await open({}, "nowhere")
    expect(text()).toContain("This card is not here")
  })
  it("shows who else looks and in which field they type", async () => {
    await open({ people: [{ ...ana, editing: "card/title" }] })
    expect(document.querySelector('[aria-label="Also looking at this card"]')?.textContent).toBe("AL")
    expect(document.querySelector('[title="Ana Lee is typing here"]')?.parentElement?.querySelector("textarea")).toBe(
      field("Title"),
    )
  })
  it("gives a viewer everything to read and nothing to change", async () => {
    await open({ me: viewer })
    expect(text()).toContain("You can read this card.")
    expect(field("Title").readOnly).toBe(true)
    const enabled = [...document.querySelectorAll<HTMLInputElement>("input, textarea, select")].filter(
      (one) => !one.readOnly && !one.disabled && !one.closest("fieldset:disabled"),
    )
    expect(enabled).toEqual([])
    expect(text()).not.toContain("Take it")
    expect(text()).not.toContain("Add an item")
  })
  it("brings an archived card back", async () => {
    const { card } = await open({ cards: { card: { ...BOARD.cards!.card!, archived: true } } })
    await press("Put it back on the board")
    expect(card("archived")).toBeUndefined()
  })
})

describe("the title", () => {
  it("is written by Enter and left alone by Esc", async () => {
    const { card, onClose } = await open()
    await type(field("Title"), "Mend the door")
    await key(field("Title"), "Enter")
    expect(card("title")).toBe("Mend the door")
    await type(field("Title"), "Oops")
    await key(field("Title"), "Escape")
    expect(card("title")).toBe("Mend the door")
    expect(field("Title").value).toBe("Mend the door")
    expect(onClose).not.toHaveBeenCalled()
  })
  it("tells others that we type, from focus to blur", async () => {
    const { session } = await open()
    await doing(() => field("Title").focus())
    expect(session.presence).toContainEqual({ editing: "card/title" })
    await doing(() => field("Title").blur())
    expect(session.presence.at(-1)).toEqual({ editing: undefined })
  })
  it("asks whose words stay when somebody else changed it meanwhile", async () => {
    serve({ people: PEOPLE, entries: [entry(1, { kind: "card.edited", key: "title" })] })
    const { session, card } = await open()
    await type(field("Title"), "Mine")
    await doing(() => session.remote([set("title", "Fix the door", "Theirs")]))
    await doing(() => field("Title").blur())
    expect(card("title")).toBe("Theirs")
    expect(document.querySelector("[role=alert]")?.textContent).toContain("Ana Lee changed this to “Theirs”")
    await press("Keep mine")
    expect(card("title")).toBe("Mine")
  })
  it("takes theirs when told to", async () => {
    const { session, card } = await open()
    await type(field("Title"), "Mine")
    await doing(() => session.remote([set("title", "Fix the door", "Theirs")]))
    await press("Take theirs")
    expect(card("title")).toBe("Theirs")
    expect(field("Title").value).toBe("Theirs")
    expect(document.querySelector("[role=alert]")).toBeNull()
  })
})

describe("who is accountable", () => {
  it("is nobody until somebody takes it", async () => {
    const { session } = await open()
    expect(text()).toContain("Nobody yet")
    await press("Take it")
    expect(session.commands).toEqual([{ kind: "card.take", card: "card" }])
    await doing(() => session.setPromise("card", { accountable: "user:me" as ActorId, accountableSince: NOW }))
    expect(text()).toContain("Ada (you)")
    await press("Put it down")
    expect(session.commands.at(-1)).toEqual({ kind: "card.release", card: "card" })
  })
  it("is not shown as ours while the asking is queued offline", async () => {
    const { session } = await open()
    await doing(() => {
      session.save.set({ kind: "offline", waiting: 0, since: NOW })
      session.pendingCommands.set([{ id: "command-1", kind: "card.take", card: "card" }])
    })
    expect(text()).toContain("Queued, not yours yet")
    expect(text()).toContain("Nobody yet")
    expect(() => button("Take it")).toThrow()
  })
  it("names who has it when the relay says no", async () => {
    const no: Answer = { id: "x", ok: false, code: "refused", rule: "H1", data: { person: "user:ana" }, detail: "No." }
    await open({ answer: () => no })
    await press("Take it")
    expect(text()).toContain("Not taken: Ana Lee is accountable already.")
  })
  it("lets a lead put it down for somebody, and a member not", async () => {
    const promises = { card: { accountable: "user:ana" as ActorId, accountableSince: NOW } }
    await open({ promises })
    expect(button("Put it down for them")).toBeTruthy()
  })
  it("lets a member only read who has it", async () => {
    const promises = { card: { accountable: "user:ana" as ActorId, accountableSince: NOW } }
    await open({ promises, me: { actor: "user:me", name: "Ada", role: "member" } })
    expect(text()).toContain("Ana Lee")
    expect(text()).not.toContain("Put it down")
  })
})

describe("the short facts", () => {
  it("move the card to the end of another lane", async () => {
    const { card } = await open()
    await type(field<HTMLSelectElement>("Lane"), "doing")
    const [lane, rank] = card("place") as [string, string]
    expect(lane).toBe("doing")
    expect(rank > "a1").toBe(true)
  })
  it("set and clear the due date", async () => {
    const { card } = await open()
    await type(field<HTMLInputElement>("Due date"), "2026-11-25")
    await doing(() => field("Due date").blur())
    expect(card("due")).toBe("2026-11-25")
    expect(text()).toContain("tomorrow")
    await type(field<HTMLInputElement>("Due time (optional)"), "10:00")
    await doing(() => field("Due time (optional)").blur())
    expect(card("due")).toMatch(/T\d\d:\d\dZ$/)
    await press("Clear the due date")
    expect(card("due")).toBeUndefined()
  })
  it("take a half-typed year for no date", async () => {
    const { card } = await open()
    await type(field<HTMLInputElement>("Due date"), "0202-11-25")
    await doing(() => field("Due date").blur())
    expect(card("due")).toBeUndefined()
  })
  it("mark the card as blocked only with a reason", async () => {
    const { card } = await open()
    await press("Mark as blocked")
    await type(field("Why is it blocked?"), "No key")
    await press("Mark as blocked")
    expect(card("blocked")).toEqual({ reason: "No key" })
    await press("Unblock")
    expect(card("blocked")).toBeUndefined()
  })
  it("keep a number as a number and say when it is none", async () => {
    const { card } = await open()
    await type(field("Points"), "1,5")
    await key(field("Points"), "Enter")
    expect(card("f:points")).toBe(1.5)
    await type(field("Points"), "many")
    await key(field("Points"), "Enter")
    expect(card("f:points")).toBe(1.5)
    expect(text()).toContain("That is not a number.")
  })
  it("keep the actor of somebody from the board, and the name of anybody else", async () => {
    const { card } = await open()
    await type(field("Developer: who?"), "Ana Lee")
    await doing(() => field("Developer: who?").blur())
    expect(card("r:dev")).toEqual({ person: "user:ana" })
    expect(field("Developer: who?").value).toBe("Ana Lee")
    await type(field("Tester: who?"), "Kim from the clinic")
    await doing(() => field("Tester: who?").blur())
    expect(card("r:tester")).toEqual({ person: "Kim from the clinic" })
  })
  it("link a record elsewhere, and nothing that could run", async () => {
    const { card } = await open()
    await press("Link a record")
    await type(field("Address"), "javascript:alert(1)")
    await press("Link a record")
    expect(text()).toContain("Only addresses that start with")
    await type(field("Address"), "jira.example.org/X-1")
    await type(field("System"), "Jira")
    await press("Link a record")
    expect(card("k:new-1")).toEqual({ system: "Jira", url: "https://jira.example.org/X-1" })
    const link = document.querySelector<HTMLAnchorElement>('a[href="https://jira.example.org/X-1"]')
    expect(link?.rel).toContain("noopener noreferrer")
    expect(link?.target).toBe("_blank")
  })
  it("never draw a dangerous address, whoever wrote it: it counts as what cannot be read", async () => {
    const { session } = await open({
      cards: { card: { title: "X", place: ["todo", "a1"], "k:x": { system: "Bad", url: "javascript:alert(1)" } } },
    })
    expect(text()).not.toContain("Bad")
    expect(document.querySelector("a")).toBeNull()
    expect(session.model.unreadable()).toEqual([expect.objectContaining({ root: "cards", id: "card", keys: ["k:x"] })])
  })
})
