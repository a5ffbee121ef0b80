// @vitest-environment happy-dom
import { describe, expect, it } from "vitest"
import { textIdOf } from "../../../shared/handoff/sheet.ts"
import type { ActorId } from "../../../shared/ids.ts"
import { DAY_MS } from "../../../shared/time.ts"
import { button, doing, field, press, type } from "../card/support/show.tsx"
import { offered, openPanel, signIn, stage } from "./support/stage.tsx"

const page = () => document.body.textContent ?? ""
const settled = () => doing(() => new Promise((resolve) => setTimeout(resolve, 5)))

async function draft() {
  const session = stage()
  await openPanel(session)
  await press("Hand over")
  await press("Prepare it")
  await settled()
  const id = session.model.handoffsOf("card")[0]!.id
  return { session, id }
}

describe("handing over", () => {
  it("begins with what the card already says", async () => {
    const { session, id } = await draft()
    expect(session.model.handoff(id)).toMatchObject({ state: "draft", sender: "user:me" })
    expect(session.model.sheet(id)).toMatchObject({
      card: "card",
      template: "four-w@1",
      severity: "routine",
      next: "Try the error states",
    })
    expect(field("Very next step").value).toBe("Try the error states")
  })

  it("names what is missing beside the offer, marks it at the fields, and never blocks the draft", async () => {
    const { session, id } = await draft()
    expect(page()).toContain("Before it can be offered: To whom, Who is part of it, What you pass on")
    expect((button("Offer") as HTMLButtonElement).disabled).toBe(true)
    expect(document.querySelectorAll('[data-hole="empty"]').length).toBe(6)
    await type(field("By when"), "Friday")
    await doing(() => field("By when").blur())
    expect(session.model.sheet(id)?.["f:when"]).toBe("Friday")
    expect(document.querySelectorAll('[data-hole="empty"]').length).toBe(5)
  })

  it("wants an if-then when it is serious", async () => {
    await draft()
    expect(page()).not.toMatch(/Before it can be offered: .*If this happens/)
    await doing(() => field<HTMLInputElement>("Watch").click())
    expect(page()).toMatch(/Before it can be offered: .*If this happens, then/)
  })

  it("offers once it is whole", async () => {
    const { session, id } = await draft()
    await doing(() => {
      session.writeText(textIdOf(id, "what"), "The form is on staging.")
      session.writeText(textIdOf(id, "why"), "Guests leave at the login wall.")
      const set = (key: string, to: never) => ({
        kind: "set" as const,
        root: "sheets" as const,
        id,
        key,
        from: null,
        to,
      })
      session.edit([
        set("to", { kind: "person", id: "user:bo" } as never),
        set("f:who", ["Ada"] as never),
        set("f:done_when", [{ id: "c", text: "It works" }] as never),
        set("f:when", "Friday" as never),
      ])
    })
    await settled()
    expect(page()).not.toContain("Before it can be offered")
    await press("Offer to Bo")
    expect(session.model.handoff(id)).toMatchObject({ state: "offered", to: { kind: "person", id: "user:bo" } })
    expect(session.model.promise("card")?.accountable).toBe("user:me")
    expect(page()).toContain("Ada offered this to Bo and stays accountable")
    expect(page()).toContain("4 h left")
  })

  it("says whose the card already is when another offer is on its way", async () => {
    const session = stage()
    offered(session)
    session.remote([{ kind: "created", root: "sheets", id: "h2", value: { card: "card", template: "four-w@1" } }])
    session.relay!.ask({ kind: "handoff.create", handoff: "h2", card: "card", template: "four-w@1" }, "user:me")
    const answer = await session.command({ kind: "handoff.offer", handoff: "h2" })
    expect(answer).toMatchObject({ ok: false, rule: "H3" })
  })
})

