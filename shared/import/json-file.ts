/** Reading a JSON file that may not be one: what is wrong is said with line and column, in the same words in every engine. */
import type { Json } from "../json.ts"
import { err, ok, type Result } from "../result.ts"
import type { ImportProblem } from "./seed.ts"

export function parseJsonFile(text: string, whatWeExpect: string): Result<Json, ImportProblem> {
  const body = text.replace(/^\uFEFF/, "")
  if (body.trim() === "")
    return err({ code: "empty", words: "The file is empty.", advice: `Choose the file of ${whatWeExpect}.` })
  if (/^\s*<(!doctype|html|\?xml|head|body)/i.test(body))
    return err({
      code: "not-json",
      line: 1,
      column: 1,
      words: "The file is a web page, not an export.",
      advice: `Save ${whatWeExpect} itself; you may have to sign in there first.`,
    })
  try {
    return ok((HALF_PAIR.test(body) ? JSON.parse(body, wellFormed) : JSON.parse(body)) as Json)
  } catch {
    // The engine's own words differ from browser to browser, so the place is looked up below.
    return err(syntaxProblem(body, whatWeExpect))
  }
}

/** Half a surrogate pair cannot be stored: it would come back from the disk as another character. */
const HALF_PAIR = /\\u[dD][89a-fA-F]/
const wellFormed = (_: string, value: unknown): unknown =>
  typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\uFFFD") : value

function syntaxProblem(body: string, whatWeExpect: string): ImportProblem {
  const at = jsonErrorOffset(body)
  const before = body.slice(0, at)
  const place = { line: before.split("\n").length, column: at - before.lastIndexOf("\n") }
  if (at >= body.trimEnd().length)
    return {
      code: "not-json",
      ...place,
      words: `The file stops in the middle, at line ${place.line}, column ${place.column}.`,
      advice: "It was probably cut while it was saved. Export it again and let the download finish.",
    }
  const looksLikeTable = !/^\s*[[{"]/.test(body)
  return {
    code: "not-json",
    ...place,
    words: `The file is not JSON: line ${place.line}, column ${place.column} cannot be read.`,
    advice: looksLikeTable
      ? `This looks like a table or plain text. Choose CSV for it, or choose the file of ${whatWeExpect}.`
      : `Export the file again; nobody should edit ${whatWeExpect} by hand.`,
  }
}

const PLAIN_TOKEN = /[ \t\r\n]+|[[\]{}:,]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const CUT_ESCAPE = /^\\(?:u[0-9a-fA-F]{0,3})?$/
/** The beginning of a literal, or the middle of a number, with nothing behind it. */
const CUT_TOKEN = /^(?:-|\.|[eE][+-]?|t|tr|tru|f|fa|fal|fals|n|nu|nul)$/
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "nothing"

/** Where a text stops being JSON: the offset of the first token that does not belong there, or its length when it just ends. */
export function jsonErrorOffset(text: string): number {
  const open: ("[" | "{")[] = []
  let expect: Expected = "value"
  let at = 0
  while (at < text.length) {
    const end = tokenEnd(text, at)
    if (end.error !== undefined) return end.error
    const next = afterToken(text[at]!, expect, open)
    if (next === undefined) return at
    expect = next
    at = end.offset
  }
  return text.length
}

/** What may follow a token that starts with `first`, or undefined when it may not stand here at all. */
function afterToken(first: string, expect: Expected, open: ("[" | "{")[]): Expected | undefined {
  const value = expect === "value" || expect === "value-or-end"
  switch (first) {
    case " ":
    case "\t":
    case "\r":
    case "\n":
      return expect
    case "[":
    case "{":
      if (!value) return undefined
      open.push(first)
      return first === "[" ? "value-or-end" : "key-or-end"
    case "]":
    case "}": {
      const empty = first === "]" ? "value-or-end" : "key-or-end"
      if (open.at(-1) !== (first === "]" ? "[" : "{") || (expect !== empty && expect !== "comma-or-end"))
        return undefined
      open.pop()
      return open.length === 0 ? "nothing" : "comma-or-end"
    }
    case ",":
      return expect !== "comma-or-end" ? undefined : open.at(-1) === "[" ? "value" : "key"
    case ":":
      return expect === "colon" ? "value" : undefined
    default:
      if (first === '"' && (expect === "key" || expect === "key-or-end")) return "colon"
      return !value ? undefined : open.length === 0 ? "nothing" : "comma-or-end"
  }
}

type TokenEnd = { readonly offset: number; readonly error?: undefined } | { readonly error: number }

function tokenEnd(text: string, at: number): TokenEnd {
  if (text[at] !== '"') {
    PLAIN_TOKEN.lastIndex = at
    const token = PLAIN_TOKEN.exec(text)?.[0]
    if (token) return { offset: at + token.length }
    return { error: CUT_TOKEN.test(text.slice(at, at + 6)) ? text.length : at }
  }
  for (let i = at + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0x22) return { offset: i + 1 }
    if (unit < 0x20) return { error: i }
    if (unit !== 0x5c) continue
    ESCAPE.lastIndex = i
    const escaped = ESCAPE.exec(text)?.[0]
    if (!escaped) return { error: CUT_ESCAPE.test(text.slice(i, i + 6)) ? text.length : i }
    i += escaped.length - 1
  }
  return { error: text.length }
}
