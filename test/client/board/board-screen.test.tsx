// @vitest-environment happy-dom

import { notifications } from "@mantine/notifications"
import { afterEach, describe, expect, it, vi } from "vitest"
import { NEVER_LIVE, refreshed } from "../../../client/sync/freshness.ts"
import type { ActorId } from "../../../shared/ids.ts"
import { type FakeSession, fakeSession } from "../support/fake-session.ts"
import { type BoardOnScreen, renderBoard } from "./render-board.tsx"

/** The cards that were drawn, in order. */
const drawn = vi.hoisted((): string[] => [])
vi.mock("../../../client/board/tile/CardFace.tsx", async (original) => {
  const { CardFace } = await original<typeof import("../../../client/board/tile/CardFace.tsx")>()
  const counted: typeof CardFace = (props) => {
    drawn.push(props.card.id)
    return CardFace(props)
  }
  return { CardFace: counted }
})

const NOW = Date.UTC(2026, 10, 24, 9, 0)
const HOUR = 3_600_000
const aBoard = (role: "lead" | "viewer" = "lead") =>
  fakeSession({
    now: NOW,
    me: { actor: "user:me", name: "Ada", role },
    meta: { version: 1, name: "Kitchen", "l:ux": { name: "Garnish", color: "green" } },
    lanes: {
      todo: { name: "Waiting", rank: "a0", kind: "waiting", target: 60, wip: 2 },
      done: { name: "Served", rank: "a1", kind: "done" },
    },
    cards: {
      a: { title: "Soup", place: ["todo", "a0"] },
      b: {
        title: "Fish",
        place: ["todo", "a1"],
        next: "Plate it",
        severity: "critical",
        due: "2026-11-20",
        blocked: { reason: "No lemon" },
        "l:ux": true,
        "h:x": { name: "Exit", rank: "a0" },
        "c:1": { list: "x", text: "Hot", rank: "a0", roles: [] },
        "c:2": { list: "x", text: "Clean", rank: "a1", roles: [] },
        "d:1": true,
        "r:chef": { person: "Kim" },
      },
      c: { title: "Bread", place: ["todo", "a2"] },
      d: { title: "Wine", place: ["done", "a0"] },
    },
    promises: {
      b: { enteredLaneAt: NOW - 3 * HOUR, accountable: "user:ben" as ActorId, comments: { 4: "user:ben" as ActorId } },
    },
  })

let screen: BoardOnScreen
async function show(session: FakeSession): Promise<FakeSession> {
  history.replaceState(null, "", "/b/board")
  screen = await renderBoard(session)
  return session
}
afterEach(async () => {
  await screen.close()
  notifications.clean()
  vi.unstubAllGlobals()
})

