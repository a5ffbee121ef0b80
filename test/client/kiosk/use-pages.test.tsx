// @vitest-environment happy-dom
import { act, type ReactNode } from "react"
import { createRoot, type Root } from "react-dom/client"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import type { Page } from "../../../client/kiosk/pages.ts"
import { usePages } from "../../../client/kiosk/usePages.ts"

/** A page for each card. */
const pagesOf = (...cards: readonly string[]): readonly Page[] =>
  cards.map((id) => ({ kind: "work", columns: [[{ rows: [{ card: { id } }] }]] }) as unknown as Page)
const PAGES = pagesOf("a", "b", "c")
const NONE: ReadonlySet<string> = new Set()

let root: Root
let shown: number
let alarms: number
let pulsing: string | undefined
const onAlarm = () => void alarms++

function Screen({ pages, late }: { pages: readonly Page[]; late: ReadonlySet<string> }): ReactNode {
  const turning = usePages(pages, late, onAlarm)
  shown = turning.page
  pulsing = turning.alarm
  return null
}
const show = (late: ReadonlySet<string> = NONE, pages = PAGES) =>
  act(async () => root.render(<Screen pages={pages} late={late} />))
const wait = (ms: number) => act(async () => vi.advanceTimersByTime(ms))

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  alarms = 0
  root = createRoot(document.createElement("div"))
})
afterEach(async () => {
  await act(async () => root.unmount())
  vi.useRealTimers()
})

it("turns a page every fifteen seconds, round and round", async () => {
  await show()
  const seen = [shown]
  for (let n = 0; n < 3; n++) {
    await wait(15_000)
    seen.push(shown)
  }
  expect(seen).toEqual([0, 1, 2, 0])
})

it("stands still for a minute when somebody touches the screen", async () => {
  await show()
  await act(async () => dispatchEvent(new Event("pointerdown")))
  await wait(60_000)
  expect(shown).toBe(0)
  await wait(15_000)
  expect(shown).toBe(1)
})

it("goes to the page on which something turns late, with one tone", async () => {
  await show()
  await show(new Set(["c"]))
  expect([shown, alarms]).toEqual([2, 1])
  await show(new Set(["c", "b"]))
  expect([shown, alarms]).toEqual([1, 2])
})

it("makes no noise about what was late before it came", async () => {
  await show(new Set(["c"]))
  expect([shown, alarms]).toEqual([0, 0])
})

it("stays on a page that there is when there are fewer", async () => {
  await show(new Set())
  await wait(30_000)
  expect(shown).toBe(2)
  await show(NONE, pagesOf("a"))
  expect(shown).toBe(0)
})

it("shows the page to which it went for its whole time, and goes on from there", async () => {
  await show()
  await wait(14_000)
  await show(new Set(["b"]))
  await wait(14_000)
  expect(shown).toBe(1)
  await wait(1_000)
  expect(shown).toBe(2)
})

it("pulses once for a second when something turns late, and not when its page comes round again", async () => {
  await show()
  expect(pulsing).toBeUndefined()
  await show(new Set(["c"]))
  expect(pulsing).toBe("c")
  await wait(1_000)
  expect(pulsing).toBeUndefined()
  await wait(60_000)
  expect(pulsing).toBeUndefined()
})
