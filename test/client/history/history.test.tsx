// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { BoardScreen } from "../../../client/board/BoardScreen.tsx"
import { useCardLedger } from "../../../client/card/activity/useCardLedger.ts"
import { CardLedgerContext } from "../../../client/card/card-entries.ts"
import { HistoryDrawer } from "../../../client/history/HistoryDrawer.tsx"
import { WhyHere } from "../../../client/history/WhyHere.tsx"
import type { ActorId } from "../../../shared/ids.ts"
import { MINUTE_MS } from "../../../shared/time.ts"
import { entry, NOW } from "../card/support/board.ts"
import { button, doing, field, key, leave, press, serve, show, type } from "../card/support/show.tsx"
import { CREW, offered, stage } from "../handoff/support/stage.tsx"
import { type FakeSession, fakeSession } from "../support/fake-session.ts"

// A piece of code of its own; here it is there at once.
await import("../../../client/history/CatchUpDrawer.tsx")

const kept = vi.hoisted(() => new Map<string, unknown>())
vi.mock("../../../client/offline/key-value.ts", () => ({
  keyValueStore: () => ({
    get: async (name: string) => kept.get(name),
    set: async (name: string, value: unknown) => Boolean(kept.set(name, value)),
  }),
}))

beforeEach(() => kept.clear())
afterEach(() => history.replaceState(null, "", "/"))

const text = () => document.body.textContent ?? ""
const shows = (wanted: string) =>
  vi.waitFor(async () => {
    await doing(() => {})
    expect(text()).toContain(wanted)
  }, 4_000)

describe("since you left", () => {
  const KEY = "user:me/fakeboardfakeboardfake"
  const title = (from: string, to: string) =>
    ({ kind: "set", root: "cards", id: "card", key: "title", from, to }) as const

  async function afterAnHour(): Promise<FakeSession> {
    const session = stage()
    kept.set(KEY, { seq: session.relay!.entries.length, at: session.now(), isOwed: false })
    session.remote([title("Guest checkout", "Checkout")], "user:bo")
    await doing(() => {})
    session.remote([title("Checkout", "Checkout of guests")], "user:bo")
    await doing(() => {})
    session.advance(60 * MINUTE_MS)
    offered(session, { from: "user:bo", to: { kind: "person", id: "user:me" } })
    await show(session, <BoardScreen />)
    return session
  }

  it("says how much happened, shows it by card with before and after, and clears it only when told to", async () => {
    await afterAnHour()
    await shows("2 changes since")
    await press("Look through")
    await shows("Bo renamed it from “Guest checkout” to “Checkout of guests” · 2 times")
    expect(text()).toContain("Bo offered it to Ada")
    await key(document.activeElement!, "Escape")
    await shows("2 changes since")
    await press("Mark all as seen")
    expect(text()).not.toContain("changes since")
    expect(kept.get(KEY)).toMatchObject({ isOwed: false })
  })

  it("stays owed when the board is closed without a word", async () => {
    await afterAnHour()
    await shows("2 changes since")
    await leave()
    expect(kept.get(KEY)).toMatchObject({ isOwed: true })
  })

  it("opens the card that the focus is on", async () => {
    await afterAnHour()
    await shows("2 changes since")
    await press("Look through")
    await shows("For you")
    await press("Checkout of guests")
    expect(location.search).toBe("?card=card")
  })
})

