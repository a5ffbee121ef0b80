/** Canonical JSON after RFC 8785, written again: what checks the ledger shares no code with what wrote it. */
export function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  let text = ""
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === "" ? "" : ","}${canonical(item)}`
    return `[${text}]`
  }
  const members = value as Readonly<Record<string, unknown>>
  for (const name of Object.keys(members).sort())
    text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${canonical(members[name])}`
  return `{${text}}`
}

/** The object that a text holds; `no-json` or `not-canonical` where it is not the one right spelling of one. */
export function parseCanonical(text: string): Readonly<Record<string, unknown>> | "no-json" | "not-canonical" {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return "no-json"
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "no-json"
  return canonical(value) === text ? (value as Readonly<Record<string, unknown>>) : "not-canonical"
}
