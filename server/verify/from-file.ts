/**
 * A ledger in an exported file: JSON lines (or one JSON array of the same), first what it is, then entries, checkpoints and
 * the document in any order. A field of the wrong type makes the file unreadable; wrong content is for the check to find.
 */
import { readFileSync } from "node:fs"
import { type LedgerSource, type StoredCheckpoint, type StoredEntry, Unreadable } from "./source.ts"

const FORMAT = "throughline-ledger"

interface Header {
  readonly format: string
  readonly version: number
  readonly board: string
  readonly name?: string
  readonly head: { readonly seq: number; readonly hash: string }
}
type Line = Readonly<Record<string, unknown>>

export function openFileSource(path: string): LedgerSource {
  const [header, ...lines] = readLines(path)
  const { board, name, head } = readHeader(header)
  const entries: StoredEntry[] = []
  const checkpoints: StoredCheckpoint[] = []
  let document: { snapshot: string | null; updates: readonly string[] } | undefined
  for (const [index, line] of lines.entries()) {
    if ("entry" in line) entries.push(fields(line.entry, ENTRY_FIELDS, index + 2))
    else if ("checkpoint" in line) checkpoints.push(fields(line.checkpoint, CHECKPOINT_FIELDS, index + 2))
    else if ("document" in line) document = fields(line.document, { snapshot: "text?", updates: "texts" }, index + 2)
    else throw new Unreadable(`Line ${index + 2} of the file is neither entry, checkpoint nor document.`)
  }
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64"))
  return {
    async *ledgers(asked) {
      if (asked !== undefined && asked !== board) return
      yield {
        ...{ board, name, head, checkpoints, entries: () => entries },
        document: async () =>
          document && {
            snapshot: document.snapshot === null ? undefined : bytes(document.snapshot),
            updates: document.updates.map(bytes),
          },
      }
    },
    close: async () => undefined,
  }
}

function readLines(path: string): readonly Line[] {
  let text: string
  try {
    text = readFileSync(path, "utf8")
  } catch (error) {
    throw new Unreadable(`The file cannot be read: ${(error as Error).message}`)
  }
  const isArray = text.trimStart().startsWith("[")
  const lines = isArray ? [text] : text.split("\n").filter((line) => line.trim() !== "")
  const values = lines.flatMap((line, index) => {
    try {
      return JSON.parse(line) as unknown
    } catch {
      throw new Unreadable(isArray ? "The file is not JSON." : `Line ${index + 1} of the file is not JSON.`)
    }
  })
  if (!values.every((value) => typeof value === "object" && value !== null && !Array.isArray(value)))
    throw new Unreadable("The file holds something else than objects.")
  return values as readonly Line[]
}

function readHeader(line: Line | undefined): Header {
  const header = line as Partial<Header> | undefined
  if (header?.format === "throughline-board")
    throw new Unreadable("This is the export of a board; the ledger's is GET /api/v1/boards/<id>/ledger.jsonl.")
  if (header?.format !== FORMAT || header.version !== 1) throw new Unreadable("This is not an exported ledger.")
  fields(header, { board: "text" }, 1)
  fields(header.head, { seq: "number", hash: "text" }, 1)
  return header as Header
}

type FieldType = "text" | "text?" | "number" | "texts"
const ENTRY_FIELDS: Readonly<Record<keyof StoredEntry, FieldType>> = {
  ...{ seq: "number", at: "number", kind: "text", actor: "text", card: "text?", body: "text" },
  ...{ prevHash: "text", hash: "text", words: "text?", salt: "text?" },
}
const CHECKPOINT_FIELDS: Readonly<Record<keyof StoredCheckpoint, FieldType>> = {
  ...{ board: "text", seq: "number", hash: "text", at: "number", keyId: "text", signature: "text" },
}

function isOf(type: FieldType, value: unknown): boolean {
  if (type === "texts") return Array.isArray(value) && value.every((item) => typeof item === "string")
  if (type === "number") return Number.isSafeInteger(value)
  return typeof value === "string" || (type === "text?" && value === null)
}

function fields<T>(value: unknown, types: Readonly<Record<string, FieldType>>, line: number): T {
  const object = (value ?? {}) as Line
  for (const [field, type] of Object.entries(types))
    if (!isOf(type, object[field])) throw new Unreadable(`Line ${line} of the file has no proper "${field}".`)
  return value as T
}
