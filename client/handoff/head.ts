/** The head of every sheet as fields of their own, and what is missing on a sheet under the names that the screen uses. */
import { holes } from "../../shared/handoff/brief.ts"
import { NEXT_STEP, type SheetField } from "../../shared/handoff/template.ts"
import { handoff as words } from "../words/en/handoff.ts"
import type { LiveSheet } from "./useBrief.ts"

const NEXT: SheetField = { ...NEXT_STEP, label: words.next }

export const HEAD: readonly SheetField[] = [
  NEXT,
  { key: "due", label: words.due, type: "time", required: "optional", material: true, help: "" },
]

export const holesOf = ({ template, brief, severity }: Pick<LiveSheet, "template" | "brief" | "severity">) =>
  holes(template, brief, severity).map((field) => (field.key === NEXT.key ? NEXT : field))
