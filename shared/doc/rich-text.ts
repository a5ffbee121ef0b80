/**
 * Between a text's document (the XML fragment that Tiptap edits) and its plain JSON. Marks are formatting attributes of
 * Y.XmlText, node names are element names, exactly as the editor's own binding writes them.
 */
import * as Y from "yjs"
import type { Json, JsonObject } from "../json.ts"
import { isLeaf, type RichLeaf, type RichMark, type RichNode, type RichText } from "../model/rich-text.ts"
import { TEXT_ROOT } from "./layout.ts"

/** The whole text as JSON. Neighbouring pieces with the same marks are one piece; empty pieces are left out. */
export function readTextJson(doc: Y.Doc): RichText {
  return readChildren(doc.getXmlFragment(TEXT_ROOT))
}

/** Puts blocks at the end of the text, in one transaction. Meant for a text that is still empty. */
export function writeTextJson(doc: Y.Doc, text: RichText, origin?: unknown): void {
  doc.transact(() => {
    const root = doc.getXmlFragment(TEXT_ROOT)
    root.insert(root.length, writeChildren(text))
  }, origin)
}

function readChildren(parent: Y.XmlFragment): RichText {
  const nodes: RichNode[] = []
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) for (const leaf of readLeaves(child)) pushMerged(nodes, leaf)
    else if (child instanceof Y.XmlElement) nodes.push(readElement(child))
  }
  return nodes
}

function readElement(element: Y.XmlElement): RichNode {
  const attrs = definedOnly(element.getAttributes() as Record<string, Json | undefined>)
  const content = readChildren(element)
  return {
    type: element.nodeName,
    ...(attrs ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
  }
}

function readLeaves(text: Y.XmlText): readonly RichLeaf[] {
  const pieces = text.toDelta() as readonly { insert: unknown; attributes?: Record<string, Json> }[]
  return pieces.flatMap(({ insert, attributes }) => {
    if (typeof insert !== "string" || insert === "") return []
    const marks = Object.entries(attributes ?? {}).map(([type, value]) => readMark(type, value))
    return [{ type: "text" as const, text: insert, ...(marks.length > 0 ? { marks: sorted(marks) } : {}) }]
  })
}

function readMark(type: string, value: Json): RichMark {
  const attrs = typeof value === "object" && value !== null ? definedOnly(value as JsonObject) : undefined
  return attrs ? { type, attrs } : { type }
}

/** The order of marks carries no meaning in the document, so it is fixed here. */
const sorted = (marks: readonly RichMark[]) => [...marks].sort((a, b) => (a.type < b.type ? -1 : 1))

function pushMerged(nodes: RichNode[], leaf: RichLeaf): void {
  const last = nodes.at(-1)
  if (last && isLeaf(last) && JSON.stringify(last.marks) === JSON.stringify(leaf.marks))
    nodes[nodes.length - 1] = { ...last, text: last.text + leaf.text }
  else nodes.push(leaf)
}

function definedOnly(attrs: Readonly<Record<string, Json | undefined>>): JsonObject | undefined {
  const entries = Object.entries(attrs).filter(([, value]) => value !== undefined && value !== null)
  return entries.length > 0 ? (Object.fromEntries(entries) as JsonObject) : undefined
}

function writeChildren(nodes: RichText): (Y.XmlElement | Y.XmlText)[] {
  const children: (Y.XmlElement | Y.XmlText)[] = []
  let leaves: RichLeaf[] = []
  const flush = () => {
    if (leaves.length > 0) children.push(writeLeaves(leaves))
    leaves = []
  }
  for (const node of nodes) {
    if (isLeaf(node)) {
      leaves.push(node)
      continue
    }
    flush()
    const element = new Y.XmlElement(node.type)
    for (const [key, value] of Object.entries(node.attrs ?? {})) element.setAttribute(key, value as string)
    if (node.content) element.insert(0, writeChildren(node.content))
    children.push(element)
  }
  flush()
  return children
}

function writeLeaves(leaves: readonly RichLeaf[]): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta(
    leaves.map(({ text: insert, marks }) => ({
      insert,
      attributes: Object.fromEntries((marks ?? []).map(({ type, attrs }) => [type, attrs ?? {}])),
    })),
  )
  return text
}
