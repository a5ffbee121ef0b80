/** The cases of concurrency, as far as the decision is concerned: commands come in some order, and the first one counts. */
import { describe, expect, it } from "vitest"
import type { Change } from "../../../shared/change/change.ts"
import { addRow, setRowPart, tickRow } from "../../../shared/handoff/sheet-rows.ts"
import { type Ask, acceptOf, Desk, TESTERS, to } from "./desk.ts"

const withdraw: Ask = { kind: "handoff.withdraw", handoff: "h1", reason: "not yet" }
const offered = (target = TESTERS, severity: "routine" | "watch" | "critical" = "routine") => {
  const desk = new Desk("c1")
  desk.offer("ana", target, { severity })
  return desk
}

describe("two people, one handoff", () => {
  it("[C1] the first acceptance wins, and the other is told whose it is", () => {
    const desk = offered()
    expect(desk.accept("bo").ok).toBe(true)
    expect(desk.accept("raj")).toMatchObject({ ok: false, error: { rule: "H4", data: { person: "bo" } } })
    expect(desk.card().accountable).toBe("bo")
  })

  it("[C2] a double tap, and the same person on a second device, is one entry", () => {
    const desk = offered()
    desk.accept("bo")
    const length = desk.ledger.length
    expect(desk.accept("bo")).toEqual({ ok: true, value: [] })
    desk.finish("bo")
    expect(desk.accept("bo")).toEqual({ ok: true, value: [] })
    expect(desk.ledger).toHaveLength(length + 1)
  })

  it("[C3] accept before withdraw: the withdrawal is refused and says by whom it was accepted", () => {
    const desk = offered()
    desk.accept("bo")
    expect(desk.say("ana", withdraw)).toMatchObject({ ok: false, error: { rule: "H5", data: { person: "bo" } } })
  })

  it("[C3] withdraw before accept: the acceptance is void and says who withdrew", () => {
    const desk = offered()
    desk.must("ana", withdraw)
    expect(desk.accept("bo")).toMatchObject({
      ok: false,
      error: { rule: "H10", data: { state: "withdrawn", person: "ana" } },
    })
    expect(desk.card().accountable).toBe("ana")
  })

  it("[C4] a material change sends the reader back, and the same read-back is good once the change was read", () => {
    const desk = offered(TESTERS, "watch")
    const read = acceptOf(desk.handoff())
    desk.edit("ana", true)
    expect(desk.say("bo", read)).toMatchObject({ ok: false, error: { rule: "H8", data: { read: 1, version: 2 } } })
    expect(desk.accept("bo").ok).toBe(true)
  })

  it("[C5] an optional change does not void the acceptance; afterwards it only shows", () => {
    const desk = offered()
    const read = acceptOf(desk.handoff())
    desk.edit("ana", false)
    desk.must("bo", read)
    expect(desk.handoff().changedSince).toBe("no")
    desk.edit("ana", false)
    expect(desk.handoff().changedSince).toBe("optional")
    desk.edit("ana", true)
    expect(desk.handoff().changedSince).toBe("material")
    desk.must("bo", { kind: "handoff.acknowledge", handoff: "h1" })
    expect(desk.handoff().changedSince).toBe("no")
  })

  it("[C6] an acceptance from offline counts from its arrival, keeps its own claim, and the sender had it until then", () => {
    const desk = offered()
    const claimedAt = desk.now
    desk.minutes(241)
    desk.must("system", { kind: "handoff.expire", handoff: "h1", level: 1 })
    expect(desk.card().accountable).toBe("ana")
    const [entry] = desk.must("bo", { ...acceptOf(desk.handoff()), claimedAt } as Ask)
    expect(entry).toMatchObject({ at: desk.now, data: { claimedAt } })
    expect(desk.handoff()).toMatchObject({ acceptedAt: desk.now, state: "accepted" })
    expect(desk.card().accountableSince).toBe(desk.now)
  })

  it("[C7] an acceptance from offline does not take the card from who accepted meanwhile", () => {
    const desk = offered()
    const late = acceptOf(desk.handoff())
    desk.accept("raj")
    expect(desk.say("bo", late)).toMatchObject({ ok: false, error: { rule: "H4", data: { person: "raj" } } })
  })

  it("[C8] an acceptance from offline of what was cancelled is void", () => {
    const desk = offered()
    const late = acceptOf(desk.handoff())
    desk.must("ana", { kind: "handoff.cancel", handoff: "h1", reason: "no longer wanted" })
    expect(desk.say("bo", late)).toMatchObject({ ok: false, error: { rule: "H10", data: { state: "cancelled" } } })
    expect(desk.card().accountable).toBeNull()
  })

  it("[C9] an acceptance after the time is over is late, not void; a timeout after the acceptance does nothing", () => {
    const desk = offered()
    desk.minutes(240)
    desk.must("system", { kind: "handoff.expire", handoff: "h1", level: 1 })
    expect(desk.accept("bo").ok).toBe(true)
    desk.minutes(500)
    expect(desk.rule("system", { kind: "handoff.expire", handoff: "h1", level: 2 })).toBe("H10")
    expect(desk.handoff().state).toBe("accepted")
  })

  it("[C10] the second offer of one card is refused, names the first, and stays a draft", () => {
    const desk = new Desk("c1")
    desk.draft("lea", { kind: "lane", id: "test" }, { id: "h2" })
    desk.offer("ana", TESTERS)
    expect(desk.say("lea", { kind: "handoff.offer", handoff: "h2" })).toMatchObject({
      ok: false,
      error: { rule: "H3", data: { handoff: "h1", person: "ana", to: "role:test" } },
    })
    expect(desk.handoff("h2").state).toBe("draft")
  })

  it("[C12] who has lost the role cannot accept; when nobody is left the relay returns it", () => {
    const desk = offered()
    expect(desk.rule("dev", acceptOf(desk.handoff()))).toBe("H6")
    const giveBack: Ask = { kind: "handoff.return", handoff: "h1", reason: "no-receiver" }
    expect(desk.rule("system", giveBack)).toBe("H10")
    desk.gone.add("bo").add("raj")
    desk.must("system", giveBack)
    expect(desk.handoff().state).toBe("returned")
    expect(desk.card().accountable).toBe("ana")
  })

  it("[C13] the first answer closes a question, the second is refused", () => {
    const desk = offered()
    const [asked] = desk.must("bo", { kind: "handoff.question", handoff: "h1", field: "why", text: "Which guests?" })
    desk.crew.set("c1", ["dev"])
    const answer: Ask = { kind: "handoff.answer", handoff: "h1", question: asked!.seq, text: "All of them" }
    desk.must("dev", answer)
    expect(desk.handoff().state).toBe("offered")
    expect(desk.rule("ana", answer)).toBe("H10")
  })

  it("[C15] a rule may offer a person's draft and nothing that takes a person's word", () => {
    const desk = new Desk("c1")
    desk.draft("ana", TESTERS)
    desk.must("rule:r1@1", { kind: "handoff.offer", handoff: "h1" })
    expect(desk.card().accountable).toBe("ana")
    expect(desk.rule("rule:r1@1", acceptOf(desk.handoff()))).toBe("H6")
    expect(desk.rule("rule:r1@1", { kind: "card.take", card: "c1" })).toBe("H6")
  })

  it("[C18] a step on something that is over does not open it again", () => {
    const desk = offered()
    desk.accept("bo")
    desk.finish("bo")
    desk.must("ana", { kind: "handoff.verify", handoff: "h1" })
    const steps: readonly Ask[] = [
      { kind: "handoff.confirm", handoff: "h1" },
      { kind: "handoff.question", handoff: "h1", field: "why", text: "Still?" },
      { kind: "handoff.send-back", handoff: "h1", reason: "no" },
      { kind: "handoff.take-over", handoff: "h1", reason: "mine" },
      { kind: "handoff.add", handoff: "h1", text: "one more thing" },
    ]
    for (const step of steps) expect(desk.rule("bo", step)).not.toBe("yes")
    expect(desk.handoff().state).toBe("verified")
    expect(desk.card().accountable).toBeNull()
  })
})

