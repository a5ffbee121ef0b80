import { expect, it } from "vitest"
import { letterSizes } from "../../../client/kiosk/letters.ts"

const FULL_HD = { width: 1920, height: 1080 }

it.each([
  [32, 70, 88, 105],
  [43, 52, 65, 78],
  [55, 41, 51, 61],
  [65, 35, 43, 52],
  [75, 30, 37, 45],
])('a %i" screen four metres away needs letters of %i, %i and %i px', (diagonalInches, min, body, headline) => {
  expect(letterSizes({ diagonalInches, distanceMetres: 4 }, FULL_HD)).toEqual({ min, body, headline })
})

it("grows with the distance and with the resolution", () => {
  const near = letterSizes({ diagonalInches: 55, distanceMetres: 2 }, FULL_HD)
  expect(near.body).toBe(25)
  expect(letterSizes({ diagonalInches: 55, distanceMetres: 4 }, { width: 3840, height: 2160 }).body).toBe(102)
})
