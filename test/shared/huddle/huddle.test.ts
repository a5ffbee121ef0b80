import { describe, expect, it } from "vitest"
import type { Command } from "../../../shared/command/command.ts"
import { decide } from "../../../shared/command/decide.ts"
import { agendaOf, STEP_IDS } from "../../../shared/huddle/agenda.ts"
import { ABANDONED_MS } from "../../../shared/huddle/clocks.ts"
import { currentStep, missingRoles, stepEndsAt } from "../../../shared/huddle/huddle.ts"
import { lookBack } from "../../../shared/huddle/look-back.ts"
import { recordOf } from "../../../shared/huddle/record.ts"
import { HUDDLE_TABLE } from "../../../shared/huddle/table.ts"
import type { ActorId } from "../../../shared/ids.ts"
import { LIMITS } from "../../../shared/limits.ts"
import { BOARD_ROLES } from "../../../shared/rules/permission.ts"
import type { Ask } from "../handoff/desk.ts"
import { ACTION, EACH, HUDDLE, HuddleDesk } from "./huddle-desk.ts"

const at = (desk: HuddleDesk) => ({ step: currentStep(desk.open).id, driver: desk.open.driver })

describe("starting", () => {
  it("anybody does it, on the board's agenda as it is then, and holds the wheel", () => {
    const desk = new HuddleDesk().start("bo")
    expect(at(desk)).toEqual({ step: "roll-call", driver: "bo" })
    expect(desk.open.steps.map(({ id, seconds }) => [id, seconds])).toEqual([
      ...[
        ["roll-call", 45],
        ["look-back", 90],
        ["at-risk", 240],
        ["walk", 180],
      ],
      ...[
        ["look-ahead", 60],
        ["read-back", 75],
        ["close", 30],
      ],
    ])
    desk.meta = { "a:walk": { out: true } }
    expect(desk.open.steps.map(({ id }) => id)).toEqual(STEP_IDS)
  })

  it("[U1] is refused while one runs, and says who drives it", () => {
    const desk = new HuddleDesk().start("ana")
    expect(desk.say("bo", { kind: "huddle.start", huddle: "hud2" })).toEqual({
      ok: false,
      error: { rule: "U1", data: { huddle: HUDDLE, person: "ana" } },
    })
    expect(desk.say("ana", { kind: "huddle.start", huddle: HUDDLE })).toEqual({ ok: true, value: [] })
  })

  it("[U4] does not start a huddle again that is over", () => {
    const desk = new HuddleDesk().start()
    desk.must("ana", { kind: "huddle.close", huddle: HUDDLE })
    expect(desk.rule("ana", { kind: "huddle.start", huddle: HUDDLE })).toBe("U4")
  })
})

