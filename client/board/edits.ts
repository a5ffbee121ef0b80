/**
 * What the board screen writes, as pure functions from what the model holds to changes. Nothing here writes: the session
 * does, as one transaction and one step of undo.
 */
import type { Change } from "../../shared/change/change.ts"
import { type PairTimes, pairKey } from "../../shared/handoff/lane-pair.ts"
import { equalJson, type Json } from "../../shared/json.ts"
import { LIMITS } from "../../shared/limits.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import { placeOf, type Severity } from "../../shared/model/card.ts"
import type { LaneKind } from "../../shared/model/lane.ts"
import { ranksBetween } from "../../shared/model/rank.ts"
import { type Gate, gateOf } from "../../shared/rules/gate.ts"
import type { ReadModel } from "../sync/board-session.ts"

/** What an edit needs to know of the board. */
export type Reader = Pick<ReadModel, "card" | "lane" | "cardIds" | "laneIds" | "meta">
/** A fresh number in 0–65535 at each call. */
export type Jitter = () => number

export const setOnCard = (board: Reader, id: string, key: string, to: Json): Change[] => [
  { kind: "set", root: "cards", id, key, from: board.card(id)?.[key] ?? null, to },
]
const setOnLane = (board: Reader, id: string, key: string, to: Json): Change[] => [
  { kind: "set", root: "lanes", id, key, from: board.lane(id)?.[key] ?? null, to },
]

/** Words as they are kept: one line, no outer space, not longer than the register takes; empty words put it away. */
const tidyLine = (words: string, max: number): string => words.replace(/\s+/g, " ").trim().slice(0, max).trimEnd()

export const setTitle = (board: Reader, id: string, words: string) =>
  setOnCard(board, id, "title", tidyLine(words, LIMITS.titleChars) || null)
export const setNext = (board: Reader, id: string, words: string) =>
  setOnCard(board, id, "next", tidyLine(words, LIMITS.lineChars) || null)
export const setSeverity = (board: Reader, id: string, severity: Severity) =>
  setOnCard(board, id, "severity", severity === "routine" ? null : severity)
export const block = (board: Reader, id: string, reason: string) =>
  setOnCard(board, id, "blocked", { reason: tidyLine(reason, 500) })
export const unblock = (board: Reader, id: string) => setOnCard(board, id, "blocked", null)
export const archiveCard = (board: Reader, id: string) => setOnCard(board, id, "archived", true)
export const restoreCard = (board: Reader, id: string) => setOnCard(board, id, "archived", null)
export const toggleLabel = (board: Reader, id: string, label: string) =>
  setOnCard(board, id, `l:${label}`, board.card(id)?.[`l:${label}`] === true ? null : true)

/** New cards at the end of a lane, in the order of their titles. */
export function addCards(
  board: Reader,
  lane: string,
  titles: readonly string[],
  newId: () => string,
  jitter: Jitter,
): Change[] {
  const words = titles.map((title) => tidyLine(title, LIMITS.titleChars)).filter((title) => title !== "")
  const ranks = ranksBetween(lastRank(board, lane), undefined, words.length, jitter)
  return words.map((title, i) => ({
    kind: "created",
    root: "cards",
    id: newId(),
    value: { place: [lane, ranks[i]!], title },
  }))
}

function lastRank(board: Reader, lane: string): string | undefined {
  const last = board.cardIds(lane).at(-1)
  return placeOf((last !== undefined && board.card(last)) || {})?.[1]
}

const laneRank = (board: Reader, id: string | undefined): string | undefined => {
  const rank = id === undefined ? undefined : board.lane(id)?.rank
  return typeof rank === "string" ? rank : undefined
}

export function addLane(board: Reader, name: string, kind: LaneKind, id: string, jitter: Jitter): Change[] {
  const [rank] = ranksBetween(laneRank(board, board.laneIds().at(-1)), undefined, 1, jitter)
  return [{ kind: "created", root: "lanes", id, value: { name: tidyLine(name, 200), rank: rank!, kind } }]
}

export const renameLane = (board: Reader, id: string, name: string) =>
  setOnLane(board, id, "name", tidyLine(name, 200) || null)
export const archiveLane = (board: Reader, id: string) => setOnLane(board, id, "archived", true)
export const restoreLane = (board: Reader, id: string) => setOnLane(board, id, "archived", null)

export interface LaneForm {
  readonly kind: LaneKind
  readonly wip: number | undefined
  readonly targetMinutes: number | undefined
}
export const setLaneForm = (board: Reader, id: string, form: LaneForm): Change[] => [
  ...setOnLane(board, id, "kind", form.kind),
  ...setOnLane(board, id, "wip", form.wip ?? null),
  ...setOnLane(board, id, "target", form.targetMinutes ?? null),
]

export interface LaneGateForm {
  readonly gate: Gate
  readonly crew: readonly string[]
  /** Times to accept that were changed, by the lane that a card goes on to. */
  readonly times: Readonly<Record<string, PairTimes>>
}
const NO_GATE: Gate = { signatures: false, handoff: false, fields: [], wip: "off" }
export const gateForm = (lane: Registers | undefined): Gate => gateOf(lane) ?? NO_GATE

/** A gate that asks for nothing is no gate; a lane without crew roles is everybody's; a pair without times has none. */
export function setLaneGate(board: Reader, id: string, { gate, crew, times }: LaneGateForm): Change[] {
  const { signatures, handoff, fields, wip } = gate
  const to = equalJson(gate as Json, NO_GATE as Json) ? null : { signatures, handoff, fields: [...fields], wip }
  return [
    ...setOnLane(board, id, "gate", to),
    ...setOnLane(board, id, "crew", crew.length === 0 ? null : [...crew]),
    ...Object.entries(times).flatMap(([next, pair]) =>
      setOnLane(board, id, pairKey(next), Object.keys(pair).length === 0 ? null : { ...pair }),
    ),
  ]
}

/** One place to the left (-1) or right (1); nothing at the edge. */
export function moveLane(board: Reader, id: string, by: -1 | 1, jitter: Jitter): Change[] {
  const others = board.laneIds().filter((lane) => lane !== id)
  const to = board.laneIds().indexOf(id) + by
  if (to < 0 || to > others.length) return []
  const [rank] = ranksBetween(laneRank(board, others[to - 1]), laneRank(board, others[to]), 1, jitter)
  return setOnLane(board, id, "rank", rank!)
}

export const renameBoard = (board: Reader, name: string): Change[] => [
  { kind: "set-meta", key: "name", from: board.meta().name ?? null, to: tidyLine(name, 200) },
]
