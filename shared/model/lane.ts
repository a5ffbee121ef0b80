import type { BoardView, Registers } from "./board-view.ts"
import type { LANE_KINDS } from "./keys.ts"

export type LaneKind = (typeof LANE_KINDS)[number]

export interface Lane {
  readonly id: string
  readonly name: string
  readonly rank: string
  readonly kind: LaneKind
  /** Soft limit of cards in this lane, or undefined for none. */
  readonly wip: number | undefined
  /** Age in minutes at which a card here is late, or undefined for none. */
  readonly targetMinutes: number | undefined
  readonly archived: boolean
}

export function laneOf(id: string, registers: Registers): Lane {
  return {
    id,
    name: typeof registers.name === "string" ? registers.name : "",
    rank: typeof registers.rank === "string" ? registers.rank : "",
    kind: (registers.kind as LaneKind | undefined) ?? "active",
    wip: typeof registers.wip === "number" ? registers.wip : undefined,
    targetMinutes: typeof registers.target === "number" ? registers.target : undefined,
    archived: registers.archived === true,
  }
}

/** The crew roles that work in a lane; none means: everybody. Undefined when it is not on the board, or not any more. */
export const laneCrew = (registers: Registers | undefined): readonly string[] | undefined =>
  registers === undefined || registers.archived === true ? undefined : ((registers.crew as readonly string[]) ?? [])

/** Whether a card that goes from one kind of lane to another was thought to be ready, and is not. */
export const isRework = (from: LaneKind | undefined, to: LaneKind | undefined): boolean =>
  (from === "pass" || from === "done") && (to === "active" || to === "waiting")

/** Ranks are compared by code unit, ties by id: the same on every machine (never `localeCompare`). */
export function compareRanked(a: { rank: string; id: string }, b: { rank: string; id: string }): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** The lanes that are on the board, from left to right. */
export function liveLanes(view: BoardView): readonly Lane[] {
  return [...view.lanes]
    .map(([id, registers]) => laneOf(id, registers))
    .filter((lane) => !lane.archived)
    .sort(compareRanked)
}