describe("who may do what", () => {
  const driverOnly = EACH.filter(
    ({ kind }) => !(HUDDLE_TABLE[kind as keyof typeof HUDDLE_TABLE].who as readonly string[]).includes("member"),
  )

  it("the table has a row for every command, and every one of them is tried here", () => {
    const running = Object.keys(HUDDLE_TABLE).filter(
      (kind) => kind !== "huddle.start" && !kind.startsWith("huddle.action."),
    )
    expect(EACH.map(({ kind }) => kind as string).sort()).toEqual(running.sort())
    expect(driverOnly).toHaveLength(7)
  })

  it.each(driverOnly)("[U2] $kind is for whoever drives, not for others and not for a lead", (ask) => {
    for (const name of ["bo", "lea"] as const) {
      const desk = new HuddleDesk().start("ana")
      expect(desk.say(name, ask)).toEqual({ ok: false, error: { rule: "U2", data: { person: "ana" } } })
    }
    expect(new HuddleDesk().start("ana").rule("ana", ask)).toBe("yes")
  })

  it.each(EACH.filter((ask) => !driverOnly.includes(ask)))(
    "$kind is for everybody who may speak on the board",
    (ask) => {
      expect(new HuddleDesk().start("ana").rule("bo", ask)).toBe("yes")
    },
  )

  it.each(EACH)("[P1] [H6] $kind is for nobody who only looks, and for no rule", (ask) => {
    const desk = new HuddleDesk().start("ana")
    expect(desk.rule("vic", ask)).toBe("P1")
    expect(desk.rule("rule:r1@1", ask)).toBe("H6")
  })

  it.each(EACH.flatMap((ask) => BOARD_ROLES.map((role) => [role, ask.kind, ask] as const)))(
    "[P1] %s: %s",
    (role, kind, ask) => {
      const desk = new HuddleDesk()
      const say = (asked: Ask) =>
        decide(
          { ...asked, id: "command-1" } as Command,
          { actor: "ana" as ActorId, role, crewRoles: [] },
          desk.deciding(),
        )
      desk.start("ana")
      const isPersonsWord = ["huddle.join", "huddle.leave", "huddle.act"].includes(kind)
      const may = role === "lead" || role === "member" || (role === "shared" && !isPersonsWord)
      expect(say(ask)).toMatchObject(may ? { ok: true } : { ok: false, error: { rule: "P1" } })
    },
  )

  it.each(EACH)("[U4] $kind about another huddle, or one that is over, is refused", (ask) => {
    const desk = new HuddleDesk().start("ana")
    expect(desk.rule("ana", { ...ask, huddle: "hud2" } as Ask)).toBe("U4")
    desk.must("ana", { kind: "huddle.close", huddle: HUDDLE })
    expect(desk.rule("ana", ask)).toBe("U4")
  })
})

describe("the wheel", () => {
  const take = (from: string | null): Ask => ({ kind: "huddle.take", huddle: HUDDLE, from })

  it("[C14] [U5] of two who take it over at once one has it, and the other learns who", () => {
    const desk = new HuddleDesk().start("ana")
    desk.must("bo", take("ana"))
    expect(desk.say("raj", take("ana"))).toEqual({ ok: false, error: { rule: "U5", data: { person: "bo" } } })
    expect(desk.open.driver).toBe("bo")
    expect(desk.rule("ana", { kind: "huddle.extend", huddle: HUDDLE })).toBe("U2")
  })

  it("[C14] [U5] of two who reach for a free one at once one has it", () => {
    const desk = new HuddleDesk().start("ana")
    desk.must("ana", { kind: "huddle.free", huddle: HUDDLE, driver: "ana" })
    desk.must("raj", take(null))
    expect(desk.rule("bo", take(null))).toBe("U5")
    expect(desk.open.driver).toBe("raj")
  })

  it("is handed over to somebody who can drive", () => {
    const desk = new HuddleDesk().start("ana")
    expect(desk.rule("ana", { kind: "huddle.hand-over", huddle: HUDDLE, to: "vic" })).toBe("U7")
    desk.must("ana", { kind: "huddle.hand-over", huddle: HUDDLE, to: "bo" })
    expect(desk.open.driver).toBe("bo")
    expect(desk.open.drivers).toEqual(["ana", "bo"])
  })

  it("[U5] the relay frees it only of whom it saw go", () => {
    const desk = new HuddleDesk().start("ana")
    desk.must("bo", take("ana"))
    expect(desk.rule("system", { kind: "huddle.free", huddle: HUDDLE, driver: "ana" })).toBe("U5")
    expect(desk.open.driver).toBe("bo")
    desk.must("system", { kind: "huddle.free", huddle: HUDDLE, driver: "bo" })
    expect(desk.open.driver).toBeNull()
    expect(desk.say("bo", { kind: "huddle.extend", huddle: HUDDLE })).toEqual({
      ok: false,
      error: { rule: "U2", data: {} },
    })
  })
})

