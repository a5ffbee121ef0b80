import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { canonicalJson, equalJson, type Json } from "../../../shared/json.ts"

const json = () => fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>

describe("canonical JSON", () => {
  it.each([
    [
      "the example of RFC 8785 section 3.2.2",
      {
        numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
        string: '\u20ac$\u000F\u000aA\'B"\\\\"/',
        literals: [null, true, false],
      },
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ],
    [
      "keys sorted by UTF-16 code unit, as in section 3.2.3",
      {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\ud83d\ude00": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
      },
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ],
    ["minus zero", -0, "0"],
    ["the largest exact integer", 9007199254740991, "9007199254740991"],
    ["the smallest number", 5e-324, "5e-324"],
    ["the largest number", 1.7976931348623157e308, "1.7976931348623157e+308"],
    ["members that are undefined", { a: undefined, b: [1] }, '{"b":[1]}'],
    ["empty things", { a: {}, b: [] }, '{"a":{},"b":[]}'],
  ])("writes %s", (_name, value, expected) => {
    expect(canonicalJson(value)).toBe(expected)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("throws on %s", (value) => {
    expect(() => canonicalJson({ value })).toThrow()
  })

  it("is the same for any order of keys, and parses back to the same value", () => {
    fc.assert(
      fc.property(json(), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        expect(equalJson(JSON.parse(text) as Json, value)).toBe(true)
      }),
    )
  })
})

describe("equality of JSON", () => {
  it("agrees with the canonical form", () => {
    fc.assert(
      fc.property(json(), json(), (a, b) => {
        expect(equalJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b))
        expect(equalJson(a, JSON.parse(JSON.stringify(a)) as Json)).toBe(true)
      }),
    )
  })

  it.each([
    ["a list and an object", [], {}],
    ["an inherited and an own member", {}, { toString: "x" } as Json],
    ["null and an object", null, {}],
    ["a longer list", [1], [1, 2]],
  ])("tells %s apart", (_name, a: Json, b: Json) => {
    expect(equalJson(a, b)).toBe(false)
    expect(equalJson(b, a)).toBe(false)
  })
})
