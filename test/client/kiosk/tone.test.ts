// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { isQuiet, Tone } from "../../../client/kiosk/tone.ts"

/** A browser's sound: runs only after a tap has resumed it, and counts what it was made to play. */
class FakeAudio {
  static played = 0
  static mayRun = true
  state: AudioContextState = "suspended"
  currentTime = 0
  destination = {}
  async resume() {
    if (FakeAudio.mayRun) this.state = "running"
  }
  async suspend() {
    this.state = "suspended"
  }
  createGain() {
    const gain = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} }
    return { gain, connect: (to: unknown) => to }
  }
  createOscillator() {
    return {
      frequency: { value: 0 },
      connect: (to: unknown) => to,
      start: () => void FakeAudio.played++,
      stop: () => {},
    }
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] })
  vi.stubGlobal("AudioContext", FakeAudio)
  FakeAudio.played = 0
  FakeAudio.mayRun = true
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe("the tone", () => {
  it("is off until somebody asks for it", () => {
    const tone = new Tone()
    tone.play()
    expect([tone.isOn, FakeAudio.played]).toEqual([false, 0])
  })

  it("sounds once when it is turned on, and then at most once a minute", async () => {
    const tone = new Tone()
    await tone.turnOn()
    expect([tone.isOn, FakeAudio.played]).toEqual([true, 1])
    for (let second = 1; second < 60; second++) {
      vi.advanceTimersByTime(1_000)
      tone.play()
    }
    expect(FakeAudio.played).toBe(1)
    vi.advanceTimersByTime(1_000)
    tone.play()
    tone.play()
    expect(FakeAudio.played).toBe(2)
  })

  it("is off again when it was turned off", async () => {
    const tone = new Tone()
    await tone.turnOn()
    await tone.turnOff()
    vi.advanceTimersByTime(120_000)
    tone.play()
    expect([tone.isOn, FakeAudio.played]).toEqual([false, 1])
  })

  it("says that it is off where the browser does not let it sound, whatever was wished", async () => {
    FakeAudio.mayRun = false
    const tone = new Tone()
    await tone.turnOn()
    expect([tone.isOn, FakeAudio.played]).toEqual([false, 0])
  })
})

it.each([
  ["in the middle of the night", "22:00", "06:00", "02:30", true],
  ["from its first minute on", "22:00", "06:00", "22:00", true],
  ["not any more in the minute of its end", "22:00", "06:00", "06:00", false],
  ["not by day", "22:00", "06:00", "12:00", false],
  ["over lunch", "12:30", "13:30", "13:00", true],
  ["not before lunch", "12:30", "13:30", "12:29", false],
  ["never, when it ends as it begins", "08:00", "08:00", "08:00", false],
])("is quiet %s", (_name, from, until, clock, expected) => {
  const [hours, minutes] = clock.split(":").map(Number) as [number, number]
  expect(isQuiet({ from, until }, new Date(2026, 5, 5, hours, minutes))).toBe(expected)
})