describe("the steps", () => {
  it("[U3] [U8] of two who press at once one goes on; there is no step beyond the last", () => {
    const desk = new HuddleDesk().start("ana")
    expect(desk.rule("ana", { kind: "huddle.step", huddle: HUDDLE, from: 0, to: 1 })).toBe("yes")
    expect(desk.say("ana", { kind: "huddle.step", huddle: HUDDLE, from: 0, to: 1 })).toEqual({
      ok: false,
      error: { rule: "U3", data: { step: 1 } },
    })
    expect([desk.step("ana", 7), desk.step("ana", -1), desk.step("ana", 6), desk.step("ana", 0)]).toEqual([
      ...["U8", "U8", "yes", "yes"],
    ])
  })

  it("counts by the relay's clock, and a moment more is half a minute for the step and its card", () => {
    const desk = new HuddleDesk().start("ana")
    const startedAt = desk.now
    desk.seconds(20)
    desk.must("ana", { kind: "huddle.spotlight", huddle: HUDDLE, card: "c1" })
    desk.must("ana", { kind: "huddle.extend", huddle: HUDDLE })
    expect(stepEndsAt(desk.open)).toBe(startedAt + 75_000)
    expect(desk.open.spotlight).toEqual({ card: "c1", since: startedAt + 20_000, extendedSeconds: 30 })
    desk.step("ana", 1)
    expect(stepEndsAt(desk.open)).toBe(desk.now + 90_000)
  })

  it("covers each card that was in the spotlight, and puts it out when the step or the card changes", () => {
    const desk = new HuddleDesk().start("ana")
    const spotlight = (card: string | null) => desk.must("ana", { kind: "huddle.spotlight", huddle: HUDDLE, card })
    spotlight("c1")
    desk.seconds(5)
    spotlight("c2")
    desk.seconds(7)
    spotlight("c1")
    desk.seconds(1)
    desk.step("ana", 2)
    expect(desk.open.spotlight).toBeNull()
    expect(desk.open.covered).toEqual([
      { card: "c1", ms: 6_000 },
      { card: "c2", ms: 7_000 },
    ])
  })

  it("parks a card for the people named, out of the spotlight", () => {
    const desk = new HuddleDesk().start("ana")
    desk.must("ana", { kind: "huddle.spotlight", huddle: HUDDLE, card: "c1" })
    desk.must("ana", { kind: "huddle.park", huddle: HUDDLE, card: "c1", with: ["bo"] })
    desk.must("ana", { kind: "huddle.park", huddle: HUDDLE, card: "c1", with: ["bo", "dev"] })
    expect(desk.open).toMatchObject({ spotlight: null, parked: [{ card: "c1", with: ["bo", "dev"] }] })
    expect(desk.rule("ana", { kind: "huddle.park", huddle: HUDDLE, card: "c9", with: [] })).toBe("C3")
  })
})

describe("who is there", () => {
  it("takes a role's answer from anybody; a missing one is missed on the cards that need it", () => {
    const desk = new HuddleDesk().start("ana")
    const roll = (role: string, state: "present" | "represented" | "absent", person?: string): Ask => ({
      ...{ kind: "huddle.roll", huddle: HUDDLE, role, state },
      ...(person === undefined ? {} : { person }),
    })
    expect(desk.rule("bo", roll("nobody-knows", "present"))).toBe("U8")
    expect(desk.rule("bo", roll("test", "represented"))).toBe("U6")
    desk.must("bo", roll("test", "absent"))
    desk.must("raj", roll("dev", "represented", "dev"))
    expect(missingRoles(desk.open, ["test", "dev", "design"])).toEqual(["test"])
    desk.must("ana", roll("test", "present"))
    expect(missingRoles(desk.open, ["test", "dev"])).toEqual([])
    expect(desk.say("ana", roll("test", "present"))).toEqual({ ok: true, value: [] })
  })

  it("knows everybody who came or did something, also when they left", () => {
    const desk = new HuddleDesk().start("ana")
    desk.must("bo", { kind: "huddle.join", huddle: HUDDLE })
    desk.must("raj", { kind: "huddle.decide", huddle: HUDDLE, text: "We ship it" })
    desk.seconds(9)
    desk.must("bo", { kind: "huddle.leave", huddle: HUDDLE })
    expect(desk.open.people.map(({ actor, until }) => [actor, until])).toEqual([
      ...[
        ["ana", null],
        ["bo", desk.now],
        ["raj", null],
      ],
    ])
  })
})

