/**
 * What a huddle goes through, in which order and how long at most. The steps below are there on every board; a board may
 * rename, reorder, time and leave out each of them, and add steps of its own (registers `a:<step>` of the board).
 */
import type * as z from "zod/mini"
import { LIMITS } from "../limits.ts"
import type { Registers } from "../model/board-view.ts"
import { prefixedOf } from "../model/card.ts"
import type { AGENDA_STEP } from "../model/keys.ts"
import { compareRanked } from "../model/lane.ts"
import { DAY_MS, type Instant } from "../time.ts"

export const STEP_IDS = ["roll-call", "look-back", "at-risk", "walk", "look-ahead", "read-back", "close"] as const
export type StepId = (typeof STEP_IDS)[number]

const SECONDS: Readonly<Record<StepId, number>> = {
  "roll-call": 45,
  "look-back": 90,
  "at-risk": 240,
  walk: 180,
  "look-ahead": 60,
  "read-back": 75,
  close: 30,
}

/** How long one card is in the spotlight before it is time to park it. */
export const SPOTLIGHT_SECONDS = 45
/** What one more moment is, for the step and for the card in the spotlight. */
export const EXTEND_SECONDS = 30

export interface AgendaStep {
  /** One of `STEP_IDS`, or an id of the board's own. */
  readonly id: string
  /** The board's name for it; empty where it goes by the name that everybody knows. */
  readonly name: string
  readonly seconds: number
  readonly rank: string
  /** Left out: it is in the settings and in no huddle. */
  readonly isOut: boolean
}

export const isStepId = (id: string): id is StepId => (STEP_IDS as readonly string[]).includes(id)

/** The ranks that the known steps have until a board moves them. */
const rankOf = (id: StepId): string => `a${STEP_IDS.indexOf(id)}`

/** All steps in their order, those that are left out too: what the settings show. */
export function agendaSteps(meta: Registers): readonly AgendaStep[] {
  const own = new Map(prefixedOf(meta, "a").map(([id, value]) => [id, value as z.infer<typeof AGENDA_STEP>]))
  const known = STEP_IDS.map((id) => stepOf(id, own.get(id), { rank: rankOf(id), seconds: SECONDS[id] }))
  const added = [...own]
    .filter(([id]) => !isStepId(id))
    .map(([id, set]) => stepOf(id, set, { rank: "z", seconds: SPOTLIGHT_SECONDS }))
  return [...known, ...added].sort(compareRanked)
}

/** The steps that a huddle goes through, so many at most. Where everything is left out nothing is: it has at least one step. */
export function agendaOf(meta: Registers): readonly AgendaStep[] {
  const all = agendaSteps(meta)
  const within = all.filter(({ isOut }) => !isOut)
  return (within.length > 0 ? within : all).slice(0, LIMITS.agendaSteps)
}

function stepOf(
  id: string,
  set: z.infer<typeof AGENDA_STEP> | undefined,
  otherwise: { readonly rank: string; readonly seconds: number },
): AgendaStep {
  const { name = "", seconds = otherwise.seconds, rank = otherwise.rank, out = false } = set ?? {}
  return { id, name, seconds, rank, isOut: out }
}

/**
 * When the next huddle is (register `nextHuddle`, a UTC instant). A moment that has passed stands for the same time on the
 * next day; undefined where the board has said nothing.
 */
export function nextHuddleAt(meta: Registers, now: Instant): Instant | undefined {
  const at = typeof meta.nextHuddle === "string" ? Date.parse(meta.nextHuddle) : Number.NaN
  if (Number.isNaN(at)) return undefined
  return at > now ? at : at + Math.ceil((now - at + 1) / DAY_MS) * DAY_MS
}
