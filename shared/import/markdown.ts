/**
 * The markdown that people write in other tools' descriptions, as rich text: headings, lists, quotes, code, rules, and bold,
 * italic, strike, code and links in a line. What is not understood stays as the words it was: nothing is ever dropped.
 */
import type { RichElement, RichLeaf, RichMark, RichNode, RichText } from "../model/rich-text.ts"
import { isSafeUrl } from "./links.ts"

export function textFromMarkdown(markdown: string): RichText {
  return readBlocks(markdown.replace(/\r\n?/g, "\n").split("\n"), 0)
}

const DEEPEST_QUOTE = 6
const FENCE = /^\s{0,3}(`{3,}|~{3,})(.*)$/
const HEADING = /^\s{0,3}(#{1,6})\s+(.+?)\s*#*$/
const RULE = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/
const QUOTE = /^\s{0,3}>\s?(.*)$/
const BULLET = /^\s*[-*+•]\s+(.*)$/
const ORDERED = /^\s*(\d{1,6})[.)]\s+(.*)$/

interface Taken {
  readonly node: RichElement
  readonly lines: number
}

function readBlocks(lines: readonly string[], depth: number): RichText {
  const blocks: RichNode[] = []
  let at = 0
  while (at < lines.length) {
    if (lines[at]!.trim() === "") {
      at++
      continue
    }
    const taken = readBlock(lines, at, depth)
    blocks.push(taken.node)
    at += taken.lines
  }
  return blocks
}

function readBlock(lines: readonly string[], at: number, depth: number): Taken {
  const line = lines[at]!
  const fence = FENCE.exec(line)
  if (fence) return readFence(lines, at, fence[1]!)
  const heading = HEADING.exec(line)
  if (heading)
    return {
      lines: 1,
      node: { type: "heading", attrs: { level: heading[1]!.length }, content: readInline(heading[2]!) },
    }
  if (RULE.test(line)) return { lines: 1, node: { type: "horizontalRule" } }
  if (QUOTE.test(line) && depth < DEEPEST_QUOTE) return readQuote(lines, at, depth)
  if (BULLET.test(line)) return readList(lines, at, BULLET, "bulletList")
  if (ORDERED.test(line)) return readList(lines, at, ORDERED, "orderedList")
  return readParagraph(lines, at, depth)
}

function readFence(lines: readonly string[], at: number, fence: string): Taken {
  let end = at + 1
  while (end < lines.length && !lines[end]!.trim().startsWith(fence)) end++
  const code = lines.slice(at + 1, end).join("\n")
  return {
    lines: end - at + 1,
    node: { type: "codeBlock", ...(code ? { content: [{ type: "text", text: code }] } : {}) },
  }
}

function takeWhile(lines: readonly string[], at: number, test: (line: string) => boolean): readonly string[] {
  let end = at
  while (end < lines.length && test(lines[end]!)) end++
  return lines.slice(at, end)
}

function readQuote(lines: readonly string[], at: number, depth: number): Taken {
  const quoted = takeWhile(lines, at, (line) => QUOTE.test(line))
  const content = readBlocks(
    quoted.map((line) => QUOTE.exec(line)![1]!),
    depth + 1,
  )
  return { lines: quoted.length, node: { type: "blockquote", content: content.length > 0 ? content : [paragraph([])] } }
}

/** Nested lists become one flat list: the words and their order stay. */
function readList(lines: readonly string[], at: number, item: RegExp, type: "bulletList" | "orderedList"): Taken {
  const items = takeWhile(lines, at, (line) => item.test(line) && !RULE.test(line))
  const first = type === "orderedList" ? Number(ORDERED.exec(items[0]!)![1]) : 1
  const content = items.map((line) => ({
    type: "listItem",
    content: [paragraph(readInline(tick(item.exec(line)!.at(-1)!)))],
  }))
  return { lines: items.length, node: { type, ...(first !== 1 ? { attrs: { start: first } } : {}), content } }
}

const tick = (words: string) => words.replace(/^\[ \] /, "☐ ").replace(/^\[[xX]\] /, "☑ ")

function readParagraph(lines: readonly string[], at: number, depth: number): Taken {
  const starts = (line: string) =>
    FENCE.test(line) ||
    HEADING.test(line) ||
    RULE.test(line) ||
    BULLET.test(line) ||
    ORDERED.test(line) ||
    (QUOTE.test(line) && depth < DEEPEST_QUOTE)
  const more = takeWhile(lines, at + 1, (line) => line.trim() !== "" && !starts(line))
  const content = [lines[at]!, ...more].flatMap((line, i): RichNode[] => [
    ...(i > 0 ? [{ type: "hardBreak" }] : []),
    ...readInline(line.trim()),
  ])
  return { lines: 1 + more.length, node: paragraph(content) }
}

const paragraph = (content: RichText): RichElement =>
  content.length > 0 ? { type: "paragraph", content } : { type: "paragraph" }

type Make = (found: RegExpExecArray, marks: readonly RichMark[]) => readonly RichLeaf[]
/** Every pattern is bounded, so that a hostile line costs no more than its length. */
const INLINE: readonly (readonly [pattern: RegExp, make: Make])[] = [
  // Code admits no other mark in the editor.
  [/`([^`\n]{1,500})`/g, (found) => leaf(found[1]!, [{ type: "code" }])],
  [
    /!?\[([^\]\n]{0,300})\]\(<?([^\s()<>]{1,1000})>?(?:\s+"[^"\n]{0,200}")?\)/g,
    (found, marks) =>
      isSafeUrl(found[2]!) ? inline(found[1] || found[2]!, [...marks, link(found[2]!)]) : leaf(found[0], marks),
  ],
  [/https?:\/\/[^\s<>"]{0,1000}[^\s<>".,;:!?)\]']/g, (found, marks) => leaf(found[0], [link(found[0]), ...marks])],
  [/\*\*(?=\S)([^\n]{0,500}?\S)\*\*/g, (found, marks) => inline(found[1]!, [...marks, { type: "bold" }])],
  [/(?<!\w)__(?=\S)([^\n]{0,500}?\S)__(?!\w)/g, (found, marks) => inline(found[1]!, [...marks, { type: "bold" }])],
  [/~~(?=\S)([^\n]{0,500}?\S)~~/g, (found, marks) => inline(found[1]!, [...marks, { type: "strike" }])],
  [/\*(?=[^\s*])([^*\n]{0,500}?[^\s*])\*/g, (found, marks) => inline(found[1]!, [...marks, { type: "italic" }])],
  [
    /(?<!\w)_(?=[^\s_])([^_\n]{0,500}?[^\s_])_(?!\w)/g,
    (found, marks) => inline(found[1]!, [...marks, { type: "italic" }]),
  ],
]

const link = (href: string): RichMark => ({ type: "link", attrs: { href } })
const leaf = (text: string, marks: readonly RichMark[]): readonly RichLeaf[] =>
  text === "" ? [] : [marks.length > 0 ? { type: "text", text, marks: inOrder(marks) } : { type: "text", text }]

const inOrder = (marks: readonly RichMark[]) =>
  [...new Map(marks.map((mark) => [mark.type, mark])).values()].sort((a, b) => (a.type < b.type ? -1 : 1))

/** A line longer than this is kept as plain words: looking for marks in it would cost more than it is worth. */
const LONGEST_MARKED_LINE = 5_000

function readInline(line: string): RichText {
  return line.length > LONGEST_MARKED_LINE ? leaf(line, []) : inline(line, [])
}

/** Takes the mark that begins first, then goes on behind it. Each pattern is looked for again only behind its last find. */
function inline(text: string, marks: readonly RichMark[]): readonly RichLeaf[] {
  const leaves: RichLeaf[] = []
  const finds: (RegExpExecArray | null | undefined)[] = INLINE.map(() => undefined)
  let at = 0
  while (at < text.length) {
    let best = -1
    for (let i = 0; i < INLINE.length; i++) {
      const find = finds[i]
      if (find === undefined || (find !== null && find.index < at)) finds[i] = findFrom(INLINE[i]![0], text, at)
      const index = finds[i]?.index
      if (index !== undefined && (best < 0 || index < finds[best]!.index)) best = i
    }
    if (best < 0) break
    const found = finds[best]!
    leaves.push(...leaf(text.slice(at, found.index), marks), ...INLINE[best]![1](found, marks))
    at = found.index + found[0].length
  }
  return [...leaves, ...leaf(text.slice(at), marks)]
}

function findFrom(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