describe("decisions and actions", () => {
  it("[U6] an action needs words, a person and a time; a decision needs words", () => {
    const desk = new HuddleDesk().start("ana")
    const act = (more: object) => desk.say("bo", { kind: "huddle.act", huddle: HUDDLE, text: " ", ...more } as Ask)
    expect(act({})).toEqual({ ok: false, error: { rule: "U6", data: { missing: ["text", "person", "due"] } } })
    expect(act({ ...ACTION, due: undefined })).toMatchObject({ error: { rule: "U6", data: { missing: ["due"] } } })
    expect(desk.rule("bo", { kind: "huddle.decide", huddle: HUDDLE, text: "\n" })).toBe("U6")
    expect(desk.rule("bo", { kind: "huddle.act", huddle: HUDDLE, ...ACTION, card: "c9" })).toBe("C3")
    expect(desk.promises.actions).toEqual([])
  })

  it("[U10] its record stays small enough to be sent: so many cards are parked and talked about, and no more", () => {
    const cards = Array.from({ length: LIMITS.cardsPerHuddle + 1 }, (_, at) => `c${at}`)
    const desk = new HuddleDesk(...cards).start("ana")
    const [parked, oneMore] = [cards.slice(0, LIMITS.parkedPerHuddle), cards[LIMITS.parkedPerHuddle] ?? ""]
    for (const card of parked) desk.must("ana", { kind: "huddle.park", huddle: HUDDLE, card, with: ["bo"] })
    expect(desk.rule("ana", { kind: "huddle.park", huddle: HUDDLE, card: oneMore, with: [] })).toBe("U10")
    desk.must("ana", { kind: "huddle.park", huddle: HUDDLE, card: "c0", with: ["bo", "cem"] })
    for (const card of cards) {
      const rule = desk.rule("ana", { kind: "huddle.spotlight", huddle: HUDDLE, card })
      expect([card, rule]).toEqual([card, card === cards.at(-1) ? "U10" : "yes"])
      expect(desk.rule("ana", { kind: "huddle.spotlight", huddle: HUDDLE, card: null })).toBe("yes")
    }
    expect(JSON.stringify(desk.promises.huddle).length).toBeLessThan(100_000)
  })

  it("[U10] a board keeps so many open actions, and another one when one is done", () => {
    const desk = new HuddleDesk()
    for (let n = 0; n < LIMITS.openActions; n++) {
      const huddle = `hud-${Math.floor(n / LIMITS.linesPerHuddle)}`
      if (n % LIMITS.linesPerHuddle === 0) desk.start("ana", huddle)
      desk.must("ana", { kind: "huddle.act", huddle, ...ACTION })
      if ((n + 1) % LIMITS.linesPerHuddle === 0) desk.must("ana", { kind: "huddle.close", huddle })
    }
    desk.start("ana", "hud-z")
    expect(desk.rule("ana", { kind: "huddle.act", huddle: "hud-z", ...ACTION })).toBe("U10")
    const [first] = desk.promises.actions
    desk.must("ana", { kind: "huddle.action.done", action: first?.seq ?? 0 })
    desk.must("ana", { kind: "huddle.act", huddle: "hud-z", ...ACTION })
  })

  it("[U10] a huddle takes so many decisions and actions, and no more", () => {
    const desk = new HuddleDesk().start("ana")
    for (let n = 0; n < LIMITS.linesPerHuddle; n += 2) {
      desk.must("bo", { kind: "huddle.decide", huddle: HUDDLE, text: `Decision ${n}` })
      desk.must("bo", { kind: "huddle.act", huddle: HUDDLE, ...ACTION })
    }
    expect(desk.rule("bo", { kind: "huddle.decide", huddle: HUDDLE, text: "One more" })).toBe("U10")
    expect(desk.rule("bo", { kind: "huddle.act", huddle: HUDDLE, ...ACTION })).toBe("U10")
    desk.must("ana", { kind: "huddle.close", huddle: HUDDLE })
    desk.start("ana", "hud2")
    desk.must("bo", { kind: "huddle.decide", huddle: "hud2", text: "One more" })
  })

  it("an action stays open over huddles, until it is done or dropped", () => {
    const desk = new HuddleDesk().start("ana")
    const [{ seq } = { seq: 0 }] = desk.must("bo", { kind: "huddle.act", huddle: HUDDLE, ...ACTION, card: "c1" })
    desk.must("ana", { kind: "huddle.close", huddle: HUDDLE })
    desk.start("raj", "hud2")
    expect(desk.rule("bo", { kind: "huddle.action.carry", action: seq, reason: " " })).toBe("H12")
    const carried = desk.must("bo", {
      kind: "huddle.action.carry",
      action: seq,
      reason: "No answer",
      due: "2026-11-30",
    })
    expect(carried).toMatchObject([{ kind: "action.carried", card: "c1", reason: "No answer" }])
    expect(desk.promises.actions).toMatchObject([
      { seq, huddle: HUDDLE, state: "open", person: "bo", due: "2026-11-30", carried: 1, reason: "No answer" },
    ])
    desk.must("dev", { kind: "huddle.action.done", action: seq })
    expect(desk.say("raj", { kind: "huddle.action.done", action: seq })).toEqual({ ok: true, value: [] })
    expect(desk.say("raj", { kind: "huddle.action.drop", action: seq, reason: "No use" })).toEqual({
      ok: false,
      error: { rule: "U9", data: { state: "done", person: "dev" } },
    })
    desk.must("raj", { kind: "huddle.action.reopen", action: seq })
    expect(desk.promises.actions).toMatchObject([{ state: "open", endedAt: null }])
    expect(desk.rule("raj", { kind: "huddle.action.drop", action: 9_999, reason: "No use" })).toBe("U9")
  })

  it("an action is escalated with one word, or with a reason later, and stays open until it is done or kept here", () => {
    const desk = new HuddleDesk().start("ana")
    const [{ seq } = { seq: 0 }] = desk.must("bo", { kind: "huddle.act", huddle: HUDDLE, ...ACTION, card: "c1" })
    const escalate = (reason?: string): Ask => ({
      ...{ kind: "huddle.action.escalate", action: seq },
      ...(reason === undefined ? {} : { reason }),
    })
    const at = desk.now
    expect(desk.must("bo", escalate())).toMatchObject([{ kind: "action.escalated", card: "c1", data: { action: seq } }])
    expect(desk.promises.actions).toMatchObject([{ state: "open", escalated: { by: "bo", at, reason: null } }])
    expect(desk.say("raj", escalate(" "))).toEqual({ ok: true, value: [] })
    desk.must("raj", escalate("Only the depot can"))
    expect(desk.say("bo", escalate("Only the depot can"))).toEqual({ ok: true, value: [] })
    desk.must("bo", { kind: "huddle.action.carry", action: seq, reason: "No answer" })
    expect(desk.promises.actions).toMatchObject([
      { state: "open", carried: 1, reason: "No answer", escalated: { by: "raj", reason: "Only the depot can" } },
    ])
    expect(lookBack(desk.promises, { now: desk.now }).actions).toHaveLength(1)
    desk.must("dev", { kind: "huddle.action.keep", action: seq })
    expect(desk.promises.actions[0]?.escalated).toBeUndefined()
    expect(desk.say("dev", { kind: "huddle.action.keep", action: seq })).toEqual({ ok: true, value: [] })
    desk.must("dev", { kind: "huddle.action.done", action: seq })
    for (const ask of [escalate(), { kind: "huddle.action.keep", action: seq } as const])
      expect(desk.say("bo", ask)).toEqual({ ok: false, error: { rule: "U9", data: { state: "done" } } })
  })

  it("[U10] a board takes so many actions further up, and another one when one of them is settled", () => {
    const desk = new HuddleDesk().start("ana")
    const act = () => desk.must("bo", { kind: "huddle.act", huddle: HUDDLE, ...ACTION })[0]?.seq ?? 0
    const all = Array.from({ length: LIMITS.escalatedActions + 1 }, act)
    const escalate = (action: number | undefined) =>
      desk.rule("bo", { kind: "huddle.action.escalate", action: action ?? 0 })
    for (const action of all.slice(0, -1)) expect(escalate(action)).toBe("yes")
    expect(escalate(all.at(-1))).toBe("U10")
    expect(desk.rule("bo", { kind: "huddle.action.escalate", action: all[0] ?? 0, reason: "Urgent" })).toBe("yes")
    desk.must("bo", { kind: "huddle.action.done", action: all[0] ?? 0 })
    expect(escalate(all.at(-1))).toBe("yes")
  })

  it("what ended before the last huddle leaves the fold when the next one begins; what is open never does", () => {
    const desk = new HuddleDesk().start("ana")
    const act = (huddle: string) => desk.must("bo", { kind: "huddle.act", huddle, ...ACTION })[0]?.seq ?? 0
    const [done, open] = [act(HUDDLE), act(HUDDLE)]
    desk.must("bo", { kind: "huddle.action.done", action: done })
    for (const [before, next] of [
      [HUDDLE, "hud2"],
      ["hud2", "hud3"],
    ] as const) {
      desk.seconds(60)
      desk.must(desk.open.driver as "ana", { kind: "huddle.close", huddle: before })
      expect(desk.promises.actions.map(({ seq }) => seq)).toEqual([done, open])
      desk.start("ana", next)
    }
    expect(desk.promises.actions.map(({ seq }) => seq)).toEqual([open])
  })
})