describe("a card's face", () => {
  it("says how worried we are, what is next, whose it is, how long it has waited, and what stops it", async () => {
    await show(aBoard())
    const face = screen.card("b")?.textContent
    for (const words of ["Critical", "Fish", "Next: Plate it", "Ben", "Late 3 h", "Overdue 4 days", "Blocked No lemon"])
      expect(face).toContain(words)
    for (const words of ["Garnish", "1 of 2 checked", "1 comment"]) expect(face).toContain(words)
    expect(screen.card("b")?.querySelector("[aria-label='Crew'] [aria-label='Kim']")).not.toBeNull()
  })

  it("says how much it is, of which ticket, and that it was added to one in work", async () => {
    const use = (name: string, type: string, rank: string) => ({ name, type, rank, use: name.toLowerCase() })
    const served = { waiting: NOW - 2 * HOUR, fire: NOW - HOUR }
    await show(
      fakeSession({
        now: NOW,
        me: { actor: "user:me", name: "Ada", role: "lead" },
        meta: { version: 1, name: "Kitchen", "f:n": use("Quantity", "number", "a"), "f:t": use("Ticket", "text", "b") },
        lanes: {
          waiting: { name: "Tickets", rank: "a0", kind: "waiting" },
          fire: { name: "Fire", rank: "a1", kind: "active" },
        },
        cards: {
          lamb: { title: "Table 9: lamb", place: ["fire", "a0"], "f:t": "Table 9", "f:n": 3 },
          chips: { title: "Chips", place: ["waiting", "a0"], "f:t": "Table 9" },
          first: { title: "Duck", place: ["waiting", "a1"], "f:t": "Table 11" },
        },
        promises: {
          lamb: { createdAt: NOW - 2 * HOUR, enteredLaneAt: NOW - HOUR, firstIn: served },
          chips: { createdAt: NOW - HOUR / 2, enteredLaneAt: NOW - HOUR / 2 },
          first: { createdAt: NOW - HOUR / 2, enteredLaneAt: NOW - HOUR / 2 },
        },
      }),
    )
    const face = (id: string) => screen.card(id)?.textContent
    expect(face("lamb")).toContain("3 ×")
    expect(face("lamb")?.match(/Table 9/g)).toHaveLength(1)
    expect(face("chips")).toContain("Added to Table 9, which is in work")
    expect(face("chips")).not.toContain("×")
    expect(face("first")).toContain("Table 11")
    for (const id of ["lamb", "first"]) expect(face(id)).not.toContain("Added")
  })

  it("says openly that nobody has taken it, and is taken with one tap", async () => {
    const session = await show(aBoard())
    expect(screen.card("a")?.textContent).toContain("Nobody yet")
    await screen.click(screen.button("Take “Soup”"))
    expect(session.commands).toEqual([{ kind: "card.take", card: "a" }])
  })

  it("shows a promise that is not answered yet as queued, never as mine", async () => {
    const session = await show(aBoard())
    await screen.act(() => session.pendingCommands.set([{ id: "12345678", kind: "card.take", card: "a" }]))
    expect(screen.card("a")?.textContent).toContain("Queued, not yours yet")
  })

  it("shows who looks, types and drags", async () => {
    const session = await show(aBoard())
    const ben = { clientId: 1, actor: "user:ben", name: "Ben", color: "" }
    await screen.act(() =>
      session.people.set([
        { ...ben, card: "a", editing: "b/title" },
        { ...ben, clientId: 2, name: "Mira", drag: { card: "c", lane: "done", index: 0 } },
      ]),
    )
    expect(screen.card("a")?.querySelector("[aria-label='Looking: Ben']")).not.toBeNull()
    expect(screen.card("b")?.textContent).toContain("Ben is typing")
    expect(screen.card("c")?.textContent).toContain("Mira is moving this")
    expect(document.querySelector("[data-lane='done']")?.textContent).toContain("Mira")
  })

  it("says who has just moved a card", async () => {
    const session = await show(aBoard())
    await screen.act(() => session.tell([{ kind: "card.moved", card: "a", actor: "user:ben" } as never]))
    expect(screen.card("a")?.textContent).toContain("Moved by Ben")
  })
})

