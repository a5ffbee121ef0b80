/**
 * Random histories: anybody says anything at any time, half of it nonsense or hostile, half of it what the table allows at
 * that moment. After every entry the promises of the board must still hold.
 */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Handoff, isOpen, type Target } from "../../../shared/handoff/handoff.ts"
import { partiesOf } from "../../../shared/handoff/parties.ts"
import { type HandoffAction, TRANSITIONS, transitionOf } from "../../../shared/handoff/transitions.ts"
import type { ActorId } from "../../../shared/ids.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { fold, noPromises, type Promises } from "../../../shared/promises/fold.ts"
import { type Ask, Desk, NAMES, type Name, PEOPLE, READ_BACK, someone, WHOLE_BRIEF } from "../handoff/desk.ts"

const CARDS = ["c1", "constructor"] as const
const HANDOFFS = ["h1", "h2", "toString"] as const
const TARGETS: readonly Target[] = [
  { kind: "role", id: "test" },
  { kind: "lane", id: "test" },
  { kind: "lane", id: "anywhere" },
  { kind: "person", id: "bo" },
  { kind: "person", id: "ana" },
  { kind: "person", id: "vic" },
]
type Spoken = Exclude<HandoffAction, "change">
const ACTIONS = (Object.keys(TRANSITIONS) as HandoffAction[]).filter((action) => action !== "change") as Spoken[]
const CARD_ASKS = ["card.take", "card.release", "check.sign", "check.unsign", "check.ask", "comment.add"] as const
const MINUTES = [0, 0, 0, 0, 0, 0, 1, 1, 10, 15, 60] as const

interface Step {
  readonly who: Name
  readonly handoff: string
  readonly card: string
  readonly action: Spoken | (typeof CARD_ASKS)[number] | "edit" | "sheet"
  /** Whether to do what the table allows instead of what is asked above. */
  readonly sane: boolean
  readonly pick: number
  readonly version: number
  readonly target: Target
  readonly severity: "routine" | "watch" | "critical"
  readonly minutes: number
}

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.constantFrom(...NAMES),
  handoff: fc.constantFrom(...HANDOFFS),
  card: fc.constantFrom(...CARDS),
  action: fc.constantFrom(...ACTIONS, ...CARD_ASKS, "edit" as const, "sheet" as const),
  sane: fc.boolean(),
  pick: fc.nat(1000),
  version: fc.constantFrom(0, 0, 0, -1, 1),
  target: fc.constantFrom(...TARGETS),
  severity: fc.constantFrom("critical", "watch", "critical", "routine"),
  minutes: fc.constantFrom(...MINUTES),
})

function askFor(action: Spoken, { handoff: id, card, version, target, pick }: Step, handoff: Handoff | undefined): Ask {
  const about = { handoff: id }
  switch (action) {
    case "create":
      return { kind: "handoff.create", ...about, card, template: "four-w@1" }
    case "accept":
      return {
        kind: "handoff.accept",
        ...about,
        version: (handoff?.version ?? 0) + version,
        channel: "written",
        ...(pick % 5 === 0 ? {} : { readBack: READ_BACK }),
      }
    case "question":
      return { kind: "handoff.question", ...about, field: "why", text: "Which?" }
    case "answer": {
      const open = handoff?.questions.find(({ answered }) => !answered)
      return { kind: "handoff.answer", ...about, question: open?.seq ?? pick, text: "That one." }
    }
    case "correct":
    case "add":
      return { kind: `handoff.${action}`, ...about, text: pick % 7 === 0 ? " " : "Not that one." }
    case "read-again":
      return { kind: "handoff.read-again", ...about, readBack: READ_BACK }
    case "expire":
      return { kind: "handoff.expire", ...about, level: (handoff?.escalation ?? 0) + 1 + version }
    case "reassign":
      return { kind: "handoff.reassign", ...about, to: target }
    case "acknowledge": {
      const addendum = handoff?.addenda.at(-1)?.seq
      return { kind: "handoff.acknowledge", ...about, ...(addendum === undefined || pick % 2 ? {} : { addendum }) }
    }
    case "decline":
    case "return":
    case "send-back":
    case "withdraw":
    case "take-over":
    case "recall":
    case "cancel":
      return { kind: `handoff.${action}`, ...about, reason: pick % 7 === 0 ? "" : "because" }
    default:
      return { kind: `handoff.${action}`, ...about }
  }
}

