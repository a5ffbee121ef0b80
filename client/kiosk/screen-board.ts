/** The board as the screen knows it: the projection, carried on by what the feed says. Pure. */
import { compareRanked, type LaneKind } from "../../shared/model/lane.ts"
import type { FeedRows, PlacedCard } from "../../shared/wire/feed.ts"
import type { BoardStatus, LaneStatus, ShownEntry } from "../../shared/wire/http.ts"
import { isTold, MOST_RECENT, withFact } from "../../shared/wire/today.ts"

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
  const kindOf = (lane: string | undefined) => status.lanes.find(({ id }) => id === lane)?.kind as LaneKind | undefined
  const today = status.today && withFact(status.today, entry, kindOf)
  const recent = isTold(entry.kind) ? [entry, ...(status.recent ?? [])].slice(0, MOST_RECENT) : status.recent
  return { ...status, ...(today ? { today } : {}), ...(recent ? { recent } : {}) }
}
