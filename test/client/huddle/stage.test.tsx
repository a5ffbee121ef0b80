// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest"
import { BoardScreen } from "../../../client/board/BoardScreen.tsx"
import { HuddleBar } from "../../../client/huddle/HuddleBar.tsx"
import { HuddleScreen } from "../../../client/huddle/HuddleScreen.tsx"
import { RecordPage } from "../../../client/huddle/record/RecordPage.tsx"
import { NEVER_LIVE } from "../../../client/sync/freshness.ts"
import type { Command } from "../../../shared/command/command.ts"
import { button, doing, field, key, press, show, type } from "../card/support/show.tsx"
import { CREW, stage } from "../handoff/support/stage.tsx"
import type { FakeBoard, FakeSession } from "../support/fake-session.ts"

await import("../../../client/card/CardPanel.tsx")
await import("../../../client/inbox/InboxDrawer.tsx")

const NOW = Date.UTC(2026, 10, 24, 9, 0)
const here = (actor: string) => ({ clientId: 2, actor, name: actor, color: "#000" })
const aBoard = (more: FakeBoard = {}) =>
  stage({
    ...more,
    now: NOW,
    people: [here("user:bo")],
    cards: {
      late: {
        place: ["dev", "a1"],
        title: "Guest checkout",
        next: "Try it",
        due: "2026-11-20",
        "r:tester": { person: "user:bo" },
      },
      stuck: { place: ["dev", "a2"], title: "Tax tables", blocked: { reason: "Finance is away" } },
      bad: { place: ["test", "a1"], title: "Basket", severity: "critical" },
    },
  })

type Ask = Command extends infer C ? (C extends Command ? Omit<C, "id"> : never) : never
const bo = (session: FakeSession, command: Ask) => doing(() => session.relay?.ask(command as never, "user:bo"))
const running = (session: FakeSession) => session.model.huddle().open!
const text = () => [...document.body.children].map((part) => (part.tagName === "STYLE" ? "" : wordsOf(part))).join("")
const wordsOf = (part: Element) => {
  const copy = part.cloneNode(true) as Element
  for (const style of copy.querySelectorAll("style")) style.remove()
  return copy.textContent ?? ""
}
const heading = () => document.querySelector("h1")?.firstChild?.textContent
const spotlight = () => document.querySelector("[aria-label='In the spotlight'] h2")?.textContent
const PATIENCE = { timeout: 10_000 }
const until = (isSo: () => void) =>
  vi.waitFor(async () => {
    await doing(() => {})
    isSo()
  }, PATIENCE)
const says = (words: string) => until(() => expect(text()).toContain(words))

const open = async (session: FakeSession) => {
  await show(session, <HuddleScreen />)
  await doing(() => new Promise((resolve) => setTimeout(resolve)))
}
const startBy = (session: FakeSession, actor: string) =>
  session.relay?.ask({ kind: "huddle.start", huddle: "h1" }, actor)

afterEach(() => history.replaceState(null, "", "/"))

