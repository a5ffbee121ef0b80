/** Fields of the built-in templates, written short: material unless said otherwise. */
import type { HandoffTemplate, SheetField } from "../template.ts"

type Kind = Pick<SheetField, "type" | "required">
type More = Partial<Pick<SheetField, "options" | "noneIsAnAnswer" | "material" | "carried" | "toFinish">>

export function field(key: string, label: string, kind: Kind, help: string, more: More = {}): SheetField {
  return { key, label, ...kind, material: true, help, ...more }
}

const kinds = (required: SheetField["required"]) => (type: SheetField["type"]) => ({ type, required })
export const always = kinds("always")
export const serious = kinds("serious")
export const optional = kinds("optional")
export const receiver = kinds("receiver")

/** May be answered with an outright "none". */
export const OR_NONE = { noneIsAnAnswer: true } as const
/** May change after the offer without sending anybody back to reading. */
export const LIGHT = { material: false } as const

/** What is to be ticked before the work is called done. */
export const TO_FINISH = { toFinish: true } as const

/** The more is at stake, the more comes back from the receiver. */
export const LEVEL_BY_SEVERITY: HandoffTemplate["level"] = {
  routine: "ack",
  watch: "read-back",
  critical: "closed-loop",
}