describe("after the acceptance", () => {
  const accept = (session: ReturnType<typeof stage>) =>
    session.relay!.ask(
      {
        kind: "handoff.accept",
        handoff: "h1",
        version: session.model.handoff("h1")!.version,
        channel: "call",
        ticked: [],
        readBack: "I have the checkout; errors first; timeout means I call.",
      },
      "user:bo",
    )

  it("stays open until the sender says that the read-back is right", async () => {
    const session = stage()
    offered(session, { severity: "critical" })
    accept(session)
    await openPanel(session)
    expect(page()).toContain("The loop is open until Ada says that the read-back is right.")
    await press("Correct it")
    await type(field("What is not right?"), "Not errors first: the timeout first.")
    await press("Send the correction")
    expect(page()).toContain("Bo reads it back again")
    await signIn(session, "user:bo")
    await type(field("In my words"), "The timeout goes first, then all the other errors.")
    await press("Read it back again")
    await signIn(session, "user:me")
    await press("Yes, that is right")
    expect(session.model.handoff("h1")?.loopOpen).toBe(false)
    expect(page()).toContain("Bo is accountable now.")
  })

  it("keeps the sender on stand-by for what was missed", async () => {
    const session = stage()
    offered(session)
    accept(session)
    await openPanel(session)
    await press("I missed something")
    await type(field("What did you miss?"), "The test card is 4242.")
    await press("Tell the receiver")
    expect(page()).toContain("not acknowledged yet")
    await signIn(session, "user:bo")
    await press("Got it")
    expect(session.model.handoff("h1")?.addenda[0]?.acknowledged).toBe(true)
    await signIn(session, "user:me")
    await doing(() => session.advance(16 * 60_000))
    expect(page()).toContain("acknowledged")
  })

  it("is finished by whoever is accountable and verified by somebody", async () => {
    const session = stage()
    offered(session)
    accept(session)
    await signIn(session, "user:bo")
    await openPanel(session)
    await press("It is done")
    expect(page()).toContain("Not ticked yet: “All error states are seen”. Tick it, or say why it does not apply.")
    expect(page()).toContain("0 of 1 ticked")
    await doing(() => field<HTMLInputElement>("All error states are seen").click())
    expect(page()).toMatch(/1 of 1 ticked.*· Bo, /)
    expect(page()).not.toContain("Not ticked yet")
    await press("It is done")
    expect(session.model.handoff("h1")?.state).toBe("done")
    await signIn(session, "user:me")
    await press("Verify the outcome")
    expect(session.model.handoff("h1")?.state).toBe("verified")
    expect(page()).toContain("1 earlier handoff")
  })

  it("is finished too where a check does not apply, with the reason for everybody to read", async () => {
    const session = stage()
    offered(session)
    accept(session)
    await signIn(session, "user:bo")
    await openPanel(session)
    await press("“All error states are seen” does not apply…")
    await type(field("Why does “All error states are seen” not apply?"), "The form is gone")
    await press("Say so")
    expect(page()).toMatch(/1 of 1 ticked.*does not apply: The form is gone · Bo, /)
    expect(session.model.handoff("h1")).toMatchObject({ changedSince: "no", version: 1 })
    await press("It is done")
    expect(session.model.handoff("h1")?.state).toBe("done")
  })

  it("shows an expired offer as still open, and offers it anew", async () => {
    const session = stage()
    offered(session)
    await openPanel(session)
    await doing(() => session.advance(241 * 60_000))
    expect(session.model.handoff("h1")?.state).toBe("expired")
    expect(page()).toContain("did not accept in time")
    expect(session.model.promise("card")?.accountable).toBe("user:me")
    await press("Offer it anew")
    await doing(() =>
      (
        [...document.querySelectorAll("button")]
          .filter((one) => one.textContent === "Offer it anew")
          .at(-1) as HTMLElement
      ).click(),
    )
    expect(session.model.handoff("h1")?.state).toBe("offered")
  })
})

describe("who is at which field of a sheet", () => {
  it("is seen at a choice, a person and a time too, not only where words are typed", async () => {
    const { session, id } = await draft()
    const watch = field<HTMLInputElement>("Watch")
    await doing(() => watch.focus())
    expect(session.presence.at(-1)).toEqual({ editing: `card/${id}:severity` })
    await doing(() => watch.blur())
    expect(session.presence.at(-1)).toEqual({ editing: undefined })
    const box = document.querySelector<HTMLInputElement>('input[aria-label="To whom"]')!
    await doing(() => box.focus())
    expect(session.presence.at(-1)).toEqual({ editing: `card/${id}:to` })
    await doing(() => box.blur())
    expect(session.presence.at(-1)).toEqual({ editing: undefined })
    await doing(() =>
      session.people.set([
        { clientId: 9, actor: "user:bo", name: "Bo", color: "#123456", card: "card", editing: `card/${id}:to` },
      ]),
    )
    expect(document.querySelector('[role="group"][aria-label="To whom"]')?.innerHTML).toContain("Bo")
  })
})