describe("keys on the board", () => {
  it("carry a card by meaning, tell each step, and drop it as one edit", async () => {
    const session = await show(aBoard())
    await screen.focus("a")
    await screen.press(" ")
    expect(screen.live()).toContain("Picked up “Soup” in Waiting, position 1 of 3.")
    await screen.press("ArrowDown")
    expect(screen.live()).toBe("Waiting, position 2 of 3.")
    await screen.press("ArrowRight")
    expect(screen.live()).toBe("Served, position 2 of 2.")
    expect(session.edits).toHaveLength(0)
    await screen.press("Enter")
    expect(screen.live()).toBe("Dropped “Soup” in Served, position 2 of 2.")
    expect(session.edits).toHaveLength(1)
    expect(session.model.cardIds("done")).toEqual(["d", "a"])
    await vi.waitFor(() => expect(document.activeElement).toBe(screen.card("a")))
  })

  it("tell the others what is carried and where, and that it is over", async () => {
    const session = await show(aBoard())
    await screen.focus("a")
    await screen.press(" ")
    await screen.press("ArrowRight")
    expect(session.presence.at(-1)).toEqual({ drag: { card: "a", lane: "done", index: 0 } })
    await screen.press("Escape")
    expect(session.presence.at(-1)).toEqual({ drag: undefined })
    expect(session.edits).toHaveLength(0)
    expect(screen.live()).toBe("“Soup” stays where it was.")
  })

  it("let go of a card that somebody archives meanwhile", async () => {
    const session = await show(aBoard())
    await screen.focus("a")
    await screen.press(" ")
    await screen.act(() =>
      session.remote([{ kind: "set", root: "cards", id: "a", key: "archived", from: null, to: true }]),
    )
    expect(screen.live()).toContain("Somebody archived “Soup”")
    expect(document.querySelector("[data-insertion]")).toBeNull()
  })

  it("[E8] keep the card in hand where it was lifted while somebody moves it to another lane, whose move then stands", async () => {
    const session = await show(aBoard())
    await screen.focus("a")
    await screen.press(" ")
    await screen.act(() =>
      session.remote([{ kind: "set", root: "cards", id: "a", key: "place", from: null, to: ["done", "zz"] }]),
    )
    expect(screen.card("a")?.closest("[data-lane]")?.getAttribute("data-lane")).toBe("todo")
    await screen.press("ArrowDown")
    await screen.press(" ")
    expect(session.edits).toEqual([])
    expect(session.model.cardIds("done")).toEqual(["d", "a"])
    await vi.waitFor(() => expect(document.body.textContent).toContain("“Soup” was moved to Served meanwhile"))
    await screen.click(screen.button("Move it on to Waiting"))
    expect(session.model.cardIds("todo")).toEqual(["b", "a", "c"])
  })

  it("drop a card that somebody only put higher in its lane meanwhile", async () => {
    const session = await show(aBoard())
    await screen.focus("b")
    await screen.press(" ")
    await screen.act(() =>
      session.remote([{ kind: "set", root: "cards", id: "b", key: "place", from: null, to: ["todo", "Zz"] }]),
    )
    await screen.press("ArrowRight")
    await screen.press(" ")
    expect(session.model.card("b")?.place).toMatchObject({ 0: "done" })
  })

  it("move the focus among the cards, edit a title in place, and take it back", async () => {
    const session = await show(aBoard())
    await screen.focus("a")
    await screen.press("ArrowDown")
    await vi.waitFor(() => expect(document.activeElement).toBe(screen.card("b")))
    await screen.press("e")
    await screen.type("Trout")
    await screen.press("Enter")
    expect(session.model.card("b")?.title).toBe("Trout")
    await screen.press("z", { ctrlKey: true })
    expect(session.model.card("b")?.title).toBe("Fish")
    await vi.waitFor(() => expect(document.body.textContent).toContain("Undone: the title of “Fish”."))
  })

  it("leave a title as it was on Escape", async () => {
    const session = await show(aBoard())
    await screen.focus("a")
    await screen.press("F2")
    await screen.type("Stew")
    await screen.press("Escape")
    expect(session.model.card("a")?.title).toBe("Soup")
    expect(session.edits).toHaveLength(0)
  })

  it("archive a card and go on to its neighbour", async () => {
    const session = await show(aBoard())
    await screen.focus("b")
    await screen.press("x")
    expect(session.model.cardIds("todo")).toEqual(["a", "c"])
    await vi.waitFor(() => expect(document.activeElement).toBe(screen.card("c")))
  })

  it("open the composer, which adds and stays open", async () => {
    const session = await show(aBoard())
    await screen.focus("d")
    await screen.press("n")
    await screen.type("Cheese")
    await screen.press("Enter")
    await screen.type("Coffee")
    await screen.press("Enter")
    expect(session.model.cardIds("done").map((id) => session.model.card(id)?.title)).toEqual([
      "Wine",
      "Cheese",
      "Coffee",
    ])
  })

  it("open a card by its address", async () => {
    await show(aBoard())
    await screen.focus("a")
    await screen.press("Enter")
    expect(location.search).toBe("?card=a")
  })
})

