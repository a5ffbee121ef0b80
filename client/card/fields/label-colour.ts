import type { CSSProperties } from "react"
import { COLOURS } from "../../../shared/model/keys.ts"
import type { LabelDef } from "../../../shared/model/settings.ts"

export type LabelColour = LabelDef["color"]
export const LABEL_COLOURS = Object.keys(COLOURS) as readonly LabelColour[]

/** A label's colour as a custom property; its name always stands beside it. */
export const labelColour = (color: LabelColour): CSSProperties =>
  ({ "--label": `var(--mantine-color-${color}-filled)` }) as CSSProperties
