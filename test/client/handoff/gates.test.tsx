// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { placeOf } from "../../../shared/model/card.ts"
import { type BoardOnScreen, renderBoard } from "../board/render-board.tsx"
import { type FakeSession, fakeSession } from "../support/fake-session.ts"
import { CREW, offered, STAGE } from "./support/stage.tsx"

const CARD = {
  ...STAGE.cards.card,
  "h:list": { name: "Ready", rank: "a1" },
  "c:errors": { list: "list", text: "error states", rank: "a1", roles: ["tester"] },
}
const PEOPLE = [CREW[0]!, { actor: "user:tia", name: "Tia", role: "member" as const, crewRoles: ["tester"] }]
const GATE = { signatures: true, handoff: false, fields: [], wip: "off" }

let board: BoardOnScreen | undefined
let session: FakeSession
beforeEach(() => {
  history.replaceState(null, "", "/b/fakeboardfakeboardfake")
})
afterEach(async () => {
  await board?.close()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

async function open(gate: typeof GATE, actor = "user:me") {
  const me = PEOPLE.find((person) => person.actor === actor)!
  session = fakeSession({
    ...STAGE,
    crew: PEOPLE,
    me: { actor, name: me.name, role: me.role ?? "viewer" },
    lanes: { ...STAGE.lanes, dev: { ...STAGE.lanes.dev, gate } },
    cards: { card: CARD },
  })
  board = await renderBoard(session)
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(PEOPLE)))
  return board
}

const page = () => document.body.textContent ?? ""
const laneNow = () => placeOf(session.model.card("card") ?? {})?.[0]

async function carryOn(screen: BoardOnScreen) {
  await screen.focus("card")
  for (const key of [" ", "ArrowRight", " "]) await screen.press(key)
}

describe("a gate", () => {
  it("says before the drop who has not signed what, and asks her with one tap", async () => {
    const screen = await open(GATE)
    await carryOn(screen)
    expect(laneNow()).toBe("dev")
    expect(page()).toContain("has signed “error states”")
    await screen.click(screen.button("Ask anybody in Tester"))
    expect(session.relay?.entries.at(-1)).toMatchObject({
      kind: "check.asked",
      data: { check: "errors", role: "tester" },
    })
    expect(session.edits).toEqual([])
  })

  it("is marked at each lane that it closes while the card is in hand, with the reason, and is spoken", async () => {
    const screen = await open(GATE)
    const marked = () => [...document.querySelectorAll("[data-gate]")].map((mark) => mark.closest("[data-lane]"))
    expect(marked()).toEqual([])
    await screen.focus("card")
    await screen.press(" ")
    expect(marked().map((lane) => lane?.getAttribute("data-lane"))).toEqual(["test"])
    expect(marked()[0]?.textContent).toContain("has signed “error states”")
    await screen.press("ArrowRight")
    expect(screen.live()).toContain("Test, position 1 of 1. Closed for this card.")
    expect(screen.live()).toContain("has signed “error states”")
    await screen.act(() => {
      session.relay!.ask({ kind: "check.sign", card: "card", check: "errors", role: "tester" }, "user:tia")
    })
    expect(marked()).toEqual([])
    await screen.press(" ")
    expect(laneNow()).toBe("test")
  })

  it("is told in the move dialog, lane by lane", async () => {
    const screen = await open(GATE)
    await screen.focus("card")
    await screen.press("m")
    const lane = document.querySelector<HTMLInputElement>("[role='dialog'] input")
    await screen.click(lane)
    const options = [...document.querySelectorAll("[role='option']")].map((option) => option.textContent ?? "")
    expect(options.find((option) => option.startsWith("Test"))).toContain("has signed “error states”")
    expect(options.find((option) => option.startsWith("Develop"))).toBe("Develop")
  })

  it("opens when the role has signed", async () => {
    const screen = await open(GATE)
    await screen.act(() => {
      session.relay!.ask({ kind: "check.sign", card: "card", check: "errors", role: "tester" }, "user:tia")
    })
    await carryOn(screen)
    expect(laneNow()).toBe("test")
  })

  it("lets a lead through with a reason, once", async () => {
    const screen = await open(GATE)
    await carryOn(screen)
    await screen.click(screen.button("Let it through…"))
    await screen.act(() => document.querySelector<HTMLElement>("form textarea")?.focus())
    await screen.type("The customer is waiting")
    await screen.act(() => document.querySelector<HTMLTextAreaElement>("form textarea")?.form?.requestSubmit())
    expect(
      session.relay?.entries.some(
        ({ kind, reason }) => kind === "gate.overridden" && reason === "The customer is waiting",
      ),
    ).toBe(true)
    expect(laneNow()).toBe("test")
  })

  it("leaves no way around it to a member", async () => {
    const screen = await open(GATE, "user:tia")
    await carryOn(screen)
    expect(page()).toContain("cannot leave yet")
    expect(screen.button("Let it through…")).toBeUndefined()
  })

  it("[P2] is a lead’s to change: a member sees what it asks, and saves the rest of the lane", async () => {
    const screen = await open(GATE, "user:tia")
    await screen.click(screen.button("Menu of Develop"))
    await screen.click(screen.button("Kind, limit, gate and crew…"))
    const gate = document.querySelector<HTMLFieldSetElement>("[role='dialog'] fieldset")
    expect(gate?.disabled).toBe(true)
    expect(gate?.textContent).toContain("Only a lead changes what a lane asks for")
    await screen.click(screen.button("Save"))
    expect(document.querySelector("[role='dialog']")).toBeNull()
    expect(session.model.lane("dev")).toMatchObject({ kind: "active", gate: GATE })
  })

  it("stands beside the time to accept in the next lane, which a lead sets and an offer then has", async () => {
    const screen = await open({ ...GATE, signatures: false })
    await screen.click(screen.button("Menu of Develop"))
    await screen.click(screen.button("Kind, limit, gate and crew…"))
    const field = [...document.querySelectorAll<HTMLLabelElement>("[role='dialog'] label")].find(
      ({ textContent }) => textContent === "Watch, min",
    )
    await screen.act(() => field?.control?.focus())
    await screen.type("20")
    await screen.click(screen.button("Save"))
    expect(session.model.lane("dev")).toMatchObject({ "w:test": { watch: 20 } })
    await screen.act(() => {
      offered(session, { severity: "watch", to: { kind: "lane", id: "test" } })
      session.model.flush()
    })
    expect(screen.card("card")?.textContent).toContain("20 min left")
  })

  it("leads to the handoff where one has to be accepted", async () => {
    const screen = await open({ ...GATE, signatures: false, handoff: true })
    await carryOn(screen)
    expect(page()).toContain("It leaves this lane by a handoff that somebody accepted.")
  })
})

describe("a card's face", () => {
  it("says to whom it is offered, how long ago, and how long there is", async () => {
    const screen = await open(GATE)
    await screen.act(() => {
      offered(session, { severity: "watch" })
      session.advance(12 * 60_000)
      session.model.flush()
    })
    const face = screen.card("card")?.textContent
    expect(face).toContain("Offered to anybody in Tester")
    expect(face).toContain("48 min left")
    expect(face, "as worried as the offer is").toContain("Watch")
    expect(screen.card("card")?.dataset.severity).toBe("watch")
    expect(face).toContain("Tester 0/1")
    expect(face).toContain("Ada")
  })

  it("is handed over from the keyboard", async () => {
    const screen = await open(GATE)
    await screen.focus("card")
    await screen.press("o")
    expect(new URLSearchParams(location.search).get("card")).toBe("card")
  })
})
