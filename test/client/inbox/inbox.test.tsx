// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { BoardScreen } from "../../../client/board/BoardScreen.tsx"
import { turnOff } from "../../../client/inbox/notices.ts"
import { doing, key, press, show } from "../card/support/show.tsx"
import { offered, signIn, stage } from "../handoff/support/stage.tsx"
import type { FakeSession } from "../support/fake-session.ts"

// Pieces of code of their own; here they are there at once.
await import("../../../client/card/CardPanel.tsx")
await import("../../../client/inbox/InboxDrawer.tsx")

beforeEach(turnOff)
afterEach(() => {
  history.replaceState(null, "", "/")
  vi.restoreAllMocks()
})

const until = (isSo: () => boolean) =>
  vi.waitFor(async () => {
    await doing(() => {})
    expect(isSo()).toBe(true)
  }, 4_000)
const label = () => document.querySelector("[aria-label^='Needs me']")?.getAttribute("aria-label")
const shows = (text: string) => until(() => document.body.textContent?.includes(text) === true)
const labelIs = (text: string) => until(() => label() === text)
const rows = () => [...document.querySelectorAll<HTMLElement>("[role=dialog] button[data-list-stop]")]

async function open(session: FakeSession): Promise<void> {
  await show(session, <BoardScreen />)
  await doing(() => new Promise((resolve) => setTimeout(resolve)))
}
const openDrawer = () => key(document.body, "i").then(() => shows("Notices from this browser"))

describe("what needs me", () => {
  it("counts in the header what waits, and opens by a key", async () => {
    const session = stage()
    offered(session)
    await signIn(session, "user:bo")
    await open(session)
    await labelIs("Needs me: 1 thing")
    await openDrawer()
    expect(rows().map((row) => row.textContent)).toEqual([
      expect.stringContaining(
        "Guest checkoutAda offers it to anybody in Tester. Read it and accept it, ask, or say no.",
      ),
    ])
    expect(document.body.textContent).toContain("Offered to you")
  })

  it("says in words that nothing waits", async () => {
    const session = stage()
    await open(session)
    await openDrawer()
    await shows("Nothing waits for you")
    expect(label()).toBe("Needs me: nothing")
  })

  it("opens the card where it waits by Enter, and closes", async () => {
    const session = stage()
    offered(session)
    await signIn(session, "user:bo")
    await open(session)
    await labelIs("Needs me: 1 thing")
    await openDrawer()
    await doing(() => rows()[0]?.focus())
    await doing(() => rows()[0]?.click())
    await until(() => document.activeElement?.getAttribute("aria-labelledby") === "card-handoff")
    expect(location.search).toBe("?card=card")
    expect(rows()).toEqual([])
  })

  it("steps from row to row by arrows", async () => {
    const session = stage()
    session.remote([
      { kind: "created", root: "cards", id: "second", value: { place: ["test", "a2"], title: "Second" } },
    ])
    session.remote([
      {
        ...{ kind: "set", root: "cards", id: "card", key: "c:i1", from: null },
        to: { list: "l1", text: "Error states", rank: "a1", roles: ["tester"] },
      },
      { kind: "set", root: "cards", id: "card", key: "h:l1", from: null, to: { name: "Exit", rank: "a1" } },
    ])
    await doing(() => {
      session.relay!.ask({ kind: "check.ask", card: "card", check: "i1", role: "tester" }, "user:me")
    })
    offered(session)
    await signIn(session, "user:bo")
    await open(session)
    await labelIs("Needs me: 2 things")
    await openDrawer()
    const [first, second] = rows()
    expect(second?.textContent).toContain("“Error states” waits for a signature by Tester.")
    await doing(() => first?.focus())
    await key(first!, "ArrowDown")
    expect(document.activeElement).toBe(second)
    await key(second!, "Home")
    expect(document.activeElement).toBe(first)
  })

  it("follows what happens without being asked", async () => {
    const session = stage()
    await signIn(session, "user:bo")
    await open(session)
    await labelIs("Needs me: nothing")
    let handoff = ""
    await doing(() => {
      handoff = offered(session)
    })
    await labelIs("Needs me: 1 thing")
    await doing(() => {
      session.relay!.ask({ kind: "handoff.decline", handoff, reason: "No time" }, "user:bo")
    })
    await labelIs("Needs me: nothing")
  })
})

describe("notices of the browser", () => {
  class FakeNotification {
    static permission = "default"
    static shown: { title: string; body: string | undefined }[] = []
    static asked = 0
    static requestPermission = async () => {
      FakeNotification.asked++
      FakeNotification.permission = "granted"
      return "granted"
    }
    onclick: (() => void) | null = null
    constructor(title: string, options?: NotificationOptions) {
      FakeNotification.shown.push({ title, body: options?.body })
    }
    close() {}
  }
  const withNotices = (permission: string) => {
    FakeNotification.permission = permission
    FakeNotification.shown = []
    FakeNotification.asked = 0
    vi.stubGlobal("Notification", FakeNotification)
    vi.stubGlobal("isSecureContext", true)
  }

  it("are asked for by a button only, and name no card unless that was allowed", async () => {
    const session = stage()
    withNotices("default")
    await signIn(session, "user:bo")
    await open(session)
    await labelIs("Needs me: nothing")
    await openDrawer()
    expect(FakeNotification.asked).toBe(0)
    await press("Tell me while I look elsewhere")
    await shows("On: new things")
    vi.spyOn(document, "hidden", "get").mockReturnValue(true)
    await doing(() => {
      offered(session)
    })
    await until(() => FakeNotification.shown.length > 0)
    expect(FakeNotification.shown).toEqual([{ title: "Offered to you", body: "Open the board to see it." }])
  })

  it("stay silent while the tab is in front", async () => {
    const session = stage()
    withNotices("default")
    await signIn(session, "user:bo")
    await open(session)
    await labelIs("Needs me: nothing")
    await openDrawer()
    await press("Tell me while I look elsewhere")
    await doing(() => {
      offered(session)
    })
    await labelIs("Needs me: 1 thing")
    expect(FakeNotification.shown).toEqual([])
  })

  it("say truthfully that the browser refuses, or cannot", async () => {
    withNotices("denied")
    await open(stage())
    await openDrawer()
    expect(document.body.textContent).toContain("This browser was told not to show notices from here.")
    vi.stubGlobal("isSecureContext", false)
    await key(document.activeElement!, "Escape")
    await openDrawer()
    await shows("cannot show notices")
  })
})
