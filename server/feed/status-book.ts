/**
 * Projections of boards, each made once for all screens that show it: three hundred walls cost one reading of the board.
 * One is kept until the ledger has gone on.
 */
import type { BoardId } from "../../shared/ids.ts"
import { cardsByLane } from "../../shared/model/card.ts"
import type { Instant } from "../../shared/time.ts"
import type { PlacedCard } from "../../shared/wire/feed.ts"
import type { BoardStatus } from "../../shared/wire/http.ts"
import type { BoardSnapshot } from "../relay/relay.ts"
import { statusOf } from "./status.ts"

/** Boards whose last projection is kept; what falls out is made again when somebody asks. */
const MOST_KEPT = 64

export interface Projection {
  readonly status: BoardStatus
  readonly cards: ReadonlyMap<string, PlacedCard>
  /** Card → lane, of all cards on the board: also of those that are no longer listed. */
  readonly places: ReadonlyMap<string, string>
}

export interface StatusBookParts {
  snapshot(board: BoardId): Promise<BoardSnapshot | undefined>
  namesOf(board: BoardId): Promise<ReadonlyMap<string, string>>
  now(): Instant
}

export interface StatusBook {
  /** At `atLeast` or later; without it, as of now. Undefined when there is no such board. */
  read(board: BoardId, isPrivate: boolean, atLeast?: number): Promise<Projection | undefined>
}

export function createStatusBook(parts: StatusBookParts): StatusBook {
  const kept = new Map<string, Projection>()
  const making = new Map<string, Promise<Projection | undefined>>()

  async function make(board: BoardId, isPrivate: boolean): Promise<Projection | undefined> {
    const [found, names] = await Promise.all([parts.snapshot(board), parts.namesOf(board)])
    if (!found) return undefined
    const nameOf = (actor: string) => names.get(actor) ?? actor
    const status = statusOf({ ...found, id: board, isPrivate, at: parts.now(), nameOf })
    const placed = status.lanes.flatMap(({ id: laneId, cards }) => cards.map((card) => ({ ...card, laneId })))
    const places = [...cardsByLane(found.view)].flatMap(([lane, ids]) => ids.map((id) => [id, lane] as const))
    return { status, cards: new Map(placed.map((card) => [card.id, card])), places: new Map(places) }
  }

  /** Whoever asks while one is being made shares it. */
  async function shared(key: string, board: BoardId, isPrivate: boolean): Promise<Projection | undefined> {
    const made = making.get(key) ?? make(board, isPrivate)
    making.set(key, made)
    try {
      const projection = await made
      kept.delete(key)
      if (projection) kept.set(key, projection)
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break
        kept.delete(oldest)
      }
      return projection
    } finally {
      if (making.get(key) === made) making.delete(key)
    }
  }

  return {
    async read(board, isPrivate, atLeast) {
      const key = `${board} ${isPrivate}`
      const known = atLeast === undefined ? undefined : kept.get(key)
      if (known && known.status.seq >= (atLeast ?? 0)) return known
      const projection = await shared(key, board, isPrivate)
      // The one that was under way may have begun before the entry that is asked for.
      const isBehind = projection && atLeast !== undefined && projection.status.seq < atLeast
      return isBehind ? shared(key, board, isPrivate) : projection
    },
  }
}