describe("the board", () => {
  it("draws one card anew for one remote edit", async () => {
    const session = await show(aBoard())
    drawn.length = 0
    await screen.act(() =>
      session.remote([{ kind: "set", root: "cards", id: "b", key: "title", from: null, to: "Cod" }]),
    )
    expect(screen.card("b")?.textContent).toContain("Cod")
    expect(drawn).toEqual(["b"])
  })

  it("draws only the card in hand while it is carried", async () => {
    await show(aBoard())
    await screen.focus("a")
    drawn.length = 0
    for (const key of [" ", "ArrowDown", "ArrowRight", "Escape"]) await screen.press(key)
    expect(new Set(drawn)).toEqual(new Set(["a"]))
  })

  it("says in words that a lane is over its limit", async () => {
    await show(aBoard())
    expect(document.querySelector("[data-lane='todo'] header")?.textContent).toContain("3 cards, 1 over the limit of 2")
  })

  it("shows only what passes the filter in the address, and counts it", async () => {
    await show(aBoard())
    await screen.act(() => {
      history.replaceState(null, "", "/b/board?q=plate&blocked=1")
    })
    expect(["a", "b", "c", "d"].filter((id) => screen.card(id))).toEqual(["b"])
    expect(document.querySelector("search")?.textContent).toContain("1 of 4 cards shown")
  })

  it("puts cards of an unknown lane into a lane of their own, and shows that lane only then", async () => {
    const session = await show(aBoard())
    expect(document.querySelector("[data-lane='']")).toBeNull()
    await screen.act(() =>
      session.remote([{ kind: "set", root: "lanes", id: "done", key: "archived", from: null, to: true }]),
    )
    expect(document.querySelector("[data-lane='']")?.textContent).toContain("Wine")
  })

  it("offers a first lane where there is none", async () => {
    const session = await show(fakeSession({ meta: { version: 1, name: "New" } }))
    await screen.click(screen.button("Start with To do, Doing, Done"))
    expect(session.model.laneIds().map((id) => session.model.lane(id)?.name)).toEqual(["To do", "Doing", "Done"])
  })

  it("tells before typing that this browser keeps nothing", async () => {
    const session = await show(aBoard())
    await screen.act(() => session.storage.set("failed"))
    expect(document.body.textContent).toContain("This browser cannot keep your changes")
  })

  it.each([
    [{ kind: "saved", at: NOW }, "Saved"],
    [{ kind: "saving", waiting: 2 }, "Saving…"],
    [{ kind: "offline", waiting: 1, since: NOW }, "Offline, 1 change waiting"],
    [{ kind: "read-only", waiting: 0, since: NOW }, "Read-only"],
  ] as const)("says of %j: %s", async (state, words) => {
    const session = await show(aBoard())
    await screen.act(() => session.save.set(state))
    expect(document.querySelector("[data-save]")?.textContent).toBe(words)
  })

  const silentFor = (ms: number) => ({ ...NEVER_LIVE, beat: { at: NOW, mono: performance.now() - ms } })

  it.each([
    [10_000, /^$/, false],
    [20_000, /^Not live – as of /, false],
    [90_000, /^Not live – all of this as of /, true],
    [11 * 60_000, /^Not live since /, true],
  ])("after %i ms without a heartbeat it says %s; figures are of then: %s", async (ms, words, isStale) => {
    const session = await show(aBoard())
    await screen.act(() => session.freshness.set(silentFor(ms)))
    expect(document.querySelector("p[data-tone]")?.textContent ?? "").toMatch(words)
    expect(screen.card("a")?.textContent?.includes("at least")).toBe(isStale)
    expect(document.querySelector("[data-lane='todo'] header")?.textContent?.includes(" as of ")).toBe(isStale)
    // Nothing covers the board: cards are added as ever.
    expect(screen.button("Add a card to Waiting")).toBeDefined()
  })

  it.each([
    ["member", "Go on working"],
    ["viewer", "it catches up by itself"],
  ] as const)("tells a %s who sees an old board: %s", async (role, advice) => {
    const session = await show(aBoard())
    await screen.act(() => {
      session.me.set({ actor: "user:me", name: "Ada", role })
      session.freshness.set(silentFor(90_000))
    })
    const said = document.querySelector("p[data-tone='stale']")?.textContent
    expect(said).toContain(advice)
    expect(said?.includes("Go on working")).toBe(role === "member")
  })

  it("says what changed meanwhile once it is live again, and marks the cards", async () => {
    const session = await show(aBoard())
    const beat = { kind: "beat", at: NOW + 90_000, mono: performance.now() } as const
    const missed = { count: 3, cards: ["b"] }
    await screen.act(() => session.freshness.set(refreshed({ ...silentFor(90_000), missed }, beat)))
    expect(document.querySelector("p[data-tone='good']")?.textContent).toBe("Live again, 3 changes")
    expect(screen.card("b")?.hasAttribute("data-changed")).toBe(true)
    expect(screen.card("a")?.hasAttribute("data-changed")).toBe(false)
  })

  it("shows an edit that was taken back with the rule and what was written", async () => {
    const session = await show(aBoard())
    await screen.act(() =>
      session.refused.set([{ id: 1, refusal: { rule: "P2" }, detail: "", card: "a", key: "title", value: "My words" }]),
    )
    expect(document.body.textContent).toContain("Only a lead may change lanes")
    expect(document.body.textContent).toContain("My words")
  })

  it("[E8] says of a move that came too late who moved the card and where it lies, and moves it on from there", async () => {
    const session = await show(aBoard())
    await screen.act(() => {
      session.remote([{ kind: "set", root: "cards", id: "a", key: "place", from: null, to: ["done", "zz"] }])
      session.refused.set([
        {
          ...{ id: 1, detail: "", card: "a", key: "place", value: ["todo", "a9"] },
          refusal: { rule: "E8", data: { lane: "done", person: "user:ben" } },
        },
      ])
    })
    expect(document.body.textContent).toContain("“Soup” was moved to Served meanwhile by Ben.")
    await screen.click(screen.button("Move it on to Waiting"))
    expect(session.model.cardIds("todo")).toEqual(["b", "c", "a"])
    await vi.waitFor(() => expect(session.refused.get()).toEqual([]))
  })
})

