import { expect, it } from "vitest"
import { addressKey, createThrottle } from "../../../server/auth/throttle.ts"

it("lets five tries a minute through and says how long to wait", () => {
  const throttle = createThrottle(5)
  for (let i = 0; i < 5; i++) expect(throttle.take(["a"], i * 1_000)).toBeUndefined()
  expect(throttle.take(["a"], 10_000)).toBe(50_000)
  expect(throttle.take(["b"], 10_000)).toBeUndefined()
  expect(throttle.take(["a"], 60_001)).toBeUndefined()
})

it("refuses when one of several keys is used up, without counting for the others", () => {
  const throttle = createThrottle(1)
  throttle.take(["account"], 0)
  expect(throttle.take(["address", "account"], 1)).toBeGreaterThan(0)
  expect(throttle.take(["address"], 2)).toBeUndefined()
})

it("does not count a try that was right", () => {
  const throttle = createThrottle(1)
  for (let i = 0; i < 10; i++) {
    expect(throttle.take(["a"], i)).toBeUndefined()
    throttle.giveBack(["a"])
  }
})

it("stays bounded when every try comes from another address", () => {
  const throttle = createThrottle(1)
  for (let i = 0; i < 60_000; i++) throttle.take([`address:${i}`], 0)
  expect(throttle.take(["address:59999"], 1)).toBeGreaterThan(0)
})

it.each([
  ["10.0.0.1", "address:10.0.0.1"],
  ["::ffff:10.0.0.1", "address:10.0.0.1"],
  ["2001:db8:1:2:3:4:5:6", "address:2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "address:2001:db8:1:2::/64"],
  ["2001:db8::9", "address:2001:db8:0:0::/64"],
])("counts %s as %s", (address, key) => {
  expect(addressKey(address)).toBe(key)
})
