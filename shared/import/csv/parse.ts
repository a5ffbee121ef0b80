/**
 * Tables as text, after RFC 4180 and a little more tolerant: any line end, comma, semicolon or tab, a byte order mark, quotes
 * in the middle of a cell. Only a quote that never ends is an error, because all cells behind it would be guesses.
 */
import { err, ok, type Result } from "../../result.ts"

export interface CsvRow {
  /** 1-based line on which the row begins. */
  readonly line: number
  readonly cells: readonly string[]
}
export interface CsvError {
  readonly line: number
  readonly column: number
}

const DELIMITERS = [",", ";", "\t", "|"] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** The delimiter that the first line uses most, outside quotes; Excel's `sep=` line decides where there is one. */
export function detectDelimiter(text: string): Delimiter {
  const said = /^sep=([,;\t|])\r?\n/i.exec(text)?.[1]
  if (said) return said as Delimiter
  const counts = new Map<string, number>()
  let quoted = false
  for (const character of text.slice(0, 20_000)) {
    if (character === '"') quoted = !quoted
    if (quoted) continue
    if (character === "\n" || character === "\r") break
    counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  return DELIMITERS.reduce((best, next) => ((counts.get(next) ?? 0) > (counts.get(best) ?? 0) ? next : best))
}

/** All rows; rows without any words are left out. */
export function parseCsv(text: string, delimiter: Delimiter): Result<readonly CsvRow[], CsvError> {
  const start = (/^sep=[,;\t|]\r?\n/i.exec(text)?.[0] ?? "").length
  const rows: CsvRow[] = []
  let cells: string[] = []
  let at = start
  let line = start > 0 ? 2 : 1
  let rowLine = line
  let lineStart = start
  const endRow = () => {
    if (cells.some((cell) => cell !== "")) rows.push({ line: rowLine, cells })
    cells = []
  }
  while (at < text.length) {
    let cell = ""
    if (text[at] === '"') {
      const quoted = readQuoted(text, at)
      if (!quoted) return err({ line, column: at - lineStart + 1 })
      for (let i = at; i < quoted.end; i++) {
        if (!isLineEnd(text, i)) continue
        line++
        lineStart = i + 1
      }
      cell = quoted.words
      at = quoted.end
    }
    const end = plainEnd(text, at, delimiter)
    cells.push(cell + text.slice(at, end))
    at = end + 1
    if (text[end] === delimiter) {
      if (at >= text.length) cells.push("")
      continue
    }
    endRow()
    if (text[end] === "\r" && text[at] === "\n") at++
    line++
    rowLine = line
    lineStart = at
  }
  endRow()
  return ok(rows)
}

function readQuoted(text: string, at: number): { readonly words: string; readonly end: number } | undefined {
  let words = ""
  let from = at + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return undefined
    words += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { words, end: quote + 1 }
    words += '"'
    from = quote + 2
  }
}

/** `\r\n` counts once. */
const isLineEnd = (text: string, at: number) => text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n")

function plainEnd(text: string, at: number, delimiter: string): number {
  let end = at
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end++
  return end
}
