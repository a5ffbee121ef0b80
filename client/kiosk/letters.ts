/**
 * How large letters must be to be read from where people stand. What counts is the angle that a capital letter fills in the
 * eye: at least 16 arc-minutes, 20 to read with ease, 24 for what is looked for first. A screen that has not enough room for
 * its rows shows them on more pages; it never makes them smaller.
 */
import type { ScreenSettings } from "../../shared/wire/http.ts"

const ARC_MINUTES = { min: 16, body: 20, headline: 24 } as const
/** Height of a capital letter of a sans face, as a share of the font size. */
const CAP_HEIGHT_EM = 0.72
const MM_PER_INCH = 25.4

/** Font sizes in CSS pixels. */
export type LetterSizes = Readonly<Record<keyof typeof ARC_MINUTES, number>>

/** Of the whole screen, in CSS pixels. */
export interface PixelSize {
  readonly width: number
  readonly height: number
}

export function letterSizes(
  { diagonalInches, distanceMetres }: Pick<ScreenSettings, "diagonalInches" | "distanceMetres">,
  { width, height }: PixelSize,
): LetterSizes {
  const pixelPitchMm = (diagonalInches * MM_PER_INCH) / Math.hypot(width, height)
  const size = (arcMinutes: number) => {
    const capHeightMm = 2 * distanceMetres * 1000 * Math.tan(radians(arcMinutes) / 2)
    return Math.round(capHeightMm / pixelPitchMm / CAP_HEIGHT_EM)
  }
  return { min: size(ARC_MINUTES.min), body: size(ARC_MINUTES.body), headline: size(ARC_MINUTES.headline) }
}

const radians = (arcMinutes: number) => (arcMinutes / 60) * (Math.PI / 180)
