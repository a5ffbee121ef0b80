// @vitest-environment happy-dom
import { describe, expect, it } from "vitest"
import { HandOverMany } from "../../../client/handoff/many/HandOverMany.tsx"
import { todoFor } from "../../../client/handoff/many/row.ts"
import { cardsInScope } from "../../../client/handoff/many/scope.ts"
import { textIdOf } from "../../../shared/handoff/sheet.ts"
import { SHIFT_NOTE } from "../../../shared/handoff/templates/shift-note.ts"
import type { Json } from "../../../shared/json.ts"
import { button, doing, press, show } from "../card/support/show.tsx"
import type { FakeSession } from "../support/fake-session.ts"
import { offered, STAGE, signIn, stage } from "./support/stage.tsx"

const page = () => document.body.textContent ?? ""
const settled = () => doing(() => new Promise((resolve) => setTimeout(resolve, 5)))
const bed = (title: string, rank: string, more = {}) => ({
  place: ["dev", rank],
  title,
  next: "Look in",
  severity: "routine",
  ...more,
})

function ward(): FakeSession {
  const session = stage({
    lanes: { ...STAGE.lanes, over: { name: "Over", rank: "a9", kind: "done" } },
    cards: {
      bed1: bed("Bed 1", "a1"),
      bed2: bed("Bed 2", "a2"),
      bed4: bed("Bed 4", "a4", { severity: "watch" }),
      theirs: bed("Bed 8", "a8"),
      free: bed("Bed 9", "a9"),
      over: bed("Bed 0", "a0", { place: ["over", "a1"] }),
    },
  })
  for (const card of ["bed1", "bed2", "bed4", "over"]) session.relay!.ask({ kind: "card.take", card }, "user:me")
  session.relay!.ask({ kind: "card.take", card: "theirs" }, "user:bo")
  return session
}

async function open(session: FakeSession) {
  await show(session, <HandOverMany scope={{ kind: "mine" }} onClose={() => {}} />)
  await settled()
}

const draftOf = (session: FakeSession, card: string) => session.model.handoffsOf(card).at(-1)!
const write = (session: FakeSession, card: string, key: string, to: Json) =>
  doing(() => {
    const { id } = draftOf(session, card)
    session.edit([{ kind: "set", root: "sheets", id, key, from: session.model.sheet(id)?.[key] ?? null, to }])
  })

async function prepared() {
  const session = ward()
  await open(session)
  await doing(() => {
    const select = document.querySelector<HTMLSelectElement>("select")!
    select.value = SHIFT_NOTE.id
    select.dispatchEvent(new Event("change", { bubbles: true }))
  })
  await press("Prepare 3 cards")
  await settled()
  for (const card of ["bed1", "bed2", "bed4"]) {
    session.writeText(textIdOf(draftOf(session, card).id, "summary"), "Stable since noon.")
    await write(session, card, "f:actions", { none: true })
    await write(session, card, "to", { kind: "person", id: "user:bo" })
  }
  await settled()
  return session
}

describe("the cards that are handed over together", () => {
  it("are the ones that I am accountable for, the most serious first, without what is finished", () => {
    const { model } = ward()
    expect(cardsInScope(model, { kind: "mine" }, { actor: "user:me", role: "member" })).toEqual([
      "bed4",
      "bed1",
      "bed2",
    ])
  })

  it("[H1] leave out what somebody else is accountable for, unless a lead asks", () => {
    const { model } = ward()
    const lane = { kind: "lane", lane: "dev" } as const
    expect(cardsInScope(model, lane, { actor: "user:me", role: "member" })).toEqual(["bed4", "bed1", "bed2", "free"])
    expect(cardsInScope(model, lane, { actor: "user:me", role: "lead" })).toContain("theirs")
    expect(
      cardsInScope(model, { kind: "cards", cards: ["theirs", "bed2"] }, { actor: "user:me", role: "member" }),
    ).toEqual(["bed2"])
  })
})

