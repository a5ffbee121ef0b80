import * as fc from "fast-check"
import { expect, it } from "vitest"
import { ABANDONED_MS } from "../../../shared/huddle/clocks.ts"
import { type HuddleRecord, recordOf } from "../../../shared/huddle/record.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { fold, noPromises, type Promises } from "../../../shared/promises/fold.ts"
import type { Ask, Name } from "../handoff/desk.ts"
import { HuddleDesk } from "./huddle-desk.ts"

/** People, a viewer, a rule, and the relay with its clocks. Huddles by number: late commands name one that is over. */
const NAMES = ["ana", "bo", "raj", "lea", "vic", "rule:r1@1", "system"] as const satisfies readonly Name[]
const number = fc.nat({ max: 7 })
const card = fc.constantFrom("c1", "c2", "c9")
const drivers = fc.constantFrom("ana", "bo", "raj")

type Asking = (desk: HuddleDesk, huddle: string) => Ask
const asking: fc.Arbitrary<Asking> = fc.oneof(
  ...Array.from({ length: 3 }, () =>
    fc.constant((_: HuddleDesk, huddle: string): Ask => ({ kind: "huddle.start", huddle })),
  ),
  fc.tuple(number, number, fc.boolean()).map(
    ([from, to, isHonest]): Asking =>
      (desk, huddle) => ({
        ...{ kind: "huddle.step", huddle, to },
        from: isHonest ? (desk.promises.huddle.open?.step ?? 0) : from,
      }),
  ),
  fc.option(card, { nil: null }).map(
    (lit): Asking =>
      (_, huddle) => ({ kind: "huddle.spotlight", huddle, card: lit }),
  ),
  card.map(
    (parked): Asking =>
      (_, huddle) => ({ kind: "huddle.park", huddle, card: parked, with: ["bo"] }),
  ),
  fc.constantFrom("huddle.extend", "huddle.join", "huddle.leave", "huddle.close").map(
    (kind): Asking =>
      (_, huddle) =>
        ({ kind, huddle }) as Ask,
  ),
  fc.option(drivers, { nil: null }).map(
    (seen): Asking =>
      (desk, huddle) => ({ kind: "huddle.take", huddle, from: seen ?? desk.promises.huddle.open?.driver ?? null }),
  ),
  drivers.map(
    (to): Asking =>
      (_, huddle) => ({ kind: "huddle.hand-over", huddle, to }),
  ),
  drivers.map(
    (driver): Asking =>
      (_, huddle) => ({ kind: "huddle.free", huddle, driver }),
  ),
  fc.constantFrom("We ship", " ").map(
    (text): Asking =>
      (_, huddle) => ({ kind: "huddle.decide", huddle, text }),
  ),
  fc.option(drivers, { nil: undefined }).map(
    (person): Asking =>
      (_, huddle) =>
        ({ kind: "huddle.act", huddle, text: "Ring Kim", person, due: "2026-11-27" }) as Ask,
  ),
  fc
    .tuple(
      fc.constantFrom("done", "carry", "escalate", "keep", "drop", "reopen"),
      fc.nat({ max: 3 }),
      fc.constantFrom("No answer", ""),
    )
    .map(
      ([verb, which, reason]): Asking =>
        ({ promises: { actions } }) => {
          const action = actions[which]?.seq ?? 0
          const more = ["carry", "drop", "escalate"].includes(verb) ? { reason } : {}
          return { kind: `huddle.action.${verb}`, action, ...more } as Ask
        },
    ),
)
const turn = fc.record({
  name: fc.constantFrom(...NAMES),
  /** Asked by whoever holds the wheel, if somebody does. */
  isDriver: fc.boolean(),
  asking,
  lateness: fc.constantFrom(0, 0, 0, 1),
  waits: fc.constantFrom(0, 1, 999, 30_000, ABANDONED_MS),
})