describe("a huddle on the screen", () => {
  it("begins with Space where none runs, with whoever began it at the wheel", async () => {
    const session = aBoard()
    await open(session)
    expect(text()).toContain("No huddle is running")
    await key(document.body, " ")
    expect(heading()).toBe("Roll call")
    expect(text()).toContain("You are driving")
  })

  it("goes on by Space: steps, then the cards at risk in their order, then on", async () => {
    const session = aBoard()
    startBy(session, "user:me")
    await open(session)
    await key(document.body, " ")
    expect(heading()).toBe("Look back")
    await key(document.body, " ")
    expect(heading()).toBe("At risk")
    await until(() => expect(spotlight()).toBe("Guest checkout"))
    const queue = () => [...document.querySelectorAll("[aria-label='Next three'] li")].map((item) => item.textContent)
    expect(queue()).toEqual(["BasketCritical", "Tax tablesBlocked"])
    await key(document.body, " ")
    expect(spotlight()).toBe("Basket")
    await key(document.body, "b")
    expect(spotlight()).toBe("Guest checkout")
    await key(document.body, " ")
    await key(document.body, " ")
    expect(heading()).toBe("Walk the board")
  })

  it("goes on by Space from a button that was pressed by Enter, and from no other", async () => {
    const session = aBoard()
    startBy(session, "user:me")
    await open(session)
    const [present, absent] = ["Present", "Absent"].map((name) => button(name))
    await doing(() => absent?.focus())
    await key(absent!, " ")
    await key(absent!, "Enter")
    await key(present!, " ")
    expect(heading()).toBe("Roll call")
    await key(absent!, " ")
    expect(heading()).toBe("Look back")
    await doing(() => button("Read back").focus())
    await key(button("Read back"), "Enter")
    await doing(() => button("Read back").blur())
    await key(button("Read back"), " ")
    expect(heading(), "the focus had been elsewhere since").toBe("Look back")
  })

  it("takes its keys as soon as a dialog is answered, while it still fades", async () => {
    const session = aBoard()
    startBy(session, "user:me")
    await open(session)
    const dialog = document.createElement("div")
    dialog.setAttribute("role", "dialog")
    dialog.setAttribute("aria-modal", "true")
    dialog.innerHTML = "<div><button>Sign</button></div>"
    document.body.append(dialog)
    await key(document.body, " ")
    await key(dialog.querySelector("button")!, "b")
    expect(heading()).toBe("Roll call")
    dialog.firstElementChild?.setAttribute("data-closing", "true")
    await key(document.body, " ")
    expect(heading()).toBe("Look back")
    await key(dialog.querySelector("button")!, "b")
    expect(heading()).toBe("Roll call")
    dialog.remove()
  })

  it("keeps its keys to itself while somebody types", async () => {
    const session = aBoard()
    startBy(session, "user:me")
    await open(session)
    await key(document.body, "d")
    const words = field<HTMLInputElement>("What was decided")
    await key(words, " ")
    await key(words, "q")
    expect(running(session).step).toBe(0)
    expect(document.activeElement).toBe(words)
    await key(words, "Escape")
    expect(document.querySelector("form")).toBeNull()
    expect(heading(), "Esc closed the form and left nothing").toBe("Roll call")
  })

  it("names the missing crew role of the card in the spotlight", async () => {
    const session = aBoard()
    startBy(session, "user:me")
    session.relay?.ask({ kind: "huddle.roll", huddle: "h1", role: "tester", state: "absent" }, "user:me")
    session.relay?.ask({ kind: "huddle.step", huddle: "h1", from: 0, to: 2 }, "user:me")
    session.relay?.ask({ kind: "huddle.spotlight", huddle: "h1", card: "late" }, "user:me")
    await open(session)
    const chip = [...document.querySelectorAll("[aria-label='Roles'] li")].find((item) =>
      item.textContent?.includes("Tester"),
    )
    expect(chip?.getAttribute("data-missing")).toBe("true")
    expect(chip?.textContent).toContain("missing")
  })

  it("calls a role with one tap, and somebody for another", async () => {
    const session = aBoard()
    startBy(session, "user:me")
    await open(session)
    const group = (role: string) => document.querySelector(`[aria-label='Who is here for ${role}']`)!
    await doing(() => [...group("Developer").querySelectorAll("button")].at(0)?.click())
    await doing(() => [...group("Tester").querySelectorAll("button")].at(2)?.click())
    expect(running(session).roll.map(({ role, state }) => [role, state])).toEqual([
      ["dev", "present"],
      ["tester", "absent"],
    ])
  })

  it("around a wall a role is represented by somebody who is connected nowhere", async () => {
    const screen = { actor: "shared:wall", name: "Wall", role: "shared" } as const
    const session = aBoard({ me: screen, crew: [...CREW, { ...screen, crewRoles: [] }], people: [] })
    startBy(session, "shared:wall")
    await open(session)
    await press("Represented")
    const offered = () => [...document.querySelectorAll<HTMLElement>("[role=menuitem]")]
    await until(() => expect(offered().map((item) => item.textContent)).toContain("Bo"))
    expect(offered().map((item) => item.textContent)).not.toContain("Wall")
    await doing(() =>
      offered()
        .find((item) => item.textContent === "Bo")
        ?.click(),
    )
    expect(running(session).roll).toMatchObject([{ state: "represented", person: "user:bo" }])
  })

  it("writes an action down: who and when are read out of the words", async () => {
    const session = aBoard()
    startBy(session, "user:me")
    session.relay?.ask({ kind: "huddle.spotlight", huddle: "h1", card: "late" }, "user:me")
    await open(session)
    await key(document.body, "a")
    await type(field<HTMLInputElement>("What is to be done"), "@Bo rings the carrier by 2026-11-26")
    expect(field<HTMLSelectElement>("Who does it").value).toBe("user:bo")
    await doing(() => document.querySelector("form")?.requestSubmit())
    expect(session.model.actions()).toMatchObject([
      { text: "rings the carrier", person: "user:bo", due: "2026-11-26", card: "late", state: "open" },
    ])
    expect(document.querySelector("form")).toBeNull()
  })

  it("names what an action misses and keeps the words", async () => {
    const session = aBoard()
    startBy(session, "user:me")
    await open(session)
    await key(document.body, "a")
    await type(field<HTMLInputElement>("What is to be done"), "ring the carrier")
    await doing(() => document.querySelector("form")?.requestSubmit())
    expect(text()).toContain("Say who does it.")
    expect(field<HTMLInputElement>("What is to be done").value).toBe("ring the carrier")
    expect(session.model.actions()).toEqual([])
  })

  it("parks a card with whoever is accountable, and goes on to the next", async () => {
    const session = aBoard()
    session.relay?.ask({ kind: "card.take", card: "late" }, "user:bo")
    startBy(session, "user:me")
    session.relay?.ask({ kind: "huddle.step", huddle: "h1", from: 0, to: 2 }, "user:me")
    session.relay?.ask({ kind: "huddle.spotlight", huddle: "h1", card: "late" }, "user:me")
    await open(session)
    await key(document.body, "p")
    await press("Park")
    expect(running(session).parked).toEqual([{ card: "late", with: ["user:bo"] }])
    expect(spotlight()).toBe("Basket")
  })

  it("a shared screen asks nobody who they are for showing it, and lets go of the wheel when it leaves", async () => {
    const screen = { actor: "screen:wall", name: "Wall", role: "shared" } as const
    const session = aBoard({ me: screen, crew: [...CREW, { ...screen, crewRoles: [] }] })
    history.replaceState(null, "", "/b/x/huddle")
    startBy(session, "screen:wall")
    await open(session)
    expect(text()).toContain("This screen is driving")
    expect(session.commands).toEqual([])
    await key(document.body, "q")
    await until(() => expect(session.commands.map(({ kind }) => kind)).toEqual(["huddle.free"]))
  })

  it("offers to park a card that is over its time, to whoever drives", async () => {
    const session = aBoard()
    startBy(session, "user:me")
    session.relay?.ask({ kind: "huddle.step", huddle: "h1", from: 0, to: 2 }, "user:me")
    session.relay?.ask({ kind: "huddle.spotlight", huddle: "h1", card: "late" }, "user:me")
    session.advance(46_000)
    await open(session)
    await press("Over its time: park it")
    expect(text()).toContain("Park it for a talk with")
    await key(document.body, "Escape")
    await bo(session, { kind: "huddle.take", huddle: "h1", from: "user:me" })
    expect(text()).toContain("Over its time")
    expect(text()).not.toContain("park it")
  })

  it("says that it is not live when the heartbeat is missing, whatever the connection says", async () => {
    const session = aBoard()
    startBy(session, "user:me")
    await open(session)
    expect(text()).toContain("Live")
    const beat = { at: NOW, mono: performance.now() - 20_000 }
    await doing(() => session.freshness.set({ ...NEVER_LIVE, beat }))
    expect(text()).toMatch(/Not live since .*: this may be old/)
  })

  it("says that commands wait without a connection", async () => {
    const session = aBoard()
    startBy(session, "user:me")
    await open(session)
    await doing(() => session.goOffline())
    expect(text()).toContain("Commands wait until it is back.")
    await key(document.body, " ")
    expect(heading()).toBe("Roll call")
    await says("1 command waits")
    await doing(() => session.goOnline())
    expect(heading()).toBe("Look back")
  })
})

