/** What goes to the sender: plain text and the same as simple HTML. Whatever people typed is flattened and escaped here. */
export interface Message {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The same message has the same id, so that a mail server that gets it twice can tell. */
  readonly id: string
  /** Where a mail program stops further ones without asking anybody to sign in; confirmations have none. */
  readonly unsubscribeUrl?: string
}

const MOST_CHARACTERS = 200

/** One line of somebody's words: no control characters, no marks that turn text around, not endless. */
export function oneLine(words: string): string {
  const flat = words
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
  return flat.length <= MOST_CHARACTERS ? flat : `${flat.slice(0, MOST_CHARACTERS - 1).trimEnd()}…`
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}
const escapeHtml = (words: string): string => words.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)

/** A part of a mail, written once for both forms. */
export type Block =
  | { readonly kind: "heading" | "paragraph"; readonly words: string }
  | { readonly kind: "list"; readonly items: readonly { readonly words: string; readonly url: string }[] }
  | { readonly kind: "link"; readonly words: string; readonly url: string }

export const textOf = (blocks: readonly Block[]): string => `${blocks.map(blockText).join("\n\n")}\n`

export function htmlOf(subject: string, blocks: readonly Block[]): string {
  const title = escapeHtml(subject)
  const body = blocks.map(blockHtml).join("\n")
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>\n<body>\n${body}\n</body></html>\n`
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `${block.words}\n${"-".repeat(Math.min(60, block.words.length))}`
    case "paragraph":
      return block.words
    case "list":
      return block.items.map(({ words, url }) => `* ${words}\n  ${url}`).join("\n")
    case "link":
      return `${block.words}: ${block.url}`
  }
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `<h2>${escapeHtml(block.words)}</h2>`
    case "paragraph":
      return `<p>${escapeHtml(block.words)}</p>`
    case "list":
      return `<ul>\n${block.items.map(({ words, url }) => `<li>${anchor(words, url)}</li>`).join("\n")}\n</ul>`
    case "link":
      return `<p>${anchor(block.words, block.url)}</p>`
  }
}

const anchor = (words: string, url: string) => `<a href="${escapeHtml(url)}">${escapeHtml(words)}</a>`
