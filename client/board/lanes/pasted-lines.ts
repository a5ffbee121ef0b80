/** The lines of a pasted list without their bullets, numbers and boxes; empty ones are left out. */
const BULLET = /^\s*(?:[-*•–]\s+(?:\[[ xX]?\]\s*)?|\[[ xX]?\]\s*|\d{1,3}[.)]\s+)/

export const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(BULLET, "").trim())
    .filter((line) => line !== "")