describe("offering all", () => {
  it("prepares a sheet for each card in one edit", async () => {
    const session = ward()
    await open(session)
    const before = session.edits.length
    await press("Prepare 3 cards")
    await settled()
    expect(session.edits.length).toBe(before + 1)
    for (const card of ["bed1", "bed2", "bed4"]) expect(draftOf(session, card)).toMatchObject({ state: "draft" })
    expect(session.model.handoffsOf("theirs")).toEqual([])
  })

  it("[R08] sends out what is whole and names what holds the other: add one if/then", async () => {
    const session = await prepared()
    expect(page()).toContain("2 cards ready, 1 held")
    expect(page()).toContain("Held: add one if/then")
    await press("Offer all")
    await settled()
    expect(["bed1", "bed2"].map((card) => draftOf(session, card).state)).toEqual(["offered", "offered"])
    expect(draftOf(session, "bed4").state).toBe("draft")
    expect(page()).toContain("2 cards offered.")
    expect(page()).toContain("Bed 4: add one if/then")
    // biome-ignore lint/suspicious/noThenProperty: the sheet's own word
    await write(session, "bed4", "f:contingency", [{ id: "i", if: "K+ over 6", then: "call", who: "user:bo" }])
    await settled()
    await press("Offer all")
    await settled()
    expect(draftOf(session, "bed4")).toMatchObject({ state: "offered", level: "read-back" })
    expect(session.commands.filter(({ kind }) => kind === "handoff.offer")).toHaveLength(3)
  })

  it("is not stopped by one that the relay refuses, and says why", async () => {
    const session = await prepared()
    // Between the look and the press the draft of one is dropped elsewhere.
    const { id } = draftOf(session, "bed2")
    const ask = session.command
    session.command = async (command) => {
      if (command.kind === "handoff.offer")
        session.relay!.ask({ kind: "handoff.cancel", handoff: id, reason: "no need" }, "user:me")
      return ask(command)
    }
    await press("Offer all")
    await settled()
    expect(draftOf(session, "bed1").state).toBe("offered")
    expect(page()).toContain("Bed 2: The handoff has moved on")
    expect(page()).toContain("1 card offered.")
  })

  it("keeps a card that is left out with its giver", async () => {
    const session = await prepared()
    await doing(() => document.querySelector<HTMLInputElement>('input[aria-label="Hand over “Bed 1”"]')!.click())
    expect(page()).toContain("1 card ready, 1 held")
    await press("Offer all")
    await settled()
    expect(draftOf(session, "bed1").state).toBe("draft")
    expect(draftOf(session, "bed2").state).toBe("offered")
  })

  it("tells an acceptance as it comes, though the card is not mine any more", async () => {
    const session = await prepared()
    await press("Offer all")
    await settled()
    await doing(() => {
      const { id, version } = draftOf(session, "bed1")
      session.relay!.ask({ kind: "handoff.accept", handoff: id, version, channel: "written" }, "user:bo")
    })
    await settled()
    expect(session.model.promise("bed1")?.accountable).toBe("user:bo")
    expect(page()).toContain("Bo has accepted")
  })

  it("asks when the connection is back, and says so meanwhile", async () => {
    const session = await prepared()
    await doing(() => session.goOffline())
    await press("Offer all")
    expect(page()).toContain("You are offline")
    expect(draftOf(session, "bed1").state).toBe("draft")
    await doing(() => session.goOnline())
    await settled()
    expect(draftOf(session, "bed1").state).toBe("offered")
  })

  it("fills a sheet in where it is listed", async () => {
    const session = await prepared()
    await press("Fill in the sheet of “Bed 4”")
    await settled()
    expect(page()).toContain("Add an if-then")
    expect(button("Fold it up").getAttribute("aria-expanded")).toBe("true")
    expect(session.model.handoffsOf("bed4")).toHaveLength(1)
  })

  it("has nothing to offer when I am accountable for nothing, or the card is on its way already", async () => {
    const session = stage()
    await signIn(session, "user:ana")
    await open(session)
    expect(page()).toContain("You are accountable for no card on this board.")
    document.body.replaceChildren()
    const other = stage()
    offered(other)
    await open(other)
    expect(page()).toContain("Offered to anybody in Tester")
    expect((button("Offer all") as HTMLButtonElement).disabled).toBe(true)
  })
})

describe("a hole as a thing to do", () => {
  const field = (key: string) => SHIFT_NOTE.fields.find((one) => one.key === key)!
  it.each([
    ["contingency", undefined, "add one if/then"],
    ["actions", undefined, "add an action under “To do this shift”, or say none"],
    ["actions", [{ id: "a" }], "finish the line under “To do this shift”"],
    ["summary", undefined, "fill in “The story in short”"],
    ["trend", undefined, "choose “Direction”"],
  ] as const)("%s %j: %s", (key, value, words) => {
    expect(todoFor(field(key), value as Json | undefined)).toBe(words)
  })
})
