import { describe, expect, it } from "vitest"
import { backward, onward } from "../../../client/huddle/course.ts"
import { shownOf } from "../../../client/huddle/follow.ts"
import { HUDDLE_KEYS, huddleKeyOf } from "../../../client/huddle/keys.ts"
import { filled, lineProblems, startLine } from "../../../client/huddle/line-state.ts"
import { parseLine } from "../../../client/huddle/parse-line.ts"
import { roleStandings, rolesOfCard } from "../../../client/huddle/roles.ts"
import { digits, spotlightLeft, stepLeft } from "../../../client/huddle/time-left.ts"
import { moveStep, putStep } from "../../../client/settings/edits.ts"
import type { Change } from "../../../shared/change/change.ts"
import { agendaSteps } from "../../../shared/huddle/agenda.ts"
import type { Huddle } from "../../../shared/huddle/huddle.ts"
import type { ActorId } from "../../../shared/ids.ts"

const AT = Date.UTC(2026, 10, 24, 9, 0)

const huddle = (more: Partial<Huddle> = {}): Huddle => ({
  ...{ id: "h1", startedAt: AT, startedBy: "user:ana" as ActorId },
  steps: ["roll-call", "at-risk", "close"].map((id) => ({ id, seconds: 60, ms: 0 })),
  ...{ step: 1, stepStartedAt: AT, extendedSeconds: 0, spotlight: null, covered: [], parked: [], roll: [] },
  ...{ people: [], driver: "user:ana" as ActorId, driverSince: AT, drivers: [], decisions: [], touchedAt: AT },
  ...more,
})
const lit = (card: string) => ({ card, since: AT, extendedSeconds: 0 })

describe("how long is left", () => {
  it.each([
    [192_000, "3:12"],
    [191_001, "3:12"],
    [1, "0:01"],
    [0, "0:00"],
    [-999, "0:00"],
    [-20_000, "0:20"],
  ])("%i ms is %s: nothing is over before its time", (ms, said) => {
    expect(digits(ms)).toBe(said)
  })

  it("counts what was added to the step and to the card", () => {
    const extended = huddle({ extendedSeconds: 30, spotlight: { ...lit("a"), extendedSeconds: 30 } })
    expect(stepLeft(extended, AT + 45_000)).toEqual({ ms: 45_000, share: 0.5 })
    expect(spotlightLeft(extended, AT + 75_000)).toEqual({ ms: 0, share: 0 })
  })

  it("goes on below nothing when it is over, and is full for a clock that runs behind", () => {
    expect(stepLeft(huddle(), AT + 80_000)).toEqual({ ms: -20_000, share: 0 })
    expect(stepLeft(huddle(), AT - 5_000)).toEqual({ ms: 60_000, share: 1 })
    expect(spotlightLeft(huddle(), AT)).toBeUndefined()
  })
})

describe("where Space and B go", () => {
  it.each([
    ["the first card", {}, { kind: "spotlight", card: "a" }],
    ["the next card", { spotlight: lit("a") }, { kind: "spotlight", card: "b" }],
    [
      "past what was talked about",
      { spotlight: lit("a"), covered: [{ card: "b", ms: 1 }] },
      { kind: "spotlight", card: "c" },
    ],
    ["past what was parked", { parked: [{ card: "a", with: [] }] }, { kind: "spotlight", card: "b" }],
    [
      "the next step after the last card",
      {
        spotlight: lit("c"),
        covered: [
          { card: "a", ms: 1 },
          { card: "b", ms: 1 },
        ],
      },
      { kind: "step", to: 2 },
    ],
    [
      "the end after the last step",
      { step: 2, covered: ["a", "b", "c"].map((card) => ({ card, ms: 1 })) },
      { kind: "close" },
    ],
  ] as const)("%s", (_, more, course) => {
    expect(onward(huddle(more as Partial<Huddle>), ["a", "b", "c"])).toEqual(course)
  })

  it.each([
    ["the card before", { spotlight: lit("b") }, { kind: "spotlight", card: "a" }],
    ["the step before from the first card", { spotlight: lit("a") }, { kind: "step", to: 0 }],
    ["nowhere from the very beginning", { step: 0 }, undefined],
  ] as const)("back: %s", (_, more, course) => {
    expect(backward(huddle(more), ["a", "b", "c"])).toEqual(course)
  })
})

