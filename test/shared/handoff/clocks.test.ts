import { describe, expect, it } from "vitest"
import { LAST_ESCALATION, nextAlarm } from "../../../shared/handoff/clocks.ts"
import { RISK_LIMITS, type RiskFacts, riskFlags } from "../../../shared/handoff/risk.ts"
import { suggestReceivers } from "../../../shared/handoff/suggest.ts"
import type { ActorId } from "../../../shared/ids.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { fold, noPromises } from "../../../shared/promises/fold.ts"
import { acceptedLately, receiverAwayMs } from "../../../shared/promises/questions.ts"
import { DAY_MS, MINUTE_MS } from "../../../shared/time.ts"
import { Desk, TESTERS, to } from "./desk.ts"
import { askOf, reach } from "./reach.ts"

/** What a relay does while nobody does anything: strikes each clock when it is due. */
function run(desk: Desk, minutes: number): void {
  const end = desk.now + minutes * MINUTE_MS
  for (;;) {
    const alarm = nextAlarm(desk.handoff())
    if (!alarm || alarm.at > end) break
    desk.now = Math.max(desk.now, alarm.at)
    const kind =
      alarm.action === "expire"
        ? ({ kind: "handoff.expire", level: alarm.level } as const)
        : ({ kind: "handoff.remind" } as const)
    desk.must("system", { ...kind, handoff: "h1" })
  }
  desk.now = end
}

const strikes = (ledger: readonly Entry[]) =>
  ledger.filter(({ kind }) => kind === "handoff.expired").map(({ at, data }) => [at, data?.level])

describe("the clocks", () => {
  it("[R10] strike once per step: at the end of the time to accept, then one interval apart, then never again", () => {
    const desk = reach("offered")
    const start = desk.now
    run(desk, 10_000)
    const at = (minutes: number) => start + minutes * MINUTE_MS
    expect(strikes(desk.ledger)).toEqual([
      [at(15), 1],
      [at(25), 2],
      [at(35), 3],
      [at(45), LAST_ESCALATION],
    ])
    expect(nextAlarm(desk.handoff())).toBeUndefined()
    expect(desk.card().accountable).toBe("ana")
  })

  it("[C17] find the same moments again after a restart, and make up for what fell into it, each step once", () => {
    const desk = reach("offered")
    run(desk, 17)
    const before = nextAlarm(desk.handoff())
    desk.promises = desk.ledger.reduce(fold, noPromises())
    expect(nextAlarm(desk.handoff())).toEqual(before)
    desk.minutes(13)
    run(desk, 0)
    expect(strikes(desk.ledger).map(([, level]) => level)).toEqual([1, 2])
    run(desk, 0)
    expect(desk.handoff().escalation).toBe(2)
  })

  it.each(["draft", "announced", "done", "verified", "returned", "withdrawn", "cancelled"] as const)(
    "stand still while it is %s",
    (state) => {
      expect(nextAlarm(reach(state).handoff())).toBeUndefined()
    },
  )

  it("run on while a question is open, and stop with the acceptance", () => {
    const desk = reach("questioned")
    run(desk, 16)
    expect(desk.handoff()).toMatchObject({ state: "questioned", escalation: 1 })
    desk.must("bo", askOf("accept", desk))
    expect(nextAlarm(desk.handoff())?.action).toBe("remind")
  })

  it("[R03] remind once of a loop that stays open", () => {
    const desk = reach("accepted")
    const at = desk.now + 10 * MINUTE_MS
    expect(nextAlarm(desk.handoff())).toEqual({ action: "remind", at, level: 0 })
    run(desk, 100)
    expect(desk.ledger.filter(({ kind }) => kind === "handoff.reminded").map((entry) => entry.at)).toEqual([at])
    expect(nextAlarm(desk.handoff())).toBeUndefined()
  })

  it("start anew when it is offered again", () => {
    const desk = reach("returned")
    desk.minutes(500)
    desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
    expect(nextAlarm(desk.handoff())).toEqual({ action: "expire", at: desk.now + 15 * MINUTE_MS, level: 1 })
  })
})

