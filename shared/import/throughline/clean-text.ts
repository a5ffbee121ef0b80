/**
 * Rich text from a file, made fit for the editor: an editor deletes what its schema does not allow, for everybody. So every
 * node stands only where it may stand, and what has no place becomes plain words in a paragraph.
 */
import { isJsonObject, type Json, type JsonObject } from "../../json.ts"
import {
  RICH_DEPTH,
  RICH_MARKS,
  type RichElement,
  type RichLeaf,
  type RichMark,
  type RichText,
} from "../../model/rich-text.ts"
import { isSafeUrl } from "../links.ts"
import { listAt, objectAt, own, textAt } from "../tolerant.ts"

export interface CleanText {
  readonly text: RichText
  /** Pieces that had no place as they were. */
  readonly flattened: number
}

export function cleanText(nodes: readonly Json[]): CleanText {
  const cleaner = newCleaner()
  return { text: cleaner.blocks(nodes, 0), flattened: cleaner.flattened() }
}

const LISTS = new Set(["bulletList", "orderedList"])
const LINES = new Set(["paragraph", "heading"])

function newCleaner() {
  let flattened = 0

  function words(node: Json): string {
    flattened++
    return deepWords(node, RICH_DEPTH)
  }

  function blocks(nodes: readonly Json[], depth: number): RichText {
    return nodes.flatMap((node) => {
      const element = isJsonObject(node) && depth < RICH_DEPTH ? block(node, depth) : undefined
      return element ? [element] : asParagraph(words(node))
    })
  }

  function block(node: JsonObject, depth: number): RichElement | undefined {
    const type = textAt(node, "type")
    const content = listAt(node, "content")
    if (LINES.has(type)) return made(node, type, inline(content))
    if (type === "codeBlock") return made(node, type, code(content))
    if (type === "horizontalRule") return made(node, type, [])
    if (type === "blockquote") return made(node, type, filled(blocks(content, depth + 1)))
    if (!LISTS.has(type)) return undefined
    const items = content.map((item): RichElement => {
      const isItem = isJsonObject(item) && textAt(item, "type") === "listItem"
      const inner = isItem ? blocks(listAt(item, "content"), depth + 2) : asParagraph(words(item))
      return { type: "listItem", content: startingWithParagraph(inner) }
    })
    return items.length > 0 ? made(node, type, items) : undefined
  }

  function inline(nodes: readonly Json[]): RichText {
    return nodes.flatMap((node): RichText => {
      if (isJsonObject(node) && textAt(node, "type") === "text") return leaf(textAt(node, "text"), marks(node))
      if (isJsonObject(node) && textAt(node, "type") === "hardBreak") return [{ type: "hardBreak" }]
      return leaf(words(node), [])
    })
  }

  function code(nodes: readonly Json[]): RichText {
    return nodes.flatMap((node) =>
      isJsonObject(node) && textAt(node, "type") === "text" ? leaf(textAt(node, "text"), []) : leaf(words(node), []),
    )
  }

  function marks(node: JsonObject): readonly RichMark[] {
    return listAt(node, "marks").flatMap((mark): RichMark[] => {
      const type = isJsonObject(mark) ? textAt(mark, "type") : ""
      const attrs = isJsonObject(mark) ? simpleAttrs(objectAt(mark, "attrs")) : undefined
      const allowed = RICH_MARKS.includes(type) && (type !== "link" || isSafeUrl(textAt(attrs ?? {}, "href")))
      if (!allowed) flattened++
      return allowed ? [attrs ? { type, attrs } : { type }] : []
    })
  }

  return { blocks, flattened: () => flattened }
}

function made(node: JsonObject, type: string, content: RichText): RichElement {
  const attrs = simpleAttrs(objectAt(node, "attrs"))
  return { type, ...(attrs ? { attrs } : {}), ...(content.length > 0 ? { content } : {}) }
}

const leaf = (text: string, marks: readonly RichMark[]): readonly RichLeaf[] =>
  text === "" ? [] : [marks.length > 0 ? { type: "text", text, marks } : { type: "text", text }]

const asParagraph = (text: string): RichText => (text === "" ? [] : [{ type: "paragraph", content: leaf(text, []) }])
const filled = (content: RichText): RichText => (content.length > 0 ? content : [{ type: "paragraph" }])
const startingWithParagraph = (content: RichText): RichText =>
  content[0]?.type === "paragraph" ? content : [{ type: "paragraph" }, ...content]

/** Attributes hold single values only; nothing in the editor needs more. */
function simpleAttrs(attrs: JsonObject): JsonObject | undefined {
  const entries = Object.entries(attrs).filter(
    ([key, value]) => key !== "__proto__" && value !== null && typeof value !== "object",
  )
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

/** All words below a node of any form, as far down as `depth` goes. */
function deepWords(node: Json, depth: number): string {
  if (typeof node === "string") return node
  if (!isJsonObject(node) || depth === 0) return ""
  const text = own(node, "text")
  if (typeof text === "string") return text
  return listAt(node, "content")
    .map((child) => deepWords(child, depth - 1))
    .filter((words) => words !== "")
    .join(" ")
}
