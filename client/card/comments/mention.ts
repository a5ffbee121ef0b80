/** Mentions while typing: what is being looked for at the caret, who fits, and who is mentioned in the end. */

export interface Mentionable {
  readonly actor: string
  readonly name: string
}

/** The words after the last "@" before the caret, or undefined when nobody is being looked for. */
export function mentionQueryAt(
  text: string,
  caret: number,
): { readonly start: number; readonly query: string } | undefined {
  const before = text.slice(0, caret)
  const start = before.lastIndexOf("@")
  if (start < 0) return undefined
  const query = before.slice(start + 1)
  const opensWord = start === 0 || /[\s(]/.test(before[start - 1] ?? "")
  return opensWord && query.length <= 40 && !/[\n@]/.test(query) && !/^\s/.test(query) ? { start, query } : undefined
}

const SHOWN = 6

/** People whose name, or a word of it, begins with the query; whole names first. */
export function peopleMatching<P extends Mentionable>(people: readonly P[], query: string): readonly P[] {
  const wanted = query.toLocaleLowerCase()
  const score = (person: P) => {
    const name = person.name.toLocaleLowerCase()
    if (name.startsWith(wanted)) return 0
    return name.split(/\s+/).some((word) => word.startsWith(wanted)) ? 1 : 2
  }
  return people
    .filter((person) => score(person) < 2)
    .sort((a, b) => score(a) - score(b) || (a.name < b.name ? -1 : 1))
    .slice(0, SHOWN)
}

/** The text with the person's name in place of what was typed, and where the caret goes. */
export function withMention(text: string, caret: number, start: number, name: string) {
  const head = `${text.slice(0, start)}@${name} `
  return { text: head + text.slice(caret).replace(/^ /, ""), caret: head.length }
}

/** Everybody whose "@Name" stands in the text; the longest name wins, so "@Ana Lee" does not mention "Ana". */
export function mentionedIn(text: string, people: readonly Mentionable[]): readonly string[] {
  const found = new Set<string>()
  for (const { mention } of mentionPieces(text, people)) if (mention) found.add(mention)
  return [...found]
}

export interface MentionPiece {
  readonly text: string
  readonly mention?: string
}

/** The text cut at its mentions. */
export function mentionPieces(text: string, people: readonly Mentionable[]): readonly MentionPiece[] {
  const byLength = people.filter((person) => person.name !== "").sort((a, b) => b.name.length - a.name.length)
  const pieces: MentionPiece[] = []
  let rest = 0
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const person = byLength.find((one) => namedAt(text, at + 1, one.name))
    if (!person) continue
    if (at > rest) pieces.push({ text: text.slice(rest, at) })
    rest = at + 1 + person.name.length
    pieces.push({ text: text.slice(at, rest), mention: person.actor })
    at = rest - 1
  }
  return rest < text.length ? [...pieces, { text: text.slice(rest) }] : pieces
}

function namedAt(text: string, at: number, name: string): boolean {
  const next = text[at + name.length]
  return text.startsWith(name, at) && (next === undefined || !/[\p{L}\p{N}]/u.test(next))
}
