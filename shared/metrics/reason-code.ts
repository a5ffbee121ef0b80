/** The part of a reason by which reasons are counted: what was chosen, without the words that were added to it. */
const LONGEST = 60

/** "Something is missing: no test account" is "Something is missing"; empty where no reason stands (any more). */
export function reasonCode(reason: string | undefined): string {
  const [code = ""] = (reason ?? "").split(": ", 1)
  const line = code.replace(/\s+/gu, " ").trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line
}