describe("[R18] risk flags", () => {
  const handoff = reach("accepted").handoff()
  const routine = { ...handoff, severity: "routine" as const, channel: "written" as const }
  const open = { ...handoff, state: "offered" as const, acceptedAt: null }
  const now = handoff.acceptedAt ?? 0
  it.each<readonly [string, typeof handoff, RiskFacts, readonly string[]]>([
    ["nothing known", handoff, {}, []],
    ["receiver away long", handoff, { receiverAwayMs: RISK_LIMITS.awayMs + 1 }, ["receiver-away"]],
    ["receiver away a little", handoff, { receiverAwayMs: RISK_LIMITS.awayMs }, []],
    ["two handoffs today", handoff, { acceptedLately: 2 }, []],
    ["three handoffs today", handoff, { acceptedLately: 3 }, ["many-handoffs"]],
    ["shift ends before the time to accept", handoff, { shiftEndsAt: (handoff.acceptBy ?? 0) - 1 }, ["crosses-shift"]],
    ["shift ends after it", handoff, { shiftEndsAt: (handoff.acceptBy ?? 0) + 1 }, []],
    ["due before anybody looks", handoff, { due: 5, nextCheckpoint: 6 }, ["due-before-checkpoint"]],
    ["due after somebody looked", handoff, { due: 6, nextCheckpoint: 5 }, []],
    ["due before it must be accepted", open, { due: now }, ["due-before-accepted"]],
    ["due after it must be accepted", open, { due: (handoff.acceptBy ?? 0) + 1 }, []],
    ["due early, but accepted", handoff, { due: now }, []],
    ["written only, critical", { ...handoff, channel: "written" }, {}, ["written-only"]],
    ["written only, routine", routine, {}, []],
    [
      "all at once",
      handoff,
      { acceptedLately: 9, due: 1, nextCheckpoint: 2 },
      ["many-handoffs", "due-before-checkpoint"],
    ],
  ])("%s", (_, which, facts, flags) => {
    expect(riskFlags(which, facts)).toEqual(flags)
  })

  it("know from the ledger for how long the receiver had done nothing here, as of the offer, and nothing of somebody new", () => {
    const away = (desk: Desk, to = desk.handoff().to) => receiverAwayMs(desk.promises, desk.handoff(), to, desk.now)
    const desk = new Desk("c1", "c2")
    desk.draft("ana", to("bo"))
    expect(away(desk, to("bo")), "Bo is new").toBeUndefined()
    desk.must("bo", { kind: "card.take", card: "c2" })
    desk.minutes(4 * 24 * 60)
    expect(away(desk, to("bo"))).toBe(4 * DAY_MS)
    expect(away(desk, TESTERS), "of several nobody is away").toBeUndefined()
    desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
    desk.minutes(60)
    desk.must("bo", { kind: "handoff.see", handoff: "h1" })
    expect(away(desk), "that Bo came back for it does not undo it").toBe(4 * DAY_MS)
    desk.accept("bo")
    expect(away(desk)).toBe(4 * DAY_MS)
  })

  it("counts how often a card changed hands in a day", () => {
    const desk = reach("accepted")
    expect(acceptedLately(desk.promises, "c1", desk.now)).toBe(1)
    expect(acceptedLately(desk.promises, "c1", desk.now + DAY_MS)).toBe(0)
    expect(acceptedLately(desk.promises, "c2", desk.now)).toBe(0)
  })
})

describe("[R21] whom to suggest", () => {
  const people = ["ana", "bo", "raj", "dev", "sam"].map((name) => ({
    actor: name as ActorId,
    crewRoles: name === "dev" ? ["dev"] : ["test"],
  }))
  const facts = {
    people,
    present: new Set(["raj", "bo"]),
    contributions: [
      { actor: "bo", at: 5 },
      { actor: "raj", at: 3 },
      { actor: "raj", at: 9 },
      { actor: "sam", at: 20 },
    ],
    laneRoles: ["test"],
    without: ["ana"],
  }

  it("names who is here first, the most recently engaged before the others, and nobody who may not accept", () => {
    expect(suggestReceivers(facts)).toEqual(["raj", "bo", "sam"])
  })

  it("names everybody where a lane asks for no role", () => {
    expect(suggestReceivers({ ...facts, laneRoles: [], without: [] })).toEqual(["raj", "bo", "sam", "ana", "dev"])
  })

  it("is what the kernel would let accept", () => {
    const desk = reach("none")
    desk.offer("ana", TESTERS)
    expect(desk.accept("raj").ok).toBe(true)
    desk.offer("raj", to("bo"), { id: "h2" })
    expect(desk.accept("bo", "h2").ok).toBe(true)
  })
})
