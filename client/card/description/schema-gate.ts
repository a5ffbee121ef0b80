/**
 * The gate before the editor. An editor whose schema lacks a node takes that node out of the shared document for everybody,
 * so a text with names that this version does not know is never given to it: not at first, and not later.
 */
import * as Y from "yjs"
import { RICH_MARKS, RICH_NODES } from "../../../shared/model/rich-text.ts"

const NODES: ReadonlySet<string> = new Set(RICH_NODES)
const MARKS: ReadonlySet<string> = new Set(RICH_MARKS)

/** Marks of one kind that overlap carry a hash of their attributes behind their name. */
const markName = (attribute: string) => attribute.replace(/--[a-zA-Z0-9+/=]{8}$/, "")

type Part = Y.XmlFragment | Y.XmlElement | Y.XmlText | Y.XmlHook

/** The first node or mark name under `part` that the editor would not understand, or undefined. */
export function unknownNameIn(part: Part): string | undefined {
  if (part instanceof Y.XmlText) return unknownInText(part)
  if (part instanceof Y.XmlHook) return "hook"
  if (part instanceof Y.XmlElement && !NODES.has(part.nodeName)) return part.nodeName
  for (const child of part.toArray()) {
    const unknown = unknownNameIn(child)
    if (unknown !== undefined) return unknown
  }
  return undefined
}

interface Piece {
  readonly insert: unknown
  readonly attributes?: Readonly<Record<string, unknown>>
}

function unknownInText(text: Y.XmlText): string | undefined {
  for (const { insert, attributes } of text.toDelta() as readonly Piece[]) {
    if (typeof insert !== "string") return "embed"
    const unknown = Object.keys(attributes ?? {}).find((name) => !MARKS.has(markName(name)))
    if (unknown !== undefined) return markName(unknown)
  }
  return undefined
}

/**
 * Looks at the text now and at everything that changes later; `onUnknown` is called once, in the middle of the transaction
 * that brought the unknown name. Must be called before the editor is made: observers run in the order of their coming.
 */
export function watchGate(fragment: Y.XmlFragment, onUnknown: (name: string) => void): () => void {
  let isShut = false
  const shut = (name: string | undefined) => {
    if (name === undefined || isShut) return
    isShut = true
    onUnknown(name)
  }
  const observer = (events: readonly { readonly target: unknown }[]) => {
    for (const { target } of events) shut(unknownNameIn(target as Part))
  }
  fragment.observeDeep(observer)
  shut(unknownNameIn(fragment))
  return () => fragment.unobserveDeep(observer)
}
