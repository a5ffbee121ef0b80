/** The cells of one row as the parts of a card. */
import { looksLikeFormula } from "../../export/csv.ts"
import type { Severity } from "../../model/card.ts"
import type { NewCheck } from "../board-builder.ts"

/** Undoes the apostrophe that our own export puts before a cell which a spreadsheet would run as a formula. */
export const unguarded = (cell: string): string =>
  cell.startsWith("'") && looksLikeFormula(cell.slice(1)) ? cell.slice(1) : cell

/** Several names in one cell, parted by comma, semicolon, bar or line; each once. */
export const splitNames = (cell: string): readonly string[] => [
  ...new Set(
    cell
      .split(/[,;|\n]+/)
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  ),
]

const SEVERITY_WORDS: Readonly<Record<Severity, readonly string[]>> = {
  routine: ["routine", "low", "lowest", "normal", "medium", "minor", "none", "p3", "p4", "3", "4"],
  watch: ["watch", "high", "major", "important", "elevated", "p2", "2"],
  critical: ["critical", "highest", "urgent", "blocker", "emergency", "p0", "p1", "0", "1"],
}

export function readSeverity(cell: string): Severity | undefined {
  const word = cell.trim().toLowerCase()
  return (Object.keys(SEVERITY_WORDS) as Severity[]).find((severity) => SEVERITY_WORDS[severity].includes(word))
}

const YES = /^(yes|y|true|x|1|archived|closed|blocked|ja)$/i
const NO = /^(no|n|false|0|-|nein)?$/i
export const isYes = (cell: string): boolean => YES.test(cell.trim())

/** A flag with or without a reason: "yes" alone is a reason too, but "no" and nothing are none. */
export function readBlocked(cell: string): string | undefined {
  const words = cell.trim()
  if (NO.test(words)) return undefined
  return YES.test(words) ? "Blocked" : words
}

/** One item per line or semicolon; `[x]` or `☑` in front means done. */
export function readChecks(cell: string): readonly NewCheck[] {
  return cell
    .split(/[;\n]+/)
    .map((item) => item.trim())
    .filter((item) => item !== "")
    .map((item) => {
      const mark = /^(?:[-*]\s*)?(?:\[([ xX])\]|([☐☑✓✔]))\s*/.exec(item)
      const text = mark ? item.slice(mark[0].length) : item
      return { text: text || item, done: mark !== null && mark[1] !== " " && mark[2] !== "☐" }
    })
}

/** "Designer: Ana; Tester: Bo" as role and person; a name alone has no role. */
export function readCrew(cell: string): readonly { readonly role: string; readonly person: string }[] {
  return cell
    .split(/[;|\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const colon = part.indexOf(":")
      return colon < 0
        ? { role: "", person: part }
        : { role: part.slice(0, colon).trim(), person: part.slice(colon + 1).trim() }
    })
    .filter(({ person }) => person !== "")
}