function cardAsk(kind: (typeof CARD_ASKS)[number], card: string, pick: number): Ask {
  const check = pick % 2 ? "constructor" : "k1"
  switch (kind) {
    case "check.sign":
    case "check.ask":
      return { kind, card, check, role: pick % 3 ? "test" : "dev" }
    case "check.unsign":
      return { kind, card, check }
    case "comment.add":
      return { kind, card, text: "Hm." }
    default:
      return { kind, card }
  }
}

/** A person and an action that the table allows for a handoff as it stands. */
function saneAsk(desk: Desk, { pick, ...step }: Step): readonly [Name, Ask] {
  const handoff = Object.hasOwn(desk.promises.handoffs, step.handoff) ? desk.handoff(step.handoff) : undefined
  const state = handoff?.state ?? "none"
  const board = desk.deciding()
  const parties = new Map(NAMES.map((name) => [name, partiesOf(someone(name), handoff, board)]))
  const mayBe = (action: Spoken) =>
    NAMES.filter((name) => transitionOf(action).who.some((party) => parties.get(name)?.has(party)))
  const isLikely = (action: Spoken) => pick % 8 === 0 || !ENDS_EARLY.has(action)
  const actions = ACTIONS.filter(
    (action) => isLikely(action) && transitionOf(action).from.includes(state) && mayBe(action).length > 0,
  )
  const action = actions[pick % Math.max(1, actions.length)] ?? "see"
  const names = mayBe(action)
  const name = names[Math.floor(pick / 30) % Math.max(1, names.length)] ?? step.who
  return [name, askFor(action, { ...step, version: 0, pick: 1 }, handoff)]
}

/** Steps that anybody may take at almost any time; taken as often as the others they would end every history at once. */
const ENDS_EARLY: ReadonlySet<string> = new Set(["cancel", "withdraw", "take-over", "return", "decline"])

/** Mostly a handoff that is not over yet: when one is, the next of its name. */
function idFor(desk: Desk, { handoff, pick }: Step): string {
  if (pick % 5 === 0) return handoff
  const isOver = (id: string) =>
    Object.hasOwn(desk.promises.handoffs, id) && ["cancelled", "verified"].includes(desk.handoff(id).state)
  let id = handoff
  while (isOver(id)) id += "-"
  return id
}

function newDesk(): Desk {
  const desk = new Desk(...CARDS)
  desk.crew.set("c1", ["dev", "bo"])
  for (const card of CARDS)
    for (const check of ["k1", "constructor"]) desk.checks.set(`${card}/${check}`, { roles: ["test"], textHash: "x" })
  return desk
}

function play(desk: Desk, asked: Step): void {
  const step = { ...asked, handoff: idFor(desk, asked) }
  desk.minutes(step.minutes)
  const known = Object.hasOwn(desk.promises.handoffs, step.handoff) ? desk.handoff(step.handoff) : undefined
  if (!desk.sheets.has(step.handoff) || step.action === "sheet") {
    const hole = step.pick % 4 === 0 ? { "f:why": null, "f:actions": [null, 5, { id: "a" }] } : {}
    desk.sheets.set(step.handoff, { to: step.target, severity: step.severity, ...WHOLE_BRIEF, ...hole })
  }
  if (step.action === "edit" || step.action === "sheet") {
    if (known && known.offers > 0) desk.edit(step.who, step.pick % 2 === 0, step.handoff)
    return
  }
  const [name, ask] = step.sane
    ? saneAsk(desk, step)
    : ([
        step.who,
        step.action.includes(".")
          ? cardAsk(step.action as (typeof CARD_ASKS)[number], step.card, step.pick)
          : askFor(step.action as Spoken, step, known),
      ] as const)
  const before = step.pick % 4 === 0 ? JSON.stringify(desk.promises) : undefined
  const decided = desk.decide(name, ask)
  if (before !== undefined) expect(JSON.stringify(desk.promises), "deciding changes nothing").toBe(before)
  if (!decided.ok) {
    if (desk.lose(name, ask, decided.error))
      expect(desk.lose(name, ask, decided.error), "asking again adds no line").toBeUndefined()
    return
  }
  for (const draft of decided.value) desk.write(draft)
  if (REPEATABLE.has(ask.kind)) {
    const again = desk.decide(name, ask)
    expect(again, `${ask.kind} by ${name} a second time`).toEqual({ ok: true, value: [] })
  }
}

