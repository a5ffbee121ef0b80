// @vitest-environment happy-dom
import { act } from "react"
import { createRoot, type Root } from "react-dom/client"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { useUnattended } from "../../../client/kiosk/useUnattended.ts"

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let root: Root
let shift: readonly [number, number]
let reload: ReturnType<typeof vi.fn>

function Screen() {
  shift = useUnattended()
  return null
}
const show = () => act(async () => root.render(<Screen />))
const wait = (ms: number) => act(async () => vi.advanceTimersByTime(ms))
const leave = () => act(async () => root.unmount())

function startAt(hours: number, minutes: number): void {
  vi.setSystemTime(new Date(2026, 5, 5, hours, minutes))
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  reload = vi.fn()
  vi.spyOn(location, "reload").mockImplementation(reload as () => void)
  root = createRoot(document.createElement("div"))
})
afterEach(async () => {
  await leave()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe("a picture that stands for months", () => {
  it("moves by a few pixels every few minutes, and never far", async () => {
    startAt(12, 0)
    await show()
    const seen = [shift]
    for (let step = 0; step < 5; step++) {
      await wait(3 * MINUTE_MS)
      seen.push(shift)
    }
    expect(new Set(seen.map(String)).size).toBe(5)
    expect(seen[5]).toEqual(seen[0])
    for (const [x, y] of seen) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(4)
  })
})

describe("every night", () => {
  it.each([
    ["that comes", 22, 0, 6],
    ["that is not over", 1, 0, 3],
    ["after this one, when it has just begun anew", 4, 30, 23.5],
    ["after this one, when the hour is near", 3, 30, 24.5],
  ])("begins anew between four and five: the night %s", async (_name, hours, minutes, inHours) => {
    vi.spyOn(Math, "random").mockReturnValue(0)
    startAt(hours, minutes)
    await show()
    await wait(inHours * HOUR_MS - 1_000)
    expect(reload).not.toHaveBeenCalled()
    await wait(1_000)
    expect(reload).toHaveBeenCalledTimes(1)
    expect(new Date().getHours()).toBe(4)
  })

  it("does not begin anew at the same moment as the other screens of the house", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5)
    startAt(22, 0)
    await show()
    await wait(6 * HOUR_MS)
    expect(reload).not.toHaveBeenCalled()
    await wait(HOUR_MS / 2)
    expect(reload).toHaveBeenCalledTimes(1)
  })
})

describe("a screen that must not sleep", () => {
  const stub = (request: () => Promise<unknown>) =>
    vi.stubGlobal("navigator", Object.assign(Object.create(navigator), { wakeLock: { request } }))
  const visibility = (state: string) => {
    vi.spyOn(document, "visibilityState", "get").mockReturnValue(state as DocumentVisibilityState)
    document.dispatchEvent(new Event("visibilitychange"))
  }

  it("asks to be kept awake, again whenever it is seen again, and lets go when it ends", async () => {
    const release = vi.fn()
    const request = vi.fn(async () => ({ release }))
    stub(request)
    await show()
    expect(request).toHaveBeenCalledTimes(1)
    visibility("hidden")
    expect(request).toHaveBeenCalledTimes(1)
    visibility("visible")
    expect(request).toHaveBeenCalledTimes(2)
    await act(async () => undefined)
    await leave()
    expect(release).toHaveBeenCalledTimes(1)
    visibility("visible")
    expect(request).toHaveBeenCalledTimes(2)
  })

  it("goes on where the browser says no or knows nothing of it", async () => {
    stub(async () => {
      throw new Error("battery low")
    })
    await show()
    expect(shift).toEqual([0, 0])
    await leave()
    root = createRoot(document.createElement("div"))
    vi.stubGlobal("navigator", Object.assign(Object.create(navigator), { wakeLock: undefined }))
    await show()
    expect(shift).toEqual([0, 0])
  })
})