describe("who is accountable", () => {
  it("[R01] offering a card that nobody has makes the sender accountable until it is accepted", () => {
    const desk = new Desk("c1")
    desk.draft("ana", to("bo"))
    expect(desk.card().accountable).toBeNull()
    desk.must("ana", { kind: "handoff.announce", handoff: "h1" })
    expect(desk.card().accountable).toBe("ana")
    desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
    desk.accept("bo")
    expect(desk.card().accountable).toBe("bo")
  })

  it("[H1] nobody announces or offers what somebody else has, except a lead", () => {
    const desk = new Desk("c1")
    desk.must("dev", { kind: "card.take", card: "c1" })
    desk.draft("ana", to("bo"))
    for (const kind of ["handoff.announce", "handoff.offer"] as const)
      expect(desk.say("ana", { kind, handoff: "h1" })).toMatchObject({ error: { rule: "H1", data: { person: "dev" } } })
    desk.draft("lea", to("bo"), { id: "h2" })
    desk.must("lea", { kind: "handoff.offer", handoff: "h2" })
  })

  it.each(["withdraw", "cancel"] as const)("%s of one's own draft leaves another's card where it is", (step) => {
    const desk = new Desk("c1")
    desk.must("dev", { kind: "card.take", card: "c1" })
    desk.draft("ana", to("bo"))
    desk.must("ana", { kind: `handoff.${step}`, handoff: "h1", reason: "never mind" })
    expect(desk.card().accountable).toBe("dev")
  })

  it("[H17] [H3] what is on its way is neither put down nor taken past its handoff", () => {
    const desk = offered()
    expect(desk.rule("ana", { kind: "card.release", card: "c1" })).toBe("H17")
    expect(desk.rule("lea", { kind: "card.release", card: "c1" })).toBe("H17")
    expect(desk.say("bo", { kind: "card.take", card: "c1" })).toMatchObject({
      error: { rule: "H3", data: { handoff: "h1", person: "ana" } },
    })
  })

  it("[H18] an older handoff has no say once the card went on with another", () => {
    const desk = offered(to("bo"))
    desk.accept("bo")
    desk.offer("bo", to("dev"), { id: "h2" })
    expect(desk.rule("bo", { kind: "handoff.send-back", handoff: "h1", reason: "wrong" })).toBe("H3")
    desk.accept("dev", "h2")
    expect(desk.rule("bo", { kind: "handoff.send-back", handoff: "h1", reason: "wrong" })).toBe("H18")
    expect(desk.rule("dev", { kind: "handoff.finish", handoff: "h1" })).toBe("H18")
    expect(desk.rule("lea", { kind: "handoff.take-over", handoff: "h1", reason: "urgent" })).toBe("H18")
    expect(desk.rule("ana", { kind: "handoff.cancel", handoff: "h1", reason: "no" })).toBe("H18")
    expect(desk.card().accountable).toBe("dev")
  })

  it("what is verified while the next offer is out stays with whoever offers it", () => {
    const desk = offered(to("bo"))
    desk.accept("bo")
    desk.finish("bo")
    desk.offer("bo", to("dev"), { id: "h2" })
    desk.must("ana", { kind: "handoff.verify", handoff: "h1" })
    expect(desk.card().accountable).toBe("bo")
    desk.accept("dev", "h2")
    expect(desk.card().accountable).toBe("dev")
  })

  it("withdrawing the second handoff leaves the first one's work to be finished", () => {
    const desk = offered(to("bo"))
    desk.accept("bo")
    desk.offer("bo", to("dev"), { id: "h2" })
    desk.must("bo", { kind: "handoff.cancel", handoff: "h2", reason: "I finish it myself" })
    expect(desk.card().accountable).toBe("bo")
    desk.finish("bo")
  })

  it("a take-over needs a reason, takes the card from whoever had it, and works from a draft too", () => {
    const desk = new Desk("c1")
    desk.must("dev", { kind: "card.take", card: "c1" })
    desk.draft("lea", to("bo"))
    expect(desk.rule("lea", { kind: "handoff.take-over", handoff: "h1", reason: " " })).toBe("H12")
    desk.must("lea", { kind: "handoff.take-over", handoff: "h1", reason: "Dev is ill" })
    expect(desk.card()).toMatchObject({ accountable: "lea", heldBy: "h1", handedOver: false })
  })

  it("[H11] the sender does not accept what they offered to a role of their own", () => {
    const desk = new Desk("c1")
    desk.offer("bo", TESTERS)
    expect(desk.rule("bo", acceptOf(desk.handoff()))).toBe("H11")
    expect(desk.rule("bo", { kind: "handoff.decline", handoff: "h1", reason: "not me" })).toBe("H6")
    expect(desk.accept("raj").ok).toBe(true)
  })

  it("who declined may accept when it is offered anew", () => {
    const desk = offered()
    desk.must("bo", { kind: "handoff.decline", handoff: "h1", reason: "busy" })
    desk.must("ana", withdraw)
    desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
    expect(desk.handoff()).toMatchObject({ declinedBy: [], offers: 2, version: 2 })
    expect(desk.accept("bo").ok).toBe(true)
  })

  it("somebody has had a card since they took it, not since they offered it", () => {
    const desk = new Desk("c1")
    desk.must("ana", { kind: "card.take", card: "c1" })
    const since = desk.now
    desk.minutes(5)
    desk.offer("ana", TESTERS)
    expect(desk.card().accountableSince).toBe(since)
    desk.accept("bo")
    expect(desk.card().accountableSince).toBe(desk.now)
  })

  it("[H11] the sender does not take over what they offer", () => {
    const desk = offered()
    desk.crew.set("c1", ["ana"])
    expect(desk.rule("ana", { kind: "handoff.take-over", handoff: "h1", reason: "faster" })).toBe("H11")
  })

  it("[C1] who lost the race stands by as backup or watches, and says so once", () => {
    const desk = offered()
    desk.must("dev", { kind: "handoff.watch", handoff: "h1" })
    desk.accept("bo")
    expect(desk.must("raj", { kind: "handoff.back-up", handoff: "h1" })).toHaveLength(1)
    expect(desk.must("raj", { kind: "handoff.back-up", handoff: "h1" })).toEqual([])
    expect(desk.rule("bo", { kind: "handoff.back-up", handoff: "h1" })).toBe("H6")
    expect(desk.handoff()).toMatchObject({ backups: ["raj"], watchers: ["dev"], receiver: "bo" })
    expect(desk.card().accountable).toBe("bo")
    desk.must("raj", { kind: "handoff.watch", handoff: "h1" })
    expect(desk.handoff()).toMatchObject({ backups: [], watchers: ["dev", "raj"] })
    desk.must("raj", { kind: "handoff.step-aside", handoff: "h1" })
    expect(desk.must("raj", { kind: "handoff.step-aside", handoff: "h1" })).toEqual([])
    expect(desk.handoff().watchers).toEqual(["dev"])
  })

  it("a backup is one for this acceptance, and a backup who takes over is backup no more", () => {
    const desk = offered()
    desk.accept("bo")
    desk.must("raj", { kind: "handoff.back-up", handoff: "h1" })
    desk.must("lea", { kind: "handoff.back-up", handoff: "h1" })
    desk.must("lea", { kind: "handoff.take-over", handoff: "h1", reason: "Bo is ill" })
    expect(desk.handoff()).toMatchObject({ receiver: "lea", backups: ["raj"] })
    desk.must("lea", { kind: "handoff.send-back", handoff: "h1", reason: "not mine" })
    expect(desk.handoff().backups).toEqual([])
  })

  it("a recalled handoff goes back to whoever did it, within thirty days", () => {
    const desk = offered(to("bo"))
    desk.accept("bo")
    desk.must("bo", { kind: "card.release", card: "c1" })
    desk.must("raj", { kind: "card.take", card: "c1" })
    desk.finish("raj")
    desk.must("ana", { kind: "handoff.verify", handoff: "h1" })
    desk.must("ana", { kind: "handoff.recall", handoff: "h1", reason: "wrong side" })
    expect(desk.card().accountable).toBe("raj")
    desk.finish("raj")
    desk.minutes(31 * 24 * 60)
    expect(desk.rule("ana", { kind: "handoff.recall", handoff: "h1", reason: "again" })).toBe("H15")
  })

  it("[H1] a card that somebody took up anew is not recalled from them", () => {
    const desk = offered(to("bo"))
    desk.accept("bo")
    desk.finish("bo")
    desk.must("ana", { kind: "handoff.verify", handoff: "h1" })
    desk.must("dev", { kind: "card.take", card: "c1" })
    expect(desk.rule("ana", { kind: "handoff.recall", handoff: "h1", reason: "again" })).toBe("H1")
  })

  it("[H19] is not called done while a check that it is done by is neither ticked nor said not to apply", () => {
    const desk = offered(to("bo"))
    desk.accept("bo")
    const sheet = () => ({ id: "h1", registers: desk.sheets.get("h1") ?? {} })
    const put = (changes: readonly Change[]) => {
      for (const change of changes)
        if (change.kind === "set") desk.sheets.set("h1", { ...sheet().registers, [change.key]: change.to })
    }
    put(addRow(sheet(), "done_when", "checks", "d2", 1))
    put(setRowPart(sheet(), "done_when", "d2", "text", "The receipt is sent"))
    expect(desk.say("bo", { kind: "handoff.finish", handoff: "h1" })).toMatchObject({
      error: { rule: "H19", data: { texts: ["A guest can pay", "The receipt is sent"] } },
    })
    put(tickRow(sheet(), "done_when", "d1", true))
    put(tickRow(sheet(), "done_when", "d2", "guests get none"))
    expect(desk.rule("bo", { kind: "handoff.finish", handoff: "h1" })).toBe("yes")
  })

  it("[H19] holds for what the template asked for at the offer, and for nothing of older offers", () => {
    const desk = offered(to("bo"))
    desk.accept("bo")
    desk.promises.handoffs.h1!.finishFields = []
    expect(desk.rule("bo", { kind: "handoff.finish", handoff: "h1" })).toBe("yes")
  })
})