describe("following", () => {
  const now = huddle({ spotlight: lit("a") })
  it("shows what everybody looks at, unless one looks around", () => {
    expect(shownOf(now, undefined)).toEqual({ step: 1, card: "a", isFollowing: true })
    expect(shownOf(now, { huddle: "h1", card: "b" })).toEqual({ step: 1, card: "b", isFollowing: false })
    expect(shownOf(now, { huddle: "h1", step: 2 })).toEqual({ step: 2, card: null, isFollowing: false })
  })
  it("forgets what was looked at in another huddle", () => {
    expect(shownOf(now, { huddle: "h0", step: 2 }).isFollowing).toBe(true)
  })
  it("follows again when the huddle comes to what one looks at", () => {
    expect(shownOf(huddle({ step: 2 }), { huddle: "h1", step: 2 }).isFollowing).toBe(true)
  })
})

describe("keys", () => {
  const pressed = (key: string, more = {}) =>
    huddleKeyOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more })
  it.each([
    [" ", "next"],
    ["b", "back"],
    ["p", "park"],
    ["A", "action"],
    ["d", "decision"],
    ["x", "blocked"],
    ["t", "more"],
    ["m", "wheel"],
    ["q", "leave"],
    ["Escape", "leave"],
    ["?", "help"],
  ])("%s means %s", (key, id) => {
    expect(pressed(key)).toBe(id)
  })
  it("leaves the browser its own keys, and the notes theirs", () => {
    expect(pressed("a", { ctrlKey: true })).toBeUndefined()
    expect(pressed("Enter", { ctrlKey: true })).toBeUndefined()
    expect(pressed("z")).toBeUndefined()
  })
  it("no key means two things", () => {
    const keys = Object.values(HUDDLE_KEYS).flatMap(({ keys }) => keys)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

const PEOPLE = [
  { actor: "user:ana", name: "Ana Lind" },
  { actor: "user:an", name: "An" },
  { actor: "user:bo1", name: "Bo Berg" },
  { actor: "user:bo2", name: "Bo Holm" },
]
/** A Tuesday, nine o'clock where this runs. */
const TUESDAY = new Date(2026, 10, 24, 9, 0).getTime()
const utc = (day: number, hour: number, minute = 0) =>
  `${new Date(2026, 10, day, hour, minute).toISOString().slice(0, 16)}Z`

describe("reading a line", () => {
  it.each([
    ["Ring the carrier", { text: "Ring the carrier" }],
    ["@Ana rings the carrier", { text: "rings the carrier", person: "user:ana" }],
    ["@An rings", { text: "rings", person: "user:an" }],
    ["Ring the carrier @ana lind by Friday", { text: "Ring the carrier", person: "user:ana", due: "2026-11-27" }],
    ["@Bo rings", { text: "@Bo rings" }],
    ["@Bo Holm rings", { text: "rings", person: "user:bo2" }],
    ["@Nobody rings", { text: "@Nobody rings" }],
    ["Ship it tomorrow", { text: "Ship it", due: "2026-11-25" }],
    ["Ship it tomorrow at 14:30", { text: "Ship it", due: utc(25, 14, 30) }],
    ["Ship it by 2026-12-01.", { text: "Ship it.", due: "2026-12-01" }],
    ["Ship it 17:00", { text: "Ship it", due: utc(24, 17) }],
    ["Ship it by 8:00", { text: "Ship it", due: utc(25, 8) }],
    ["Ship it Tue", { text: "Ship it", due: "2026-12-01" }],
    ["Ship it at the latest", { text: "Ship it at the latest" }],
    ["The monitor stays", { text: "The monitor stays" }],
  ])("%s", (line, read) => {
    expect(parseLine(line, PEOPLE, TUESDAY)).toEqual(read)
  })
})

describe("an action while it is typed", () => {
  const starting = { people: PEOPLE, now: TUESDAY, person: "user:ana", due: "2026-11-25" }
  const start = (text: string) => startLine({ kind: "action", text, card: "c1" }, starting)

  it("is whoever is accountable by the next huddle, until the words say otherwise", () => {
    expect(start("ring")).toMatchObject({ text: "ring", person: "user:ana", due: "2026-11-25" })
    expect(start("@Bo Berg rings by Friday")).toMatchObject({ text: "rings", person: "user:bo1", due: "2026-11-27" })
  })
  it("keeps what was set by hand, whatever is typed afterwards", () => {
    const byHand = start("ring").with({ person: "user:bo2", due: "2026-12-24" })
    expect(byHand.read("@Ana rings tomorrow", PEOPLE, TUESDAY)).toMatchObject({ person: "user:bo2", due: "2026-12-24" })
  })
  it("never loses the line: a decision keeps its words, with names and times in them", () => {
    const decision = startLine({ kind: "decision", text: "@Ana ships on Friday", card: null }, starting)
    expect(filled({ kind: "decision", text: "", card: "c1" }, decision)).toEqual({
      kind: "decision",
      text: "@Ana ships on Friday",
      card: "c1",
    })
  })
  it("says what is missing: words, a person, a time", () => {
    const nobody = startLine({ kind: "action", text: "", card: null }, { ...starting, person: null, due: "" })
    expect(Object.keys(lineProblems("action", nobody))).toEqual(["text", "person", "due"])
    expect(lineProblems("action", start("ring"))).toEqual({})
  })
  it("is about the card unless one says not", () => {
    const draft = { kind: "action", text: "", card: "c1" } as const
    expect(filled(draft, start("ring")).card).toBe("c1")
    expect(filled(draft, start("ring").with({ isAboutCard: false })).card).toBeNull()
  })
})

describe("roles of the card in the spotlight", () => {
  const card = {
    "r:dev": { person: "user:ana" },
    "h:l": { name: "Done", rank: "a" },
    "c:x": { list: "l", text: "Tried", rank: "a", roles: ["tester"] },
  }
  it("are its crew and those who sign its checks", () => {
    expect(rolesOfCard(card)).toEqual(["dev", "tester"])
  })
  it("one that the card asks for and nobody speaks for is missing; one that was not called yet is not", () => {
    const roll = [
      { role: "tester", state: "absent", person: null, by: "user:ana" as ActorId, at: AT },
      { role: "designer", state: "absent", person: null, by: "user:ana" as ActorId, at: AT },
    ] as const
    const standings = roleStandings(huddle({ roll: [...roll] }), ["dev", "tester", "designer"], rolesOfCard(card))
    expect(standings.filter(({ isMissing }) => isMissing).map(({ role }) => role)).toEqual(["tester"])
  })
})

describe("a board's own agenda", () => {
  const order = (meta: Record<string, unknown>) => agendaSteps(meta as never).map(({ id }) => id)
  const toOf = (change: Change | undefined) => (change?.kind === "set-meta" ? change.to : null)
  it("moves a step by one place, there and back", () => {
    const [down] = moveStep({}, agendaSteps({}), "roll-call", 1, 7)
    const moved = { "a:roll-call": toOf(down) }
    expect(order(moved).slice(0, 3)).toEqual(["look-back", "roll-call", "at-risk"])
    const [up] = moveStep(moved, agendaSteps(moved), "roll-call", -1, 7)
    expect(order({ "a:roll-call": toOf(up) })[0]).toBe("roll-call")
    expect(moveStep({}, agendaSteps({}), "roll-call", -1, 7)).toEqual([])
  })
  it("keeps the name that everybody knows where none is given", () => {
    const [step] = agendaSteps({})
    expect(putStep({}, { ...step!, seconds: 30, isOut: true })).toEqual([
      { kind: "set-meta", key: "a:roll-call", from: null, to: { seconds: 30, rank: "a0", out: true } },
    ])
  })
})
