/** The text of a file as people's programs write it: UTF-8, UTF-16 with its mark, and, for CSV, what old Excel writes. */
import type { ImportFormat } from "../../shared/import/seed.ts"

/** Undefined when the bytes are no text. */
export function decodeFile(bytes: Uint8Array, format: ImportFormat): string | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes)
  return decodeStrictly(bytes) ?? (format === "csv" ? new TextDecoder("windows-1252").decode(bytes) : undefined)
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    // Bytes that are not UTF-8 are an answer here, not an accident.
    return undefined
  }
}
