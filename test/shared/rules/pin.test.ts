import { describe, expect, it } from "vitest"
import { pinFault } from "../../../shared/rules/pin.ts"

describe("a PIN", () => {
  it.each([
    ["123", "form"],
    ["123456789", "form"],
    ["12a4", "form"],
    ["١٢٣٤", "form"],
    ["", "form"],
    ["0000", "repeated"],
    ["77777777", "repeated"],
    ["1212", "repeated"],
    ["123123", "repeated"],
    ["1234", "run"],
    ["4321", "run"],
    ["7890", "run"],
    ["01234567", "run"],
    ["2580", "common"],
    ["1004", "common"],
  ])("%s is refused: %s", (pin, fault) => expect(pinFault(pin)).toBe(fault))

  it.each(["4071", "8305", "90210", "13572468"])("%s may be used", (pin) => expect(pinFault(pin)).toBeUndefined())
})
