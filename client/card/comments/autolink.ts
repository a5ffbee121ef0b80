/** Plain words with their addresses found: http, https and mailto only, everything else stays text. */
import { isSafeUrl } from "../safe-url.ts"

export interface TextPiece {
  readonly text: string
  readonly href?: string
}

const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"']+/gi

export function autolink(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  let rest = 0
  for (const match of text.matchAll(ADDRESS)) {
    const href = withoutTail(match[0])
    if (!isSafeUrl(href)) continue
    if (match.index > rest) pieces.push({ text: text.slice(rest, match.index) })
    pieces.push({ text: href, href })
    rest = match.index + href.length
  }
  return rest < text.length ? [...pieces, { text: text.slice(rest) }] : pieces
}

/** A full stop or a bracket after an address belongs to the sentence, unless the bracket was opened inside it. */
function withoutTail(address: string): string {
  const cut = address.replace(/[.,;:!?]+$/, "")
  if (!cut.endsWith(")") || cut.includes("(")) return cut
  return withoutTail(cut.slice(0, -1))
}
