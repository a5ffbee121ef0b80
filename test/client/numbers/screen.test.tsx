// @vitest-environment happy-dom
import { expect, it, vi } from "vitest"
import { NumbersScreen } from "../../../client/numbers/NumbersScreen.tsx"
import { noCourses } from "../../../shared/metrics/courses.ts"
import { type Numbers, numbersOf } from "../../../shared/metrics/numbers.ts"
import { MINUTE_MS } from "../../../shared/time.ts"
import { doing, show } from "../card/support/show.tsx"
import { CREW, offered, stage } from "../handoff/support/stage.tsx"

const NONE = numbersOf(noCourses(), 0, 30)
const SOME: Numbers = {
  ...NONE,
  ended: 4,
  timeToAccept: { n: 3, p50: 9 * MINUTE_MS, p85: null, p95: null, values: [3, 9, 25].map((one) => one * MINUTE_MS) },
  waiting: { n: 1, oldestMs: 90 * MINUTE_MS, olderThanP85: null },
  cameBack: { count: 1, of: 4, rate: 0.25, reasons: [{ reason: "Not ready", count: 1 }] },
  firstTimeRight: { count: 3, of: 3, rate: 1 },
  lanePairs: [
    {
      ...{ from: "dev", to: "test", timeToAccept: { n: 3, p50: 9 * MINUTE_MS, p85: null, p95: null } },
      cameBack: { count: 1, of: 4, rate: 0.25, reasons: [{ reason: "", count: 1 }] },
    },
  ],
}

/** The server tells these one after the other, the last one for good; undefined: it does not answer. */
function serves(...answers: readonly (Numbers | undefined)[]): string[] {
  const asked: string[] = []
  vi.stubGlobal("fetch", async (url: string) => {
    if (!url.includes("/numbers")) return new Response(JSON.stringify(CREW), { status: 200 })
    asked.push(url)
    const answer = answers[Math.min(asked.length, answers.length) - 1]
    if (!answer) throw new TypeError("no network")
    return new Response(JSON.stringify(answer), { status: 200 })
  })
  return asked
}

const text = () => (document.body.textContent ?? "").replaceAll("\u00a0", " ")
const says = (wanted: string) =>
  vi.waitFor(async () => {
    await doing(() => {})
    expect(text()).toContain(wanted)
  }, 4_000)

async function open(...answers: readonly (Numbers | undefined)[]) {
  const session = stage()
  const asked = serves(...answers)
  await show(session, <NumbersScreen />)
  return { session, asked }
}

it("says that there is nothing to count yet", async () => {
  await open(NONE)
  await says("No handoff has ended yet")
})

it("tells every figure with how many it speaks of, by lanes and not by people", async () => {
  await open(SOME)
  await says("the middle of 3 handoffs")
  expect(text()).toContain("Develop → Test")
  expect(text()).toContain("1 of 4 = 25 %")
  expect(text()).toContain("3 of 3 accepted")
  expect(text()).toContain("1, the oldest for 1 h 30 min")
  expect(text()).toContain("The slow end is told from 20 handoffs on.")
  expect(text()).toContain("No reason kept")
  for (const { name } of CREW) expect(text()).not.toContain(name)
})

it("asks for the days that are chosen", async () => {
  const { asked } = await open(SOME)
  await says("25 %")
  await doing(() => document.querySelector<HTMLInputElement>("input[value='7']")?.click())
  await vi.waitFor(() => expect(asked.at(-1)).toMatch(/\/numbers\?days=7$/))
})

it("says that nothing answers, and counts when asked again", async () => {
  await open(undefined, SOME)
  await says("You are offline")
  await doing(() => [...document.querySelectorAll("button")].find((one) => one.textContent === "Try again")?.click())
  await says("25 %")
})

it("counts anew once something was handed over, and keeps what it has while nothing answers", async () => {
  const { session, asked } = await open(NONE, SOME, undefined)
  await says("No handoff has ended yet")
  await doing(() => offered(session, { from: "user:bo", to: { kind: "person", id: "user:me" } }))
  await says("25 %")
  const before = asked.length
  await doing(() => document.dispatchEvent(new Event("visibilitychange")))
  await says("the server does not answer now")
  expect(asked.length).toBeGreaterThan(before)
  expect(text()).toContain("25 %")
})
