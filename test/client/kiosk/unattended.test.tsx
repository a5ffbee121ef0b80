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
/** What the server answers when it is asked for the page. */
let page: () => Promise<Response>

function Screen() {
  shift = useUnattended()
  return null
}
const show = () => act(async () => root.render(<Screen />))
const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms).then(() => undefined))
const leave = () => act(async () => root.unmount())

function startAt(hours: number, minutes: number): void {
  vi.setSystemTime(new Date(2026, 5, 5, hours, minutes))
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  reload = vi.fn()
  vi.spyOn(location, "reload").mockImplementation(reload as () => void)
  page = async () => new Response("page")
  vi.stubGlobal("fetch", () => page())
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

describe("a night on which the server is away", () => {
  const away = async () => {
    throw new TypeError("Failed to fetch")
  }

  it.each([
    ["does not answer", away],
    ["is being started behind its proxy", async () => new Response("", { status: 502 })],
  ])("keeps its picture while the server %s, and begins anew when it is back", async (_name, answer) => {
    vi.spyOn(Math, "random").mockReturnValue(0)
    startAt(22, 0)
    page = answer
    await show()
    await wait(8 * HOUR_MS)
    expect(reload).not.toHaveBeenCalled()
    page = async () => new Response("page")
    await wait(10 * MINUTE_MS)
    expect(reload).toHaveBeenCalledTimes(1)
  })

  it("asks no more once the screen has ended", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0)
    startAt(3, 0)
    const asked = vi.fn(away)
    page = asked
    await show()
    await wait(HOUR_MS)
    expect(asked).toHaveBeenCalledTimes(1)
    await leave()
    root = createRoot(document.createElement("div"))
    await wait(HOUR_MS)
    expect(asked).toHaveBeenCalledTimes(1)
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
