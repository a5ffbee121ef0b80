/** The board as the screen knows it: the projection, carried on by what the feed says. Pure. */
import { compareRanked, isRework, type LaneKind } from "../../shared/model/lane.ts"
import type { FeedRows, PlacedCard } from "../../shared/wire/feed.ts"
import type { BoardStatus, LaneStatus, ShownEntry, TodayCounts } from "../../shared/wire/http.ts"

const MOST_RECENT = 30
/** Facts that nobody reads on a wall. */
const QUIET = /^(card\.(reordered|edited)|lane\.|sheet\.|link\.|member\.|action\.|huddle\.(?!started$|closed$))/

/** Lanes, the board's name and who may come in are not in rows: whoever hears of those loads the board anew. */
export const needsReload = ({ kind }: ShownEntry): boolean => /^(lane|board)\./.test(kind)

export function withRows(status: BoardStatus, { seq, cards, totals }: FeedRows): BoardStatus {
  const changed = Object.entries(cards)
  if (changed.length === 0) return status
  const isChanged = (id: string) => Object.hasOwn(cards, id)
  const lanes = status.lanes.map((lane): LaneStatus => {
    const total = totals[lane.id] ?? lane.total
    const here = changed.flatMap(([, card]) => (card?.laneId === lane.id ? [card] : []))
    if (here.length === 0 && !lane.cards.some(({ id }) => isChanged(id)))
      return total === lane.total ? lane : { ...lane, total }
    const cards = [...lane.cards.filter(({ id }) => !isChanged(id)), ...here.map(withoutLane)]
    return { ...lane, cards: cards.sort(compareRanked), total }
  })
  return { ...status, seq: Math.max(seq, status.seq), lanes }
}

const withoutLane = ({ laneId: _laneId, ...card }: PlacedCard) => card

export function withEntry(status: BoardStatus, entry: ShownEntry): BoardStatus {
  const today = status.today && counted(status.today, entry, status)
  const isTold = !QUIET.test(entry.kind)
  const recent = isTold ? [entry, ...(status.recent ?? [])].slice(0, MOST_RECENT) : status.recent
  return { ...status, ...(today ? { today } : {}), ...(recent ? { recent } : {}) }
}

function counted(today: TodayCounts, entry: ShownEntry, { lanes }: BoardStatus): TodayCounts {
  if (entry.kind === "card.created") return { ...today, came: today.came + 1 }
  if (entry.kind === "card.taken") return { ...today, taken: today.taken + 1 }
  if (entry.kind === "handoff.accepted") return { ...today, accepted: today.accepted + 1 }
  if (entry.kind === "handoff.returned") return { ...today, returned: today.returned + 1 }
  if (entry.kind === "handoff.verified") return { ...today, verified: today.verified + 1 }
  if (entry.kind !== "card.moved") return today
  const kindOf = (lane: string | undefined) => lanes.find(({ id }) => id === lane)?.kind as LaneKind | undefined
  const to = kindOf(entry.lane)
  const reworked = today.reworked + (isRework(kindOf(entry.fromLane), to) ? 1 : 0)
  return to === "done"
    ? { ...today, reworked, finished: today.finished + 1 }
    : { ...today, reworked, moved: today.moved + 1 }
}
