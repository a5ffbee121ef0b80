import { describe, expect, it } from "vitest"
import { isTimeZone, nextMail, retryAt } from "../../../server/mail/schedule.ts"
import { HOUR_MS, MINUTE_MS } from "../../../shared/time.ts"

const at = (text: string) => Date.parse(text)
const morning = (clock: string, timeZone: string) => {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number)
  return { frequency: "morning", morningMinute: hours * 60 + minutes, timeZone } as const
}

describe("each morning", () => {
  it.each([
    ["later today", "08:00", "Europe/Berlin", "2026-01-15T06:00:00Z", "2026-01-15T07:00:00Z"],
    ["tomorrow when it has been", "08:00", "Europe/Berlin", "2026-01-15T07:00:00Z", "2026-01-16T07:00:00Z"],
    ["where it is tomorrow already", "08:00", "Pacific/Auckland", "2026-01-15T18:00:00Z", "2026-01-15T19:00:00Z"],
    ["where it is still yesterday", "23:30", "America/Los_Angeles", "2026-01-16T06:00:00Z", "2026-01-16T07:30:00Z"],
    ["half an hour beside the others", "07:15", "Asia/Kolkata", "2026-01-15T00:00:00Z", "2026-01-15T01:45:00Z"],
    ["over the change to summer time", "08:00", "Europe/Berlin", "2026-03-28T07:00:00Z", "2026-03-29T06:00:00Z"],
    ["over the change to winter time", "08:00", "Europe/Berlin", "2026-10-24T06:00:00Z", "2026-10-25T07:00:00Z"],
    ["right after a gap that skips it", "02:30", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"],
    ["at the first of two that show it", "02:30", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"],
    ["at midnight", "00:00", "UTC", "2026-01-15T23:59:59Z", "2026-01-16T00:00:00Z"],
  ])("is %s", (_name, clock, zone, now, expected) => {
    expect(new Date(nextMail(morning(clock, zone), at(now))!).toISOString()).toBe(new Date(expected).toISOString())
  })

  it("comes once a day in a whole year of any zone, also when clocks change", () => {
    for (const zone of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]) {
      let now = at("2026-01-01T00:00:00Z")
      let times = 0
      for (; now < at("2027-01-01T00:00:00Z"); times++) {
        const next = nextMail(morning("08:00", zone), now)!
        const shown = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeStyle: "short" }).format(next)
        expect([zone, shown]).toEqual([zone, "08:00"])
        now = next
      }
      expect([zone, times]).toEqual([zone, expect.closeTo(366, -0.5)])
    }
  })
})

it("comes with the next full hour, or never", () => {
  const wish = { morningMinute: 0, timeZone: "UTC" } as const
  expect(nextMail({ ...wish, frequency: "hourly" }, at("2026-01-15T06:20:00Z"))).toBe(at("2026-01-15T07:00:00Z"))
  expect(nextMail({ ...wish, frequency: "hourly" }, at("2026-01-15T07:00:00Z"))).toBe(at("2026-01-15T08:00:00Z"))
  expect(nextMail({ ...wish, frequency: "off" }, 0)).toBeNull()
})

it("waits longer after each try, up to an hour", () => {
  expect([0, 1, 2].map((failures) => retryAt(failures, 0))).toEqual([MINUTE_MS, 2 * MINUTE_MS, 4 * MINUTE_MS])
  expect(retryAt(500, 0)).toBe(HOUR_MS)
})

it("knows which time zones there are", () => {
  expect(["Europe/Berlin", "UTC", "Mars/Olympus", "", "__proto__"].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
