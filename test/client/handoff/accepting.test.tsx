// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest"
import { button, doing, field, press, type } from "../card/support/show.tsx"
import { offered, openPanel, SBAR_SHEET, signIn, stage, WHAT } from "./support/stage.tsx"

const page = () => document.body.textContent ?? ""
const OWN_WORDS = "I test guests who pay, errors first; a timeout makes me call Ada."

const answer = () => field<HTMLSelectElement>("Answer")
const pick = (option: string) => type(answer(), option)

describe("accepting", () => {
  it("takes a routine handoff with one tap once its card is open", async () => {
    const session = stage()
    offered(session)
    await signIn(session, "user:bo")
    await openPanel(session)
    expect(page()).toContain("It is your move")
    expect(page()).toContain(WHAT)
    await press("Accept: it is mine")
    expect(session.model.promise("card")?.accountable).toBe("user:bo")
    expect(page()).toContain("Bo is accountable now.")
  })

  it("leaves the sender accountable until the relay has said yes, and says so while offline", async () => {
    const session = stage()
    offered(session)
    await signIn(session, "user:bo")
    await openPanel(session)
    await doing(() => session.goOffline())
    await press("Accept: it is mine")
    expect(page()).toContain("Queued – not yours yet")
    expect(session.model.promise("card")?.accountable).toBe("user:me")
    await doing(() => session.goOnline())
    expect(session.model.promise("card")?.accountable).toBe("user:bo")
    expect(page()).not.toContain("Queued")
    expect(session.relay?.entries.at(-1)?.data?.claimedAt).toBe(session.now())
  })

  it("says why it cannot be accepted offline when a part of the brief has not come yet", async () => {
    const session = stage()
    offered(session)
    await signIn(session, "user:bo")
    session.hasTexts = false
    await openPanel(session)
    await doing(() => session.goOffline())
    expect((button("Accept: it is mine") as HTMLButtonElement).disabled).toBe(true)
    expect(page()).toContain("A part of the brief is not in this browser yet.")
    expect(page()).not.toContain("it will be asked when you are connected again")
  })

  it("asks for own words and how they talked when it is serious, and calls a copy a copy", async () => {
    const session = stage()
    offered(session, { severity: "watch" })
    await signIn(session, "user:bo")
    await openPanel(session)
    const accept = () => button("Accept: it is mine") as HTMLButtonElement
    expect(accept().disabled).toBe(true)
    expect(page()).toContain("Before you accept: read it back, say how you talked")
    await type(field("In my words"), WHAT)
    expect(page()).toContain("That is a copy of the brief.")
    await type(field("In my words"), OWN_WORDS)
    await doing(() => field<HTMLInputElement>("Call").click())
    expect(accept().disabled).toBe(false)
    await press("Accept: it is mine")
    expect(session.model.handoff("h1")).toMatchObject({ state: "accepted", receiver: "user:bo", channel: "call" })
    expect(page()).toContain(OWN_WORDS)
  })

  it("shows what changed under the reader, keeps the words, and takes it with one tap", async () => {
    const session = stage()
    offered(session, { severity: "watch" })
    await signIn(session, "user:bo")
    await openPanel(session)
    await type(field("In my words"), OWN_WORDS)
    await doing(() => field<HTMLInputElement>("In person").click())
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
    await doing(() =>
      session.remote(
        [{ kind: "set", root: "sheets", id: "h1", key: "f:when", from: "Friday", to: "Thursday" }],
        "user:me",
      ),
    )
    expect(page()).toContain("1 thing changed since you read it")
    expect(page()).toContain("Friday")
    expect(page()).toContain("Thursday")
    expect(field("In my words").value).toBe(OWN_WORDS)
    const accept = button("Accept it as it is now") as HTMLButtonElement
    expect(accept.disabled, "a tap meant for the brief before").toBe(true)
    await doing(() => vi.advanceTimersByTime(800))
    vi.useRealTimers()
    await press("Accept it as it is now")
    expect(session.model.handoff("h1")?.receiver).toBe("user:bo")
  })

  it("refuses what was read before a change that this browser did not see, and shows it then", async () => {
    const session = stage()
    offered(session)
    await signIn(session, "user:bo")
    await openPanel(session)
    await doing(() => session.goOffline())
    await press("Accept: it is mine")
    await doing(() =>
      session.remote([{ kind: "set", root: "sheets", id: "h1", key: "due", from: null, to: "2026-11-25" }], "user:me"),
    )
    await doing(() => session.goOnline())
    expect(session.model.handoff("h1")?.receiver).toBeNull()
    expect(page()).toContain("1 thing changed since you read it")
  })

  it("tells the slower of two whose it is now, and keeps what they wrote", async () => {
    const session = stage()
    offered(session, { severity: "watch" })
    await signIn(session, "user:bo")
    await openPanel(session)
    await type(field("In my words"), OWN_WORDS)
    await doing(() => field<HTMLInputElement>("Call").click())
    await doing(() => session.goOffline())
    await press("Accept: it is mine")
    await doing(() => {
      const { version } = session.model.handoff("h1")!
      session.relay!.ask(
        {
          kind: "handoff.accept",
          handoff: "h1",
          version,
          channel: "call",
          ticked: [],
          readBack: "Mine: errors first, then the rest.",
        },
        "user:ana",
      )
      session.goOnline()
    })
    expect(session.model.promise("card")?.accountable).toBe("user:ana")
    expect(page()).toContain("Ana took it")
    expect(page()).toContain(OWN_WORDS)
    await press("Hand my part over to Ana")
    expect(session.relay?.entries.at(-1)).toMatchObject({ kind: "comment.added", actor: "user:bo" })
    expect(session.relay?.entries.at(-1)?.text).toContain(OWN_WORDS)
    await press("Stand by as backup")
    expect(session.model.handoff("h1")?.backups).toEqual(["user:bo"])
    expect(page()).toContain("Backup: Bo")
    await press("Step aside")
    await press("Watch it")
    expect(session.model.handoff("h1")).toMatchObject({ backups: [], watchers: ["user:bo"] })
    await press("Dismiss")
    expect(page()).not.toContain("Ana took it")
  })

  it("[H20] asks for what the template asks of whoever accepts, and shows it with whose answer it is", async () => {
    const session = stage()
    offered(session, { sheet: SBAR_SHEET })
    await signIn(session, "user:bo")
    await openPanel(session)
    await type(field("In my words"), OWN_WORDS)
    await doing(() => field<HTMLInputElement>("Call").click())
    const accept = button("Accept: it is mine") as HTMLButtonElement
    expect(accept.disabled).toBe(true)
    expect(page()).toContain("Before you accept: answer “Answer”")
    expect(page(), "why it is asked").toContain("Your decision in one word")
    await pick("Another plan")
    expect(accept.disabled).toBe(false)
    await press("Accept: it is mine")
    expect(session.model.handoff("h1")).toMatchObject({ state: "accepted", receiver: "user:bo" })
    expect(page()).toContain("Bo’s answer: Answer")
    expect(page()).toContain("Another plan")
    expect(page()).not.toContain("For you to answer")
  })

  it("[H20] keeps the answer over a changed brief, a time offline and an acceptance that comes too late", async () => {
    const session = stage()
    offered(session, { sheet: SBAR_SHEET })
    await signIn(session, "user:bo")
    await openPanel(session)
    await pick("Agreed")
    await doing(() =>
      session.remote(
        [{ kind: "set", root: "sheets", id: "h1", key: "f:request", from: "Decide", to: "Come" }],
        "user:me",
      ),
    )
    expect(page()).toContain("Your words are kept.")
    expect(answer().value).toBe("Agreed")
    await press("I have read the changes")
    await type(field("In my words"), OWN_WORDS)
    await doing(() => field<HTMLInputElement>("Call").click())
    await doing(() => session.goOffline())
    await press("Accept: it is mine")
    expect(session.pendingCommands.get()).toMatchObject([{ kind: "handoff.accept", answers: { reply: "Agreed" } }])
    await doing(() => {
      const { version } = session.model.handoff("h1")!
      const words = { readBack: "Mine: I come at eight and look at it first.", answers: { reply: "Another plan" } }
      session.relay!.ask({ kind: "handoff.accept", handoff: "h1", version, channel: "call", ...words }, "user:ana")
      session.goOnline()
    })
    expect(session.model.promise("card")?.accountable).toBe("user:ana")
    const kept = document.querySelector("[role=alert] blockquote")?.textContent
    expect(kept).toBe(`${OWN_WORDS}\nAnswer: Agreed`)
  })

  it("puts a question on a field, and the ball with the sender", async () => {
    const session = stage()
    offered(session)
    await signIn(session, "user:bo")
    await openPanel(session)
    await press("Ask about By when")
    await type(field("Question"), "Friday morning or evening?")
    await press("Ask it")
    expect(page()).toContain("Bo asks about By when")
    expect(page()).toContain("Waiting on Ada")
    await signIn(session, "user:me")
    await press("Answer")
    await type(field("Answer"), "Morning.")
    await press("Answer it")
    expect(session.model.handoff("h1")?.state).toBe("offered")
    expect(page()).toContain("Ada answers")
  })

  it("goes back with a reason in words", async () => {
    const session = stage()
    offered(session, { to: { kind: "person", id: "user:bo" } })
    await signIn(session, "user:bo")
    await openPanel(session)
    await press("Send it back")
    await doing(() => field<HTMLInputElement>("Something is missing").click())
    await type(field("In a few words"), "no test account")
    await doing(() => (document.querySelector("form textarea") as HTMLTextAreaElement).form?.requestSubmit())
    expect(session.model.handoff("h1")?.state).toBe("returned")
    expect(page()).toContain("Something is missing: no test account")
  })
})
