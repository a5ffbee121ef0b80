// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest"
import { CardPanel } from "../../../client/card/CardPanel.tsx"
import { isErasable } from "../../../client/erase/erasable.ts"
import { HistoryDrawer } from "../../../client/history/HistoryDrawer.tsx"
import type { ActorId } from "../../../shared/ids.ts"
import { BOARD, entry, NOW, PEOPLE } from "../card/support/board.ts"
import { button, doing, field, press, serve, show, type } from "../card/support/show.tsx"
import { fakeSession } from "../support/fake-session.ts"

const SAID = entry(10, { kind: "comment.added", text: "The quokka called", data: { mentions: [] } })
const OTHER = entry(11, { kind: "comment.added", text: "Another", actor: "user:bo" as ActorId, data: { mentions: [] } })
const ERASED = entry(12, {
  kind: "words.erased",
  actor: "user:me" as ActorId,
  reason: "Asked for",
  data: { entries: [10] },
})
const ALL = entry(12, { kind: "words.erased", card: undefined, data: { person: "user:bo", entries: [] } })

const lead = () => fakeSession({ ...BOARD, now: NOW, me: { actor: "user:me", name: "Ada", role: "lead" } })
const text = () => document.body.textContent ?? ""
const shows = (wanted: string) => vi.waitFor(() => doing(() => {}).then(() => expect(text()).toContain(wanted)), 4_000)

/** What was posted, and an answer to it; everything else is served as ever. */
function posts(entries: Parameters<typeof serve>[0]): { url: string; body: unknown }[] {
  serve(entries)
  const served = fetch
  const posted: { url: string; body: unknown }[] = []
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    if (init?.method !== "POST") return served(url, init)
    posted.push({ url, body: JSON.parse(String(init.body)) })
    return new Response(JSON.stringify({ seq: 12, hash: "", erased: 1 }), {
      headers: { "content-type": "application/json" },
    })
  })
  return posted
}

describe("erasing words", () => {
  it("a lead does it from the history, with a reason, and reads before what stays", async () => {
    const posted = posts({ people: PEOPLE, entries: [SAID, OTHER] })
    const session = lead()
    await show(session, <HistoryDrawer card={undefined} onClose={() => {}} />)
    await shows("The quokka called")
    await press("More for entry 10")
    await press("Erase these words…")
    expect(text()).toContain("The board itself is not changed")
    expect(button("Erase for good").matches(":disabled")).toBe(true)
    await type(field("Why *"), "Asked for")
    await press("Erase for good")
    expect(posted).toEqual([
      { url: "/api/v1/boards/fakeboardfakeboardfake/ledger/erasures", body: { seq: 10, reason: "Asked for" } },
    ])
    await doing(() => session.tell([ERASED]))
    expect(text()).not.toContain("quokka")
    expect(text()).toContain("erased words for good: “Asked for”")
    expect(text()).toContain("Another")
  })

  it("nobody else is offered it", async () => {
    serve({ people: PEOPLE, entries: [SAID] })
    await show(
      fakeSession({ ...BOARD, now: NOW, me: { actor: "user:me", name: "Ada", role: "member" } }),
      <HistoryDrawer card={undefined} onClose={() => {}} />,
    )
    await shows("The quokka called")
    expect(document.querySelector("[aria-label^='More for entry']")).toBeNull()
  })

  it("a comment says who erased it, and why, instead of its words", async () => {
    serve({ people: PEOPLE, entries: [SAID] })
    const session = lead()
    await show(session, <CardPanel cardId="card" onClose={() => {}} />)
    await shows("The quokka called")
    await doing(() => session.tell([ERASED]))
    expect(text()).not.toContain("quokka")
    expect(text()).toMatch(/Words erased by .+: “Asked for” · /)
  })

  it("all of one person goes from a card whose ledger the erasure is not part of", async () => {
    serve({ people: PEOPLE, entries: [SAID, OTHER] })
    const session = lead()
    await show(session, <CardPanel cardId="card" onClose={() => {}} />)
    await shows("Another")
    await doing(() => session.tell([ALL]))
    expect(text()).not.toContain("Another")
    expect(text()).toContain("The quokka called")
    expect(text()).toContain("The words of this comment were erased.")
  })

  it.each([
    [SAID, true],
    [entry(1, { kind: "card.edited", key: "title", from: "A", to: "B" }), true],
    [entry(1, { kind: "card.moved", key: "place", from: ["a", "1"], to: ["b", "1"] }), false],
    [entry(1, { kind: "card.taken" }), false],
    [{ ...entry(1, { kind: "comment.added" }), erased: true as const }, false],
    [ERASED, false],
  ])("is offered where words stand: %j", (one, is) => {
    expect(isErasable(one)).toBe(is)
  })
})
