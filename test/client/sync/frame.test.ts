import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { frameScheduler } from "../../../client/sync/frame.ts"

let frames: (() => void)[] = []
const nextFrame = () => {
  for (const run of frames.splice(0)) run()
}
const settled = () => new Promise<void>((resolve) => queueMicrotask(resolve))

beforeEach(() => {
  frames = []
  vi.stubGlobal("document", { hidden: false })
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => frames.push(run))
  vi.stubGlobal("cancelAnimationFrame", () => undefined)
})
afterEach(() => {
  nextFrame()
  vi.unstubAllGlobals()
})

it("runs what comes alone at once, but not inside the caller", async () => {
  const work = vi.fn()
  frameScheduler()(work)
  expect(work).not.toHaveBeenCalled()
  await settled()
  expect(work).toHaveBeenCalledOnce()
})

it("runs what follows once, with the next frame", async () => {
  const schedule = frameScheduler()
  const work = vi.fn()
  schedule(work)
  await settled()
  schedule(work)
  schedule(work)
  await settled()
  expect(work).toHaveBeenCalledTimes(1)
  nextFrame()
  expect(work).toHaveBeenCalledTimes(2)
})

it("keeps to one run a frame through a storm, and runs at once again after a frame of rest", async () => {
  const schedule = frameScheduler()
  const work = vi.fn()
  for (let frame = 0; frame < 10; frame++) {
    for (let edit = 0; edit < 5; edit++) {
      schedule(work)
      await settled()
    }
    nextFrame()
  }
  expect(work.mock.calls.length).toBeLessThanOrEqual(11)
  nextFrame()
  work.mockClear()
  schedule(work)
  await settled()
  expect(work).toHaveBeenCalledOnce()
})