describe("the history of the board", () => {
  const ENTRIES = [
    entry(1, { kind: "card.created", key: "*", to: { title: "Guest checkout" }, actor: "user:me" as ActorId }),
    entry(2, { kind: "card.edited", key: "next", from: "Call", to: "Wait" }),
    entry(3, {
      kind: "card.moved",
      key: "place",
      from: ["dev", "a1"],
      to: ["test", "a1"],
      actor: "user:bo" as ActorId,
    }),
    entry(4, { kind: "lane.edited", card: undefined, lane: "dev", key: "name", from: "Dev", to: "Develop" }),
    entry(5, { kind: "comment.added", card: "gone", text: "Hello" }),
  ]
  const session = () =>
    fakeSession({
      lanes: { dev: { name: "Develop", rank: "a1" }, test: { name: "Test", rank: "a2" } },
      cards: { card: { place: ["test", "a1"], title: "Guest checkout" } },
    })
  const told = () => [...document.querySelectorAll("li")].map((row) => row.textContent)

  it("tells it newest first, with before and after and the card that it is about", async () => {
    serve({ people: CREW, entries: ENTRIES })
    await show(session(), <HistoryDrawer card={undefined} onClose={() => {}} />)
    await shows("Ana changed the next step from “Call” to “Wait”")
    expect(told()).toEqual([
      expect.stringContaining("Ana commented: “Hello”"),
      expect.stringContaining("Ana renamed the lane “Dev” to “Develop”"),
      expect.stringContaining("Guest checkoutBo moved it from Develop to Test"),
      expect.stringContaining("Guest checkoutAna changed the next step"),
      expect.stringContaining("Guest checkoutAda created this card"),
    ])
  })

  it("can be narrowed by person and by kind, over the whole ledger and not only over what is loaded", async () => {
    const many = Array.from({ length: 130 }, (_, i) => entry(i + 10, { kind: "comment.added", text: `Word ${i}.` }))
    serve({ people: CREW, entries: [...ENTRIES, ...many] })
    await show(session(), <HistoryDrawer card={undefined} onClose={() => {}} />)
    await shows("Word 129.")
    expect(text()).not.toContain("Bo moved it")
    await type(field<HTMLSelectElement>("What"), "board")
    await shows("Ana renamed the lane")
    expect(told()).toHaveLength(1)
    await type(field<HTMLSelectElement>("What"), "")
    await type(field<HTMLSelectElement>("Person"), "user:bo")
    await shows("Bo moved it")
    expect(told()).toHaveLength(1)
    await type(field<HTMLSelectElement>("What"), "checks")
    await shows("Nothing like that has happened.")
  })

  it("grows as things happen, and has earlier pages", async () => {
    const many = Array.from({ length: 130 }, (_, i) => entry(i + 1, { kind: "comment.added", text: `Word ${i + 1}.` }))
    serve({ people: CREW, entries: many })
    const board = session()
    await show(board, <HistoryDrawer card={undefined} onClose={() => {}} />)
    await shows("Word 130.")
    expect(text()).not.toContain("Word 5.")
    await press("Load earlier")
    await shows("Word 5.")
    await doing(() => board.tell([entry(131, { kind: "comment.added", text: "Word 131." })]))
    expect(text()).toContain("Word 131.")
  })

  it("gives the timeline and the ledger away to those who may take them", async () => {
    serve({ people: CREW, entries: [] })
    const viewer = fakeSession({ me: { actor: "user:me", name: "Ada", role: "viewer" } })
    await show(viewer, <HistoryDrawer card={undefined} onClose={() => {}} />)
    await shows("Nothing has happened here yet")
    expect(document.querySelector("a[download]")).toBeNull()
    await leave()
    await show(session(), <HistoryDrawer card={undefined} onClose={() => {}} />)
    const files = () => [...document.querySelectorAll("a[download]")].map((link) => link.getAttribute("href"))
    expect(files()).toEqual([
      "/api/v1/boards/fakeboardfakeboardfake/timeline.csv",
      "/api/v1/boards/fakeboardfakeboardfake/ledger.jsonl",
    ])
    await leave()
    await show(session(), <HistoryDrawer card="a" onClose={() => {}} />)
    expect(files()[0]).toMatch(/timeline\.csv\?card=a$/)
  })
})

function LaneRow() {
  return (
    <CardLedgerContext value={useCardLedger("card")}>
      <WhyHere registers={{}} />
    </CardLedgerContext>
  )
}

describe("why a card is here", () => {
  it("is told by one press, reaching back as far as it must", async () => {
    const edits = Array.from({ length: 150 }, (_, i) => entry(i + 3, { kind: "comment.added", text: "x" }))
    const pass = entry(1, { kind: "gate.overridden", lane: "doing", reason: "It burns" }, NOW)
    const move = entry(2, { kind: "card.moved", key: "place", from: ["a", "a1"], to: ["b", "a1"] }, NOW)
    serve({ people: CREW, entries: [pass, move, ...edits] })
    await show(fakeSession(), <LaneRow />)
    await doing(() => button("Why here?").click())
    await shows("Ana moved it from another lane to another lane")
    expect(text()).toContain("Ana overrode the gate and let it through to another lane: “It burns”")
    await press("Why here?")
    expect(text()).not.toContain("It burns")
  })
})