describe("following and the wheel", () => {
  it("follows whoever drives, looks around on its own, and comes back", async () => {
    const session = aBoard()
    startBy(session, "user:bo")
    await open(session)
    expect(
      running(session).people.map(({ actor }) => actor),
      "whoever looks is in it",
    ).toContain("user:me")
    await bo(session, { kind: "huddle.step", huddle: "h1", from: 0, to: 1 })
    expect(heading()).toBe("Look back")
    await press("Read back")
    expect(text()).toContain("You look around on your own. Bo is at “Look back”.")
    expect(running(session).step, "nobody else moved").toBe(1)
    await press("Back to the huddle")
    expect(text()).not.toContain("You look around")
  })

  it("opening another card leaves following too, and the way back closes it", async () => {
    const session = aBoard()
    history.replaceState(null, "", "/b/x/huddle")
    startBy(session, "user:bo")
    session.relay?.ask({ kind: "huddle.spotlight", huddle: "h1", card: "late" }, "user:bo")
    await open(session)
    await doing(() => history.pushState(null, "", "/b/x/huddle?card=late"))
    expect(text(), "it is the card that all look at").not.toContain("You look around")
    await doing(() => history.pushState(null, "", "/b/x/huddle?card=bad"))
    await says("You look around on your own.")
    await press("Back to the huddle")
    expect(location.search).toBe("")
    expect(text()).not.toContain("You look around")
  })

  it("others see at which card somebody far away looks, by focus, by choice and by opening it", async () => {
    const session = aBoard()
    history.replaceState(null, "", "/b/x/huddle")
    startBy(session, "user:bo")
    session.relay?.ask({ kind: "huddle.step", huddle: "h1", from: 0, to: 2 }, "user:bo")
    session.relay?.ask({ kind: "huddle.spotlight", huddle: "h1", card: "late" }, "user:bo")
    await open(session)
    const row = (at: number) => document.querySelectorAll<HTMLElement>("[aria-label='Next three'] li button")[at]!
    const told = () => session.presence.at(-1)?.card
    expect(told()).toBeUndefined()
    await doing(() => row(0).focus())
    expect(told()).toBe("bad")
    await doing(() => row(0).blur())
    expect(told()).toBeUndefined()
    await doing(() => row(1).click())
    expect(told(), "what one looks at on one's own stays").toBe("stuck")
    await press("Back to the huddle")
    expect(told()).toBeUndefined()
    await doing(() => row(0).focus())
    await doing(() => history.pushState(null, "", "/b/x/huddle?card=late"))
    await doing(() => row(0).blur())
    expect(told(), "an open card is what one looks at").toBe("late")
    await doing(() => session.people.set([{ ...here("user:bo"), name: "Bo", card: "bad" }]))
    expect(row(0).textContent).toContain("Bo looks here")
    expect(row(1).textContent).not.toContain("looks here")
  })

  it("[U2] Space of somebody who does not drive moves nothing", async () => {
    const session = aBoard()
    startBy(session, "user:bo")
    await open(session)
    await key(document.body, " ")
    expect(running(session).step).toBe(0)
    expect(session.commands.some(({ kind }) => kind === "huddle.step")).toBe(false)
  })

  it("takes over after a confirmation that names the driver", async () => {
    const session = aBoard()
    startBy(session, "user:bo")
    await open(session)
    await key(document.body, "m")
    expect(text()).toContain("Take over from Bo?")
    await press("Take over from Bo")
    expect(running(session).driver).toBe("user:me")
    expect(text()).toContain("You are driving")
  })

  it("[U5] tells whose the wheel is when somebody else was quicker", async () => {
    const session = aBoard()
    startBy(session, "user:bo")
    await open(session)
    await key(document.body, "m")
    // The news comes in the very moment of the press.
    await doing(() => {
      session.relay?.ask({ kind: "huddle.hand-over", huddle: "h1", to: "user:ana" }, "user:bo")
      button("Take over from Bo").click()
    })
    expect(running(session).driver).toBe("user:ana")
    await says("Ana has the wheel now.")
  })

  it("a free wheel is taken with one tap", async () => {
    const session = aBoard()
    startBy(session, "user:bo")
    session.relay?.ask({ kind: "huddle.free", huddle: "h1", driver: "user:bo" }, "user:bo")
    await open(session)
    expect(text()).toContain("Nobody drives")
    await press("Take the wheel")
    expect(running(session).driver).toBe("user:me")
  })

  it("whoever drives and leaves lets the wheel go", async () => {
    const session = aBoard()
    history.replaceState(null, "", "/b/x/huddle")
    startBy(session, "user:me")
    await open(session)
    await key(document.body, "q")
    await until(() => expect(session.commands.at(-1)?.kind).toBe("huddle.leave"))
    expect(running(session).driver).toBeNull()
    expect(location.pathname).toBe(`/b/${session.boardId}`)
  })
})