const REPEATABLE: ReadonlySet<string> = new Set([
  ...["create", "see", "accept", "take-over", "acknowledge", "finish", "verify", "expire", "remind"].map(
    (action) => `handoff.${action}`,
  ),
  ...["card.take", "card.release", "check.sign", "check.unsign"],
])

/** Kinds of entries that may change who is accountable, and nothing else may. */
const MOVES_THE_CARD: ReadonlySet<string> = new Set([
  "card.taken",
  "card.released",
  "handoff.announced",
  "handoff.offered",
  "handoff.accepted",
  "handoff.taken-over",
  "handoff.sent-back",
  "handoff.verified",
  "handoff.recalled",
  "handoff.cancelled",
])

function holds(state: Promises, before: Promises, entry: Entry): void {
  for (const [id, card] of Object.entries(state.cards)) {
    const open = Object.values(state.handoffs).filter((handoff) => handoff.card === id && isOpen(handoff))
    expect(open.length, "at most one open handoff").toBeLessThanOrEqual(1)
    expect(card.openHandoff).toBe(open[0]?.id ?? null)
    if (open[0]) expect(card.accountable, "the sender has it until it is accepted").toBe(open[0].sender)
    if (card.heldBy !== null) expect(["accepted", "done"]).toContain(state.handoffs[card.heldBy]!.state)
    if (card.accountable !== null) expect(["lead", "member"]).toContain(PEOPLE[card.accountable as string as Name].role)
    expect([null, "ana", "bo", "raj", "dev", "lea"]).toContain(card.accountable)
    const was = before.cards[id]!.accountable
    if (was !== card.accountable) hasMoved(was, card.accountable, entry)
  }
}

function hasMoved(from: ActorId | null, to: ActorId | null, { kind, actor }: Entry): void {
  expect(MOVES_THE_CARD, `${kind} moves the card`).toContain(kind)
  const isLead = PEOPLE[actor as string as Name].role === "lead"
  if (kind === "handoff.accepted" || kind === "handoff.taken-over" || kind === "card.taken") expect(to).toBe(actor)
  // From somebody to somebody else: whoever gets it says so, or whoever had it; or a lead offers it for them.
  else if (from !== null && to !== null) expect(from === actor || isLead, `${kind} by ${actor}`).toBe(true)
}

/** All that a promise may move: everything but the ledger's head, who was here last, and the notes of what came too late. */
function moved({ seq: _, hash: __, at: ___, lastBy: ____, cards, ...rest }: Promises) {
  const isKept = ([key]: readonly [string, unknown]) => key !== "superseded"
  const kept = Object.entries(cards).map(([id, card]) => [id, Object.fromEntries(Object.entries(card).filter(isKept))])
  return { ...rest, cards: kept }
}

const MACHINE_KINDS: Readonly<Record<string, readonly string[]>> = {
  system: ["handoff.expired", "handoff.reminded", "handoff.returned"],
  "rule:r1@1": ["handoff.offered"],
}

