import { describe, expect, it } from "vitest"
import type { Entry } from "../../shared/model/entry.ts"
import { crashRounds } from "./crash.ts"
import { type Evidence, judge, NO_FAULT } from "./judge.ts"
import type { Told } from "./writer.ts"

it("[L6] loses no acknowledged edit or promise, doubles none, forgets no clock and tells of every refusal over ten rounds of kill -9 under load", {
  timeout: 180_000,
}, async () => {
  const report = judge(await crashRounds({ rounds: 10, seed: 20_261, clients: 20, editsPerSecond: 100 }))
  expect(report).toMatchObject(NO_FAULT)
  expect(report.acknowledged).toBeGreaterThan(300)
  expect(report.promised).toBeGreaterThan(100)
  expect(report.refused).toBeGreaterThan(30)
  expect(report.offered).toBeGreaterThan(30)
  expect(report.accepted).toBeGreaterThan(10)
  expect(report.withdrawn).toBeGreaterThan(5)
  expect(report.finished).toBeGreaterThan(2)
  expect(report.expired).toBeGreaterThan(20)
  expect(report.tooLate).toBeGreaterThan(10)
})

/** Numbered as if nothing were, so that only what is missing or twice can be noticed. */
const withEntries = (evidence: Evidence, change: (entries: Entry[]) => void): Evidence => {
  const entries = [...evidence.entries]
  change(entries)
  return { ...evidence, entries: entries.map((entry, index) => ({ ...entry, seq: index + 1 })) }
}

describe("the set test", () => {
  it("finds each planted fault, so that its silence means something", { timeout: 60_000 }, async () => {
    const evidence = await crashRounds({ rounds: 1, seed: 3, clients: 6, editsPerSecond: 100 })
    expect(judge(evidence)).toMatchObject(NO_FAULT)
    const { acknowledged, forbidden, unheard, entries, told } = evidence
    const offer = told.find(({ command, answer }) => command.kind === "handoff.offer" && answer.ok)!
    const { id } = offer.command
    const at = entries.findIndex(({ cause }) => cause === id)

    expect(judge({ ...evidence, acknowledged: [...acknowledged, "planted.0@card0"] }).lost).toEqual(["planted.0@card0"])
    const planted = { forbidden: [...forbidden, "planted"], unheard: [...unheard, "planted"] }
    expect(judge({ ...evidence, ...planted }).untold).toEqual(["planted"])

    expect(judge(withEntries(evidence, (list) => list.splice(at, 1))).lost).toEqual([id])
    expect(judge(withEntries(evidence, (list) => list.push(entries[at]!))).doubled).toEqual([id])
    const elsewhere: Told = { ...offer, answer: { ...offer.answer, hash: "of another ledger" } as Told["answer"] }
    expect(judge({ ...evidence, told: told.map((one) => (one === offer ? elsewhere : one)) }).astray).toEqual([id])
    const unsaid: Told = { ...offer, answer: { id, ok: false, code: "forbidden", detail: "" } }
    expect(judge({ ...evidence, told: told.map((one) => (one === offer ? unsaid : one)) }).astray).toEqual([id])

    const struck = entries.findIndex(({ kind }) => kind === "handoff.expired")
    const { handoff } = entries[struck]!.data!
    expect(judge(withEntries(evidence, (list) => list.splice(struck, 1))).unrung).toEqual([handoff])
    const twice = judge(withEntries(evidence, (list) => list.splice(struck, 0, entries[struck]!)))
    expect(twice.lawBroken).toContain("escalated to 1 where 2 was next")
    const early = { ...entries[struck]!, at: entries[at]!.at }
    expect(judge(withEntries(evidence, (list) => list.splice(struck, 1, early))).lawBroken).toContain("before its time")
  })
})