describe("after a huddle", () => {
  const held = async (session: FakeSession) => {
    startBy(session, "user:bo")
    session.relay?.ask({ kind: "huddle.roll", huddle: "h1", role: "dev", state: "present" }, "user:bo")
    session.relay?.ask({ kind: "huddle.spotlight", huddle: "h1", card: "late" }, "user:bo")
    session.relay?.ask({ kind: "huddle.decide", huddle: "h1", text: "We ship it", card: "late" }, "user:bo")
    const action = { text: "Ring the carrier", person: "user:me", due: "2026-11-25", card: "late" }
    session.relay?.ask({ kind: "huddle.act", huddle: "h1", ...action }, "user:bo")
    session.advance(95_000)
  }
  /** The next huddle, at its look-back. */
  const lookingBack = async (session: FakeSession) => {
    await held(session)
    session.relay?.ask({ kind: "huddle.close", huddle: "h1" }, "user:bo")
    session.relay?.ask({ kind: "huddle.start", huddle: "h2" }, "user:me")
    session.relay?.ask({ kind: "huddle.step", huddle: "h2", from: 0, to: 1 }, "user:me")
    await open(session)
  }

  it("shows its record to everybody who followed, as soon as it is closed", async () => {
    const session = aBoard()
    await held(session)
    await open(session)
    await bo(session, { kind: "huddle.close", huddle: "h1" })
    await says("The huddle is over")
    for (const words of ["We ship it", "Ring the carrier", "Developer: Present", "1:35 of 0:45", "Guest checkout"])
      expect(text()).toContain(words)
  })

  it("is found in the ledger when it was not the last one", async () => {
    const session = aBoard()
    await held(session)
    session.relay?.ask({ kind: "huddle.close", huddle: "h1" }, "user:bo")
    session.relay?.ask({ kind: "huddle.start", huddle: "h2" }, "user:bo")
    session.relay?.ask({ kind: "huddle.close", huddle: "h2" }, "user:bo")
    await show(session, <RecordPage huddle="h1" />)
    await says("We ship it")
    await show(session, <RecordPage huddle="h0" />)
    await says("There is no record of that huddle on this board.")
  })

  it("its actions wait in the next look-back, under what needs me and on the card, until they are done", async () => {
    const session = aBoard()
    await lookingBack(session)
    expect(text()).toContain("1 open action")
    await press("Carry to the next huddle: Ring the carrier")
    await type(field<HTMLInputElement>("Why is it carried?"), "Nobody picked up")
    await press("Carry")
    expect(session.model.actions()).toMatchObject([{ state: "open", carried: 1, reason: "Nobody picked up" }])
    await says("carried once")
    await press("Done: Ring the carrier")
    expect(session.model.actions()).toMatchObject([{ state: "done" }])
  })

  it("what the crew cannot settle is escalated with one tap, stays open, and stands at the close and in the record", async () => {
    const session = aBoard()
    await lookingBack(session)
    await press("Escalate: Ring the carrier")
    expect(session.model.actions()).toMatchObject([{ state: "open", escalated: { by: "user:me", reason: null } }])
    await says("To be taken further up")
    await press("Escalated; say why, or keep it with the crew: Ring the carrier")
    await type(field<HTMLInputElement>("What should those further up know?"), "Only the depot can")
    await press("Write down")
    expect(session.model.actions()).toMatchObject([{ escalated: { reason: "Only the depot can" } }])
    await doing(() => session.relay?.ask({ kind: "huddle.step", huddle: "h2", from: 1, to: 6 }, "user:me"))
    const furtherUp = () => document.querySelector("[aria-label='To take further up']")?.textContent
    expect(furtherUp()).toContain("Ring the carrier")
    expect(furtherUp()).toContain("To be taken further up: Only the depot can")
    await doing(() => session.relay?.ask({ kind: "huddle.close", huddle: "h2" }, "user:me"))
    await says("The huddle is over")
    expect(furtherUp()).toContain("Ring the carrier: Only the depot can")
  })

  it("an escalation is taken back by keeping the action with the crew", async () => {
    const session = aBoard()
    await held(session)
    const [action] = session.model.actions()
    session.relay?.ask({ kind: "huddle.action.escalate", action: action?.seq ?? 0, reason: "Too much" }, "user:bo")
    session.relay?.ask({ kind: "huddle.close", huddle: "h1" }, "user:bo")
    await open(session)
    await press("Escalated; say why, or keep it with the crew: Ring the carrier")
    expect(field<HTMLInputElement>("What should those further up know?").value).toBe("Too much")
    await press("Keep it with the crew")
    await until(() => expect(text()).not.toContain("further up"))
    expect(session.model.actions()[0]?.escalated).toBeUndefined()
  })

  it("the first look-back of a board claims nothing about a huddle before it", async () => {
    const session = aBoard()
    startBy(session, "user:me")
    await open(session)
    await key(document.body, " ")
    expect(text()).toContain("The first huddle on this board.")
    expect(text()).toContain("In the last 24 hours")
    expect(text()).not.toContain("Everything that was agreed is done")
  })

  it("an action of mine needs me, and its card says so", async () => {
    const session = aBoard()
    await held(session)
    // The layout engine is missing, so every element has a size.
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(600)
    vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(100)
    await show(session, <BoardScreen />)
    await says("1 open action")
    await until(() => expect(document.querySelector("[aria-label='Needs me: 1 thing']")).not.toBeNull())
  })
})