/** No acceptance without an offer before it, of the version that stood; each step of escalation once per offer, in order. */
function checkLedger(ledger: readonly Entry[]): void {
  const offers = new Map<string, number>()
  const levels = new Map<string, number>()
  for (const [index, { seq, kind, actor, data }] of ledger.entries()) {
    expect(seq).toBe(index + 1)
    if (kind !== "sheet.edited") expect(actor).not.toBe("vic")
    const machine = MACHINE_KINDS[actor]
    if (machine) expect([...machine, "comment.added", "check.asked", "sheet.edited"]).toContain(kind)
    const id = String(data?.handoff)
    if (kind === "handoff.offered" || kind === "handoff.reassigned") {
      offers.set(id, (offers.get(id) ?? 0) + 1)
      levels.set(id, 0)
    }
    if (kind === "promise.superseded") lostAgainstAnother(ledger, ledger[index]!)
    if (kind === "handoff.accepted") expect(offers.get(id) ?? 0).toBeGreaterThan(0)
    if (kind === "handoff.expired") {
      expect(data?.level).toBe((levels.get(id) ?? 0) + 1)
      levels.set(id, Number(data?.level))
    }
  }
}

/** A line names an earlier entry of somebody else about the same card, and is the only one of its kind. */
function lostAgainstAnother(ledger: readonly Entry[], line: Entry): void {
  const counted = ledger[Number(line.cause) - 1]!
  expect(counted.seq).toBeLessThan(line.seq)
  expect(counted.card).toBe(line.card)
  expect(counted.actor).not.toBe(line.actor)
  expect(MACHINE_KINDS[line.actor]).toBeUndefined()
  expect(line.data?.against).toEqual({ kind: counted.kind, by: counted.actor, at: counted.at })
  const isSame = ({ kind, actor, cause, data }: Entry) =>
    kind === line.kind && actor === line.actor && cause === line.cause && isSamePromise(data, line.data)
  expect(ledger.filter(isSame)).toHaveLength(1)
}

const isSamePromise = (a: Entry["data"], b: Entry["data"]) => a?.promise === b?.promise && a?.handoff === b?.handoff

const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

describe("random histories", () => {
  it("[L6] at every entry each card has one accountable person or is openly unclaimed, and nobody moved it out of turn", () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 120, size: "max" }), (steps) => {
        const desk = newDesk()
        let before = clone(desk.promises)
        for (const each of steps) {
          const { length } = desk.ledger
          play(desk, each)
          for (const entry of desk.ledger.slice(length)) {
            if (entry.kind === "promise.superseded") expect(moved(desk.promises)).toEqual(moved(before))
            holds(desk.promises, before, entry)
            seen.set(entry.kind, (seen.get(entry.kind) ?? 0) + 1)
          }
          before = clone(desk.promises)
        }
        checkLedger(desk.ledger)
      }),
      { numRuns: 100 },
    )
    // A generator that never gets anywhere proves nothing.
    const kinds = Object.values(TRANSITIONS).filter(({ entry }) => seen.has(entry))
    expect(kinds.length).toBeGreaterThan(Object.keys(TRANSITIONS).length - 5)
    expect(seen.get("promise.superseded") ?? 0).toBeGreaterThan(20)
  })

  it("[L6] every replica folds to the same promises, also one that is stored and loaded between any two entries", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60, size: "max" }), (steps) => {
        const desk = newDesk()
        for (const each of steps) play(desk, each)
        const whole = desk.ledger.reduce(fold, noPromises())
        const loaded = desk.ledger.reduce((state, entry) => fold(clone(state), clone(entry)), noPromises())
        expect(whole).toEqual(desk.promises)
        expect(loaded).toEqual(desk.promises)
      }),
      { numRuns: 60 },
    )
  })

  it("the fold refuses a ledger with a gap, or one entry twice", () => {
    const desk = newDesk()
    const state = desk.ledger.reduce(fold, noPromises())
    expect(() => fold(state, desk.ledger[0]!)).toThrow(/gap/)
    expect(() => fold(noPromises(), desk.ledger[1]!)).toThrow(/gap/)
  })
})
