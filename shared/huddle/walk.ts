/** The board from right to left, as a huddle walks it: of each lane how full it is, and only the cards that are not as they should be. */
import { isOpen } from "../handoff/handoff.ts"
import type { BoardView } from "../model/board-view.ts"
import { type CardHead, cardHeadOf, cardsByLane } from "../model/card.ts"
import { type Lane, liveLanes } from "../model/lane.ts"
import { cardPromise } from "../promises/questions.ts"
import type { Instant } from "../time.ts"
import { questionOf, type RiskAsked, type RiskKind, type RiskPromises, type RiskQuestion, risksOf } from "./at-risk.ts"

export type ExceptionKind = RiskKind | "unclaimed" | "no-next"

export interface WalkedCard {
  readonly card: string
  readonly kinds: readonly ExceptionKind[]
  readonly enteredLaneAt: Instant
}

export interface WalkedLane {
  readonly lane: Lane
  readonly count: number
  readonly isOverLimit: boolean
  /** Handoffs that are announced or offered to this lane. */
  readonly incoming: number
  /** The oldest first. */
  readonly exceptions: readonly WalkedCard[]
}

export function walk(view: BoardView, promises: RiskPromises, asked: RiskAsked): readonly WalkedLane[] {
  const byLane = cardsByLane(view)
  const question = questionOf(view, promises, asked)
  const incoming = new Map<string, number>()
  for (const handoff of Object.values(promises.handoffs))
    if (isOpen(handoff) && handoff.to?.kind === "lane")
      incoming.set(handoff.to.id, (incoming.get(handoff.to.id) ?? 0) + 1)
  return [...liveLanes(view)].reverse().map((lane) => {
    const cards = byLane.get(lane.id) ?? []
    return {
      ...{ lane, count: cards.length, isOverLimit: lane.wip !== undefined && cards.length > lane.wip },
      incoming: incoming.get(lane.id) ?? 0,
      exceptions: exceptionsIn(lane, cards, view, question),
    }
  })
}

function exceptionsIn(
  lane: Lane,
  cards: readonly string[],
  view: BoardView,
  question: RiskQuestion,
): readonly WalkedCard[] {
  const walked = cards.flatMap((id): WalkedCard[] => {
    const card = cardHeadOf(id, view.cards.get(id) ?? {})
    const kinds = [...risksOf(card, question).map(({ kind }) => kind), ...gapsOf(card, lane, question)]
    const enteredLaneAt = cardPromise(question.promises, id)?.enteredLaneAt ?? question.now
    return kinds.length > 0 ? [{ card: id, kinds, enteredLaneAt }] : []
  })
  return walked.sort((a, b) => a.enteredLaneAt - b.enteredLaneAt || (a.card < b.card ? -1 : 1))
}

/** What the next pair of hands would miss, where work is going on. */
function gapsOf(card: CardHead, lane: Lane, question: RiskQuestion): readonly ExceptionKind[] {
  if (lane.kind !== "active" && lane.kind !== "pass") return []
  const promise = cardPromise(question.promises, card.id)
  const isClaimed = (promise?.accountable ?? null) !== null || (promise?.openHandoff ?? null) !== null
  return [...(isClaimed ? [] : ["unclaimed" as const]), ...(card.next.trim() === "" ? ["no-next" as const] : [])]
}
