import { expect, it } from "vitest"
import { addressKey, createThrottle, signInKeys, signInThrottle } from "../../../server/auth/throttle.ts"

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

it("[T5] lets the owner in from elsewhere while somebody guesses at the account, until far too many do", () => {
  const throttle = signInThrottle(5)
  const guess = (address: string) => throttle.take(signInKeys(address, "ana"), 0)
  for (let n = 0; n < 5; n++) expect(guess("10.0.0.1")).toBeUndefined()
  expect(guess("10.0.0.1")).toBeGreaterThan(0)
  expect(guess("10.0.0.2")).toBeUndefined()
  for (let n = 6; n < 50; n++) expect(guess(`10.0.1.${n}`)).toBeUndefined()
  expect(guess("10.0.2.1")).toBeGreaterThan(0)
  expect(throttle.take(signInKeys("10.0.2.1", "ben"), 0)).toBeUndefined()
})

it("[T5] counts an address over all the accounts that it guesses at", () => {
  const throttle = signInThrottle(5)
  for (let n = 0; n < 5; n++) expect(throttle.take(signInKeys("10.0.0.1", `user-${n}`), 0)).toBeUndefined()
  expect(throttle.take(signInKeys("10.0.0.1", "ana"), 0)).toBeGreaterThan(0)
  expect(throttle.take(signInKeys("10.0.0.1"), 0)).toBeGreaterThan(0)
})
