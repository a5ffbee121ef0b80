/** What kind of file this seems to be, from its first characters and its name. Undefined: ask. */
import type { ImportFormat } from "../../shared/import/seed.ts"

/** Enough to meet the first keys of any export. */
export const HEAD_BYTES = 65_536

export function detectFormat(fileName: string, head: string): ImportFormat | undefined {
  const start = head.replace(/^\uFEFF/, "").trimStart()
  if (start.startsWith("{")) return detectJson(start)
  if (start.startsWith("[") || start === "" || start.startsWith("<") || BINARY.test(start)) return undefined
  return /\.(csv|tsv|txt)$/i.test(fileName) || /^[^\n]*[,;\t]/.test(start) ? "csv" : undefined
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells a binary file from text.
const BINARY = /[\u0000-\u0008\u000E-\u001A\uFFFD]/

function detectJson(start: string): ImportFormat | undefined {
  if (/"format"\s*:\s*"throughline/i.test(start)) return "throughline"
  return /"(idOrganization|shortLink|shortUrl|labelNames|idMemberCreator|prefs|idBoard|dateLastActivity)"\s*:/.test(
    start,
  )
    ? "trello"
    : undefined
}
