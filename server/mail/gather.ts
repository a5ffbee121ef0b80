/** What there is to tell one person: what waits for them on each of their boards, and how much others did meanwhile. */
import type { ActorId, BoardId, UserId } from "../../shared/ids.ts"
import { isMissed } from "../../shared/promises/missed.ts"
import { type NeedKind, needsMe } from "../../shared/promises/needs-me.ts"
import type { Instant } from "../../shared/time.ts"
import { userActor } from "../auth/sessions.ts"
import { openSealed } from "../ledger/open-sealed.ts"
import type { BoardSnapshot } from "../relay/relay.ts"
import type { MemberRow, Store } from "../store/store.ts"
import type { BoardNews } from "./compose.ts"

export interface GatherParts {
  readonly store: Pick<Store, "boards" | "journal">
  snapshot(board: BoardId): Promise<BoardSnapshot | undefined>
}

/** Needs that stand for an offer which is still open. */
const LATE: ReadonlySet<NeedKind> = new Set(["escalated", "expired", "offer"])
const PAGE = 500
const MOST_PAGES = 10

/** `since`: up to when they were told. Where they came to a board after that, they saw the rest there. */
export async function gather(parts: GatherParts, user: UserId, since: Instant): Promise<readonly BoardNews[]> {
  const news: BoardNews[] = []
  for (const member of await parts.store.boards.membershipsOf(user)) {
    const board = await newsOf(parts, member, userActor(user), since)
    if (board) news.push(board)
  }
  return news
}

async function newsOf(
  { store, snapshot }: GatherParts,
  { board: id, role, crewRoles }: MemberRow,
  actor: ActorId,
  since: Instant,
): Promise<BoardNews | undefined> {
  const [row, found, people] = await Promise.all([store.boards.getBoard(id), snapshot(id), store.boards.listPeople(id)])
  if (!row || row.archivedAt !== null || !found) return undefined
  const { promises, view } = found
  const needs = needsMe(actor, crewRoles, promises, view, role).map((need) => ({
    ...need,
    title: need.text ?? String(view.cards.get(need.card)?.title ?? ""),
    isLate: LATE.has(need.kind) && (promises.handoffs[need.handoff ?? ""]?.escalation ?? 0) > 0,
  }))
  const cameAt = people.find((person) => person.actor === actor)?.seenAt ?? 0
  return { id, name: row.name, needs, missed: await missed(store, id, actor, Math.max(since, cameAt)) }
}

async function missed(
  { journal }: GatherParts["store"],
  board: BoardId,
  me: ActorId,
  since: Instant,
): Promise<BoardNews["missed"]> {
  const cards = new Set<string>()
  let changes = 0
  let before = Number.MAX_SAFE_INTEGER
  for (let page = 0; page < MOST_PAGES; page++) {
    const read = await journal.readEntries(board, { before, limit: PAGE, newestFirst: true })
    for (const entry of read.map(openSealed)) {
      if (entry.at <= since) return { changes, cards: cards.size, isCut: false }
      if (!isMissed(entry, me)) continue
      changes++
      if (entry.card !== undefined) cards.add(entry.card)
    }
    if (read.length < PAGE) return { changes, cards: cards.size, isCut: false }
    before = read.at(-1)!.seq
  }
  return { changes, cards: cards.size, isCut: true }
}