describe("on the board", () => {
  it("a line of a card’s description becomes a decision of the huddle that runs, and stays where it is", async () => {
    const session = aBoard()
    session.writeText("late", "We ship without the export")
    history.replaceState(null, "", "/b/x?card=late")
    startBy(session, "user:bo")
    await show(session, <BoardScreen />)
    await until(() => expect(document.querySelector("[aria-label='Make this line a decision']")).not.toBeNull())
    await press("Make this line a decision")
    await until(() => expect(field<HTMLInputElement>("What was decided").value).toBe("We ship without the export"))
    await doing(() => document.querySelector<HTMLFormElement>("form[aria-label=Decision]")?.requestSubmit())
    await until(() =>
      expect(running(session).decisions).toMatchObject([{ text: "We ship without the export", card: "late" }]),
    )
    expect(document.querySelector("[role=textbox][aria-label=Description]")?.textContent).toBe(
      "We ship without the export",
    )
  })

  it("a calm bar tells who runs a huddle, where it stands and how long it has", async () => {
    const session = aBoard()
    await show(session, <HuddleBar />)
    expect(document.querySelector("[aria-label=Huddle]")).toBeNull()
    await bo(session, { kind: "huddle.start", huddle: "h1" })
    expect(text()).toContain("Bo is running a huddle")
    expect(text()).toContain("Roll call0:45 left")
    expect(document.querySelector("a")?.getAttribute("href")).toBe(`/b/${session.boardId}/huddle`)
    await bo(session, { kind: "huddle.free", huddle: "h1", driver: "user:bo" })
    expect(text()).toContain("A huddle is running, and nobody drives it")
  })

  it("H begins one, or goes to the one that runs", async () => {
    const session = aBoard()
    await show(session, <BoardScreen />)
    await key(document.body, "h")
    await until(() => expect(session.model.huddle().open).not.toBeNull())
    expect(location.pathname).toBe(`/b/${session.boardId}/huddle`)
    await key(document.body, "h")
    expect(session.commands.filter(({ kind }) => kind === "huddle.start")).toHaveLength(1)
  })
})