describe("[R11] telling it ahead", () => {
  it("says about when it is coming, and starts no clock", async () => {
    const { session, id } = await draft()
    await doing(() =>
      session.edit([{ kind: "set", root: "sheets", id, key: "to", from: null, to: { kind: "person", id: "user:bo" } }]),
    )
    await settled()
    const when = field<HTMLInputElement>("Coming about")
    await type(when, "2026-11-24T14:30")
    await doing(() => when.blur())
    await press("Announce it first")
    await settled()
    const at = Date.parse("2026-11-24T14:30")
    expect(session.model.handoff(id)).toMatchObject({ state: "announced", eta: at, acceptBy: null })
    expect(page()).toMatch(/Ada will hand this to Bo, about .*14:30\. Reading and asking is open already\./)
  })
  it("is over with the offer", async () => {
    const session = stage()
    const handoff = "h9"
    session.remote([
      {
        kind: "created",
        root: "sheets",
        id: handoff,
        value: {
          card: "card",
          template: "order-fulfilment@1",
          severity: "routine",
          to: { kind: "person", id: "user:bo" },
          next: "Pick the cups",
          "f:order": "881",
          "f:lines": [{ id: "l", text: "3 cups" }],
          "f:promise": "2026-11-25T10:00:00.000Z",
          "f:service": "Express",
          "f:split_ok": "No",
        },
      },
    ])
    const ask = (command: Parameters<typeof session.command>[0]) =>
      session.relay!.ask({ id: "x", ...command } as never, "user:me")
    ask({ kind: "handoff.create", handoff, card: "card", template: "order-fulfilment@1" })
    ask({ kind: "handoff.announce", handoff, eta: 1_790_000_000_000 })
    expect(session.model.handoff(handoff)?.eta).toBe(1_790_000_000_000)
    expect(ask({ kind: "handoff.offer", handoff })).toMatchObject({ ok: true })
    expect(session.model.handoff(handoff)?.eta).toBeNull()
  })
})

describe("[R14] what is still open from the shift before", () => {
  const carried = { field: "abnormal", rank: "a", text: "Pump 7", carried: true }
  async function shift() {
    const session = stage()
    const value = { card: "card", template: "shift-change@1", severity: "routine", "i:pump": carried }
    session.remote([{ kind: "created", root: "sheets", id: "h1", value }])
    session.relay!.ask(
      { kind: "handoff.create", handoff: "h1", card: "card", template: "shift-change@1" } as never,
      "user:me",
    )
    await openPanel(session)
    return session
  }

  it("is taken off with a reason, which the ledger keeps, and not by saying none", async () => {
    const session = await shift()
    expect(page()).toContain("carried over, still open")
    expect(document.querySelector('[aria-label="Out of order or bypassed: there are none"]')).toBeNull()
    await doing(() => document.querySelector<HTMLElement>('[aria-label="Take off: Pump 7"]')!.click())
    expect((button("Take it off") as HTMLButtonElement).disabled).toBe(true)
    await type(field("Why is “Pump 7” taken off?"), "Mended at noon")
    await press("Take it off")
    expect(session.model.sheet("h1")?.["i:pump"]).toMatchObject({ off: "Mended at noon" })
    expect(page()).not.toContain("carried over, still open")
    expect(session.relay!.entries.at(-1)).toMatchObject({ card: "card", key: "i:pump", to: { off: "Mended at noon" } })
  })
})

describe("[R18] what makes it riskier than others", () => {
  it("stands on the draft already, while there is time to plan for it", async () => {
    const { session, id } = await draft()
    expect(page()).not.toContain("Higher risk")
    const due = new Date(session.now() + 60_000).toISOString()
    await doing(() => session.edit([{ kind: "set", root: "sheets", id, key: "due", from: null, to: due }]))
    await settled()
    expect(page()).toContain("Higher risk: it is needed before the time to accept it is over")
  })

  it("says that the receiver has done nothing here for days, and nothing of somebody new", async () => {
    const session = stage()
    session.relay!.write([{ actor: "user:bo" as ActorId, kind: "comment.added", card: "card", text: "Hm" }])
    session.advance(4 * DAY_MS)
    await openPanel(session)
    await press("Hand over")
    await press("Prepare it")
    await settled()
    const id = session.model.handoffsOf("card")[0]!.id
    const goTo = (person: string) =>
      doing(() =>
        session.edit([{ kind: "set", root: "sheets", id, key: "to", from: null, to: { kind: "person", id: person } }]),
      )
    await goTo("user:ana")
    await settled()
    expect(page()).not.toContain("Higher risk")
    await goTo("user:bo")
    await settled()
    expect(page()).toContain("Higher risk: the receiver has not been here for days")
  })
})
