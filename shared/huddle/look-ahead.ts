/** What comes before the next huddle: handoffs that are announced or offered, by where they go, and cards that fall due. */
import { isOpen, type Target } from "../handoff/handoff.ts"
import type { BoardView } from "../model/board-view.ts"
import { cardHeadOf } from "../model/card.ts"
import type { Instant } from "../time.ts"
import { questionOf, type RiskAsked, type RiskPromises } from "./at-risk.ts"

export interface Incoming {
  readonly to: Target
  /** Announced or offered, the first to be accepted at the top. */
  readonly handoffs: readonly { readonly handoff: string; readonly card: string; readonly acceptBy: Instant | null }[]
}

export interface LookAhead {
  /** When the next huddle is, or the same time tomorrow where the board does not say. */
  readonly until: Instant
  readonly incoming: readonly Incoming[]
  readonly due: readonly { readonly card: string; readonly at: Instant }[]
}

export function lookAhead(view: BoardView, promises: RiskPromises, asked: RiskAsked): LookAhead {
  const question = questionOf(view, promises, asked)
  return { until: question.nextHuddleAt, incoming: incomingOf(view, promises), due: dueOf(view, question) }
}

function incomingOf(view: BoardView, { handoffs }: RiskPromises): readonly Incoming[] {
  const byTarget = new Map<string, { to: Target; handoffs: Incoming["handoffs"][number][] }>()
  for (const handoff of Object.values(handoffs)) {
    const { to, card, acceptBy } = handoff
    if (!to || !isOpen(handoff) || !isLive(view, card)) continue
    const key = JSON.stringify([to.kind, to.id])
    const known = byTarget.get(key) ?? { to, handoffs: [] }
    known.handoffs.push({ handoff: handoff.id, card, acceptBy: handoff.state === "announced" ? null : acceptBy })
    byTarget.set(key, known)
  }
  const late = Number.MAX_SAFE_INTEGER
  for (const { handoffs } of byTarget.values())
    handoffs.sort((a, b) => (a.acceptBy ?? late) - (b.acceptBy ?? late) || (a.handoff < b.handoff ? -1 : 1))
  return [...byTarget.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, incoming]) => incoming)
}

function dueOf(view: BoardView, { now, nextHuddleAt, endOf, lane }: ReturnType<typeof questionOf>): LookAhead["due"] {
  const due: { card: string; at: Instant }[] = []
  for (const [id, registers] of view.cards) {
    const card = cardHeadOf(id, registers)
    if (card.archived || card.due === undefined || lane(card.laneId)?.kind === "done") continue
    const at = endOf(card.due)
    if (at !== undefined && at >= now && at < nextHuddleAt) due.push({ card: id, at })
  }
  return due.sort((a, b) => a.at - b.at || (a.card < b.card ? -1 : 1))
}

const isLive = (view: BoardView, card: string): boolean => {
  const registers = view.cards.get(card)
  return registers !== undefined && registers.archived !== true
}
