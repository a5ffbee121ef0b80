/** What a person may put where in a long text: the nodes and marks of the editor, and links that are safe to follow. */
import * as Y from "yjs"
import { TEXT_ROOT } from "../../shared/doc/layout.ts"
import { RICH_MARKS, RICH_NODES } from "../../shared/model/rich-text.ts"
import type { ContentRule } from "./board-content.ts"
import { isPlainJson } from "./json-value.ts"
import type { Place } from "./place.ts"

export const isTextRoot = (name: string): boolean => name === TEXT_ROOT

const SAFE_LINK = /^(https?:\/\/|mailto:)/i

export const isTextContent: ContentRule = (item, place, limits) => {
  const { content } = item
  if (place && place.depth > limits.textDepth) return false
  if (content instanceof Y.ContentDeleted) return true
  if (content instanceof Y.ContentType) return isBlock(content) && (place === undefined || isListIn(place))
  if (content instanceof Y.ContentString) return place === undefined || isInText(place)
  if (content instanceof Y.ContentFormat)
    return isMark(content, limits.jsonDepth) && (place === undefined || isInText(place))
  if (!(content instanceof Y.ContentAny) || content.arr.length !== 1) return false
  if (place && (place.sub === null || (place.container !== "element" && place.container !== "text"))) return false
  return isAttribute(place?.sub ?? null, content.arr[0], limits.jsonDepth)
}

function isBlock({ type }: Y.ContentType): boolean {
  if ((type as object).constructor === Y.XmlText) return true
  return (
    (type as object).constructor === Y.XmlElement && RICH_NODES.includes((type as unknown as Y.XmlElement).nodeName)
  )
}

const isListIn = ({ container, sub }: Place): boolean => sub === null && container !== "text" && container !== "map"
const isInText = ({ container, sub }: Place): boolean => sub === null && container === "text"

/** The editor's binding writes `mark--hash` for marks that may overlap themselves. */
function isMark({ key, value }: Y.ContentFormat, depth: number): boolean {
  if (!RICH_MARKS.includes(key.split("--")[0] ?? "")) return false
  return isPlainJson(value, depth) && isSafeHref((value as { href?: unknown } | null)?.href)
}

function isAttribute(sub: string | null, value: unknown, depth: number): boolean {
  if (sub !== null && !/^[A-Za-z][\w-]{0,40}$/.test(sub)) return false
  if (value !== undefined && !isPlainJson(value, depth)) return false
  return sub !== "href" && sub !== "src" ? true : isSafeHref(value)
}

const isSafeHref = (href: unknown): boolean =>
  href === undefined || href === null || (typeof href === "string" && SAFE_LINK.test(href))