describe("the record", () => {
  it("is one entry that says who was there, how long the steps took and what was agreed", () => {
    const desk = new HuddleDesk().start("ana")
    const startedAt = desk.now
    desk.must("bo", { kind: "huddle.roll", huddle: HUDDLE, role: "test", state: "present" })
    desk.seconds(30)
    desk.step("ana", 2)
    desk.must("ana", { kind: "huddle.spotlight", huddle: HUDDLE, card: "c1" })
    desk.seconds(50)
    desk.must("ana", { kind: "huddle.park", huddle: HUDDLE, card: "c1", with: ["bo"] })
    const [decided] = desk.must("bo", { kind: "huddle.decide", huddle: HUDDLE, text: "We ship it", card: "c2" })
    const [acted] = desk.must("dev", { kind: "huddle.act", huddle: HUDDLE, ...ACTION })
    desk.seconds(4)
    const [closed] = desk.must("ana", { kind: "huddle.close", huddle: HUDDLE })
    const record = recordOf(closed!)
    expect(record).toEqual({
      ...{
        huddle: HUDDLE,
        startedAt,
        startedBy: "ana",
        endedAt: desk.now,
        drivers: ["ana"],
        people: ["ana", "bo", "dev"],
      },
      roll: [{ role: "test", state: "present", person: null }],
      steps: agendaOf({}).map(({ id, seconds }, index) => ({ id, seconds, ms: [30_000, 0, 54_000][index] ?? 0 })),
      covered: [{ card: "c1", ms: 50_000 }],
      parked: [{ card: "c1", with: ["bo"] }],
      decisions: [{ seq: decided?.seq, card: "c2", by: "bo", text: "We ship it" }],
      actions: [{ seq: acted?.seq, card: null, ...ACTION }],
      escalated: [],
    })
    expect(desk.promises.huddle).toMatchObject({ open: null, last: record, lastBy: { seq: closed?.seq, actor: "ana" } })
    expect(JSON.stringify(closed?.data)).not.toContain("ship")
    expect(recordOf({ ...closed!, text: undefined, erased: true })?.decisions).toMatchObject([{ text: "" }])
  })

  it("names what is to be taken further up, also from an earlier huddle, in words that can be erased", () => {
    const desk = new HuddleDesk().start("ana")
    const act = (text: string) =>
      desk.must("bo", { kind: "huddle.act", huddle: desk.open.id, ...ACTION, text })[0]?.seq ?? 0
    const [early, done] = [act("Ask for a second run"), act("Ring the carrier")]
    desk.must("ana", { kind: "huddle.close", huddle: HUDDLE })
    desk.start("ana", "hud2")
    for (const action of [early, done]) desk.must("bo", { kind: "huddle.action.escalate", action })
    const late = act("Hire somebody")
    desk.must("raj", { kind: "huddle.action.escalate", action: late, reason: "Two are on leave" })
    desk.must("bo", { kind: "huddle.action.done", action: done })
    const [closed] = desk.must("ana", { kind: "huddle.close", huddle: "hud2" })
    const { person, due } = ACTION
    expect(recordOf(closed!)?.escalated).toEqual([
      { seq: early, card: null, person, due, text: "Ask for a second run", reason: "" },
      { seq: late, card: null, person, due, text: "Hire somebody", reason: "Two are on leave" },
    ])
    expect(JSON.stringify(closed?.data)).not.toMatch(/leave|Hire|run/)
    expect(recordOf({ ...closed!, text: undefined, erased: true })?.escalated).toMatchObject([
      ...[
        { text: "", reason: "" },
        { text: "", reason: "" },
      ],
    ])
  })

  it("of a time before anything could be escalated is read as one in which nothing was", () => {
    const desk = new HuddleDesk().start("ana")
    const [closed] = desk.must("ana", { kind: "huddle.close", huddle: HUDDLE })
    const { escalated: _, ...data } = closed!.data!
    expect(recordOf({ ...closed!, data })?.escalated).toEqual([])
  })

  it("the relay ends what nobody ends, and not a moment before", () => {
    const desk = new HuddleDesk().start("ana")
    const close: Ask = { kind: "huddle.close", huddle: HUDDLE }
    desk.now += ABANDONED_MS - 1
    expect(desk.rule("system", close)).toBe("U2")
    desk.now += 1
    expect(desk.rule("system", close)).toBe("yes")
    expect(desk.promises.huddle.open).toBeNull()
  })
})

describe("the agenda of a board", () => {
  it("is renamed, timed, reordered and shortened step by step, and has steps of its own", () => {
    const meta = {
      "a:walk": { name: "The pass", seconds: 60 },
      "a:look-ahead": { out: true },
      "a:close": { rank: "a0V" },
      "a:cheers": { name: "Thanks", rank: "zz" },
    } as const
    expect(agendaOf(meta).map(({ id, name, seconds }) => [id, name, seconds])).toEqual([
      ...[
        ["roll-call", "", 45],
        ["close", "", 30],
        ["look-back", "", 90],
        ["at-risk", "", 240],
      ],
      ...[
        ["walk", "The pass", 60],
        ["read-back", "", 75],
        ["cheers", "Thanks", 45],
      ],
    ])
  })

  it("has every step where all are left out", () => {
    expect(agendaOf(Object.fromEntries(STEP_IDS.map((id) => [`a:${id}`, { out: true }])))).toHaveLength(7)
  })
})