describe("a board of which stored records cannot be read", () => {
  it("says how many, what waits behind them, that nothing can be changed, and what of mine stays here", async () => {
    const session = await show(aBoard("viewer"))
    await screen.act(() => {
      session.damage.set({ unreadable: 3, waiting: 2 })
      session.save.set({ kind: "read-only", since: NOW, waiting: 1 })
    })
    const banner = document.querySelector('[aria-label="Stored records that cannot be read"]')
    expect(banner?.textContent).toContain(
      "3 stored records of this board cannot be read, and 2 later ones build on what is missing.",
    )
    expect(banner?.textContent).toContain("1 change of yours stays in this browser")
    // Not the words for a disk that is full, nor those for somebody who may only look.
    expect(document.body.textContent).not.toContain("It recovers by itself")
    expect(document.querySelectorAll("[data-tone]:not([data-tone=critical])")).toHaveLength(0)
  })
})

describe("a viewer", () => {
  it("is told, and finds nothing that would change the board", async () => {
    await show(aBoard("viewer"))
    expect(document.body.textContent).toContain("You can look at this board, not change it.")
    for (const name of ["Add a card to Waiting", "Add a lane", "Menu of Waiting", "Take “Soup”", "Undo"])
      expect(screen.button(name)).toBeUndefined()
  })

  it("cannot change it by keys either", async () => {
    const session = await show(aBoard("viewer"))
    await screen.focus("a")
    for (const key of [" ", "ArrowDown", " ", "e", "x", "b", "m", "t", "n"]) await screen.press(key)
    expect([session.edits, session.commands]).toEqual([[], []])
    expect(document.querySelector("textarea, [role='dialog']")).toBeNull()
  })
})
