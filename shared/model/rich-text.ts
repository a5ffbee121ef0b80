/**
 * Long text as plain data, in the shape of ProseMirror's JSON and with the node and mark names of Tiptap's StarterKit.
 * It is the form in which texts are exported, imported and seeded; the live text is a document of its own (doc/rich-text).
 */
import type { JsonObject } from "../json.ts"

export interface RichMark {
  readonly type: string
  readonly attrs?: JsonObject
}
export interface RichLeaf {
  readonly type: "text"
  readonly text: string
  readonly marks?: readonly RichMark[]
}
export interface RichElement {
  readonly type: string
  readonly attrs?: JsonObject
  readonly content?: RichText
}
export type RichNode = RichLeaf | RichElement
/** The children of the text's root: blocks, from top to bottom. */
export type RichText = readonly RichNode[]

export const RICH_NODES: readonly string[] = [
  "paragraph",
  "heading",
  "bulletList",
  "orderedList",
  "listItem",
  "blockquote",
  "codeBlock",
  "horizontalRule",
  "hardBreak",
]
export const RICH_MARKS: readonly string[] = ["bold", "italic", "strike", "underline", "code", "link"]
/** Deeper than any editor lets people nest; a file that goes further is not a text. */
export const RICH_DEPTH = 24

export const isLeaf = (node: RichNode): node is RichLeaf => node.type === "text"

const LINE_BLOCKS = new Set(["paragraph", "heading", "codeBlock"])

/** The words alone, one line per paragraph, for excerpts, search and CSV. */
export function plainText(text: RichText): string {
  const lines: string[] = []
  collectLines(text, lines)
  return lines.join("\n")
}

function collectLines(nodes: RichText, lines: string[]): void {
  for (const node of nodes) {
    if (isLeaf(node)) lines.push(node.text)
    else if (LINE_BLOCKS.has(node.type)) lines.push(inlineText(node.content ?? []))
    else collectLines(node.content ?? [], lines)
  }
}

function inlineText(nodes: RichText): string {
  return nodes
    .map((node) => (isLeaf(node) ? node.text : node.type === "hardBreak" ? "\n" : inlineText(node.content ?? [])))
    .join("")
}

/** The first words of a text, for the card's face: one line, at most 500 characters, never half a character. */
export function excerptOf(text: RichText): string {
  return cutText(plainText(text).replace(/\s+/g, " ").trim(), 500)
}

/** At most `max` UTF-16 units of a text, marked with an ellipsis where something is gone, without splitting a surrogate pair. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text
  const end = /[\uD800-\uDBFF]/.test(text.charAt(max - 2)) ? max - 2 : max - 1
  return `${text.slice(0, end)}…`
}