/** Who may have steered at every prefix of the ledger: exactly whoever held the wheel after the entry before. */
function checkSteering(ledger: readonly Entry[]): void {
  const state = noPromises()
  let opened: string | null = null
  for (const entry of ledger) {
    const { driver = null } = state.huddle.open ?? {}
    if (entry.kind === "huddle.started") expect(opened).toBeNull()
    if (/^huddle\.(stepped|spotlit|parked|extended|handed-over)$/.test(entry.kind)) expect(entry.actor).toBe(driver)
    if (/^huddle\.(freed|closed)$/.test(entry.kind)) expect([driver, "system"]).toContain(entry.actor)
    if (entry.kind === "huddle.taken") expect(entry.data?.from ?? null).toBe(driver)
    if (entry.kind.startsWith("huddle.") || entry.kind.startsWith("action."))
      expect(["vic", "rule:r1@1"]).not.toContain(entry.actor)
    fold(state, entry)
    opened = state.huddle.open?.id ?? null
  }
}

/** Every action that was agreed and neither done nor dropped since is open in the fold, whatever happened to its huddle. */
function checkActions({ actions }: Promises, ledger: readonly Entry[]): void {
  const open = new Set<number>()
  for (const { kind, seq, data } of ledger) {
    if (kind === "action.added") open.add(seq)
    if (kind === "action.done" || kind === "action.dropped") open.delete(Number(data?.action))
    if (kind === "action.reopened") open.add(Number(data?.action))
  }
  expect(actions.filter(({ state }) => state === "open").map(({ seq }) => seq)).toEqual([...open].sort((a, b) => a - b))
}

/** What was escalated at the end of a huddle, read straight from the ledger. */
function escalatedBefore(ledger: readonly Entry[], { huddle }: HuddleRecord): readonly number[] {
  const [open, escalated] = [new Set<number>(), new Set<number>()]
  for (const { kind, seq, data } of ledger) {
    const action = Number(data?.action)
    if (kind === "action.added") open.add(seq)
    if (kind === "action.done" || kind === "action.dropped") open.delete(action)
    if (kind === "action.reopened") open.add(action)
    if (kind === "action.escalated") escalated.add(action)
    if (kind === "action.kept") escalated.delete(action)
    if (kind === "huddle.closed" && data?.huddle === huddle) break
  }
  return [...open].filter((seq) => escalated.has(seq)).sort((a, b) => a - b)
}

it("[C14] one driver at every prefix, one fold on every replica, times that add up, and no action lost", () => {
  let huddles = 0
  fc.assert(
    fc.property(fc.array(turn, { minLength: 20, maxLength: 80 }), (turns) => {
      const desk = new HuddleDesk("c1", "c2")
      let replica: Promises = JSON.parse(JSON.stringify(desk.promises)) as Promises
      let started = 0
      for (const { name, isDriver, asking, lateness, waits } of turns) {
        desk.now += waits
        const running = desk.promises.huddle.open !== null
        const ask = asking(desk, `hud${Math.max(0, started - (running ? 1 : 0) - lateness)}`)
        const seen = desk.ledger.length
        const driver = desk.promises.huddle.open?.driver as Name | null | undefined
        const said = desk.say(isDriver && driver ? driver : name, ask)
        if (said.ok && said.value[0]?.kind === "huddle.started") started++
        // A client that was away gets the fold as JSON and goes on from there.
        for (const entry of desk.ledger.slice(seen))
          replica = JSON.parse(JSON.stringify(fold(replica, entry))) as Promises
      }
      expect(replica).toEqual(desk.promises)
      expect(desk.ledger.reduce(fold, noPromises())).toEqual(desk.promises)
      checkSteering(desk.ledger)
      checkActions(desk.promises, desk.ledger)
      for (const record of desk.ledger.map(recordOf)) {
        if (!record) continue
        huddles++
        const ms = record.steps.reduce((sum, step) => sum + step.ms, 0)
        expect(ms).toBe(record.endedAt - record.startedAt)
        expect(record.escalated.map(({ seq }) => seq)).toEqual(escalatedBefore(desk.ledger, record))
        expect(record.covered.reduce((sum, covered) => sum + covered.ms, 0)).toBeLessThanOrEqual(ms)
      }
    }),
    { numRuns: 500 },
  )
  expect(huddles).toBeGreaterThan(20)
})
