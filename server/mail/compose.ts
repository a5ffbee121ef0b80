/** From what waits for somebody to the mail that says so. Pure; it never composes a mail that says nothing. */
import { createHash } from "node:crypto"
import type { Need } from "../../shared/promises/needs-me.ts"
import { type Block, htmlOf, type Message, oneLine, textOf } from "./message.ts"
import { mailWords as words } from "./words.ts"

export interface NamedNeed extends Need {
  /** The card's, as people typed it. */
  readonly title: string
  /** An offer that nobody took in time. */
  readonly isLate: boolean
}
export interface BoardNews {
  readonly id: string
  readonly name: string
  readonly needs: readonly NamedNeed[]
  /** What others did since the person was last there or last told. */
  readonly missed: { readonly changes: number; readonly cards: number; readonly isCut: boolean }
}

export interface Addressee {
  readonly name: string
  readonly address: string
  /** The address that people type, without a slash at its end. */
  readonly publicUrl: string
  readonly unsubscribe: string
  /** Names this mail among all to this person. */
  readonly slot: string
}

/** Further ones are a number; whoever has more waiting opens the board. */
const MOST_LISTED = 20

export const needsIn = (news: readonly BoardNews[]): number => news.reduce((sum, { needs }) => sum + needs.length, 0)
export const changesIn = (news: readonly BoardNews[]): number =>
  news.reduce((sum, { missed }) => sum + missed.changes, 0)

export function composeDigest(news: readonly BoardNews[], to: Addressee): Message {
  const subject = words.digestSubject(needsIn(news), changesIn(news))
  const told = news.filter(({ needs, missed }) => needs.length > 0 || missed.changes > 0)
  const lead: Block = { kind: "paragraph", words: words.digestLead(oneLine(to.name)) }
  return messageOf(subject, [lead, ...told.flatMap((board) => boardBlocks(board, to.publicUrl))], to)
}

export function composeUrgent(news: readonly BoardNews[], to: Addressee): Message {
  const lead: Block = { kind: "paragraph", words: words.urgentLead(oneLine(to.name)) }
  const boards = news.flatMap((board): readonly Block[] => [
    { kind: "heading", words: oneLine(board.name) },
    needsList(board, to.publicUrl),
  ])
  return messageOf(words.urgentSubject, [lead, ...boards], to)
}

/** Says nothing that whoever asked for it has chosen: the address may be anybody's. */
export function composeConfirmation(to: Addressee, token: string): Message {
  const blocks: readonly Block[] = [
    { kind: "paragraph", words: words.confirmLead },
    { kind: "link", words: words.confirmLink, url: `${to.publicUrl}/mail/confirm#${token}` },
    { kind: "paragraph", words: words.confirmOnce },
  ]
  const subject = words.confirmSubject
  return { to: to.address, subject, text: textOf(blocks), html: htmlOf(subject, blocks), id: idOf(to) }
}

function messageOf(subject: string, blocks: readonly Block[], to: Addressee): Message {
  const all: readonly Block[] = [
    ...blocks,
    { kind: "paragraph", words: words.why },
    { kind: "link", words: words.settings, url: `${to.publicUrl}/settings` },
    { kind: "link", words: words.stop, url: `${to.publicUrl}/mail/stop#${to.unsubscribe}` },
  ]
  return {
    ...{ to: to.address, subject, text: textOf(all), html: htmlOf(subject, all), id: idOf(to) },
    unsubscribeUrl: `${to.publicUrl}/api/v1/mail/stop?token=${encodeURIComponent(to.unsubscribe)}`,
  }
}

const boardUrl = (publicUrl: string, board: string) => `${publicUrl}/b/${board}`

function boardBlocks({ needs, missed, ...board }: BoardNews, publicUrl: string): readonly Block[] {
  const since = words.sinceYouLeft(missed.changes, missed.cards)
  const blocks: readonly (Block | undefined)[] = [
    { kind: "heading", words: oneLine(board.name) },
    needs.length > 0 ? { kind: "paragraph", words: `${words.needs(needs.length)}:` } : undefined,
    needs.length > 0 ? needsList({ ...board, needs }, publicUrl) : undefined,
    needs.length > MOST_LISTED ? { kind: "paragraph", words: words.andMore(needs.length - MOST_LISTED) } : undefined,
    missed.changes > 0 ? { kind: "paragraph", words: missed.isCut ? words.atLeast(since) : since } : undefined,
    { kind: "link", words: words.openBoard, url: boardUrl(publicUrl, board.id) },
  ]
  return blocks.filter((block) => block !== undefined)
}

function needsList({ id, needs }: Pick<BoardNews, "id" | "needs">, publicUrl: string): Block {
  const items = needs.slice(0, MOST_LISTED).map(({ kind, card, severity, title }) => {
    const sentence = words.asked(kind, oneLine(title) || words.untitled)
    const url = card === "" ? boardUrl(publicUrl, id) : `${boardUrl(publicUrl, id)}?card=${encodeURIComponent(card)}`
    return { words: severity === "critical" ? words.critical(sentence) : sentence, url }
  })
  return { kind: "list", items }
}

function idOf({ address, slot, publicUrl }: Addressee): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([address, slot]))
    .digest("hex")
    .slice(0, 32)
  return `<${hash}@${new URL(publicUrl).hostname}>`
}
