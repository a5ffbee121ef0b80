import { createElement, type ReactNode } from "react"
import {
  isLeaf,
  type RichElement,
  type RichLeaf,
  type RichMark,
  type RichNode,
  type RichText,
} from "../../../shared/model/rich-text.ts"
import { isSafeUrl, OUTSIDE } from "../safe-url.ts"
import classes from "./description.module.css"

/** A long text for reading. Nodes that are not known show what is in them; addresses that are not safe stay plain words. */
export function RichTextView({ text }: { text: RichText }) {
  return <div className={`${classes.prose} tl-prose`}>{blocks(text)}</div>
}

const blocks = (nodes: RichText): ReactNode[] =>
  // biome-ignore lint/suspicious/noArrayIndexKey: its place is all that a node of a plain text has
  nodes.map((node, i) => <Block key={i} node={node} />)

function Block({ node }: { node: RichNode }): ReactNode {
  if (isLeaf(node)) return <Leaf leaf={node} />
  const children = blocks(node.content ?? [])
  switch (node.type) {
    case "heading":
      return <Heading level={node.attrs?.level}>{children}</Heading>
    case "bulletList":
      return <ul>{children}</ul>
    case "orderedList":
      return <ol start={startOf(node)}>{children}</ol>
    case "listItem":
      return <li>{children}</li>
    case "blockquote":
      return <blockquote>{children}</blockquote>
    case "codeBlock":
      return (
        <pre>
          <code>{children}</code>
        </pre>
      )
    case "horizontalRule":
      return <hr />
    case "hardBreak":
      return <br />
    case "paragraph":
      return <p>{children.length > 0 ? children : <br />}</p>
    default:
      return <div>{children}</div>
  }
}

function Heading({ level, children }: { level: unknown; children: ReactNode }) {
  // Under the panel's own headings.
  const Tag = level === 1 ? "h4" : level === 2 ? "h5" : "h6"
  return <Tag data-level={level}>{children}</Tag>
}

const startOf = (node: RichElement): number => (typeof node.attrs?.start === "number" ? node.attrs.start : 1)

const MARK_TAGS = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" } as const

/** The same words inside each of their marks, from the innermost out. */
function Leaf({ leaf }: { leaf: RichLeaf }): ReactNode {
  return (leaf.marks ?? []).reduce<ReactNode>(marked, leaf.text)
}

function marked(inner: ReactNode, mark: RichMark): ReactNode {
  const href = mark.attrs?.href
  if (mark.type === "link" && typeof href === "string" && isSafeUrl(href))
    return createElement("a", { href, ...OUTSIDE }, inner)
  const tag = Object.hasOwn(MARK_TAGS, mark.type) ? MARK_TAGS[mark.type as keyof typeof MARK_TAGS] : undefined
  return tag ? createElement(tag, undefined, inner) : inner
}
