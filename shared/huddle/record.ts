/**
 * What stays of a huddle: one entry that says who was there, how long each step took, which cards were talked about, what was
 * decided and who does what. Its structure is hashed for good; the words of the decisions and actions stand beside the
 * chain like all words of people, so that they can be erased.
 */
import type { ActorId } from "../ids.ts"
import type { JsonObject } from "../json.ts"
import type { Entry } from "../model/entry.ts"
import type { Instant } from "../time.ts"
import {
  type Covered,
  escalatedOf,
  type Huddle,
  type HuddleAction,
  type HuddleDecision,
  type Parked,
  type RollState,
  type StepTime,
} from "./huddle.ts"

export interface RecordedAction {
  readonly seq: number
  readonly card: string | null
  readonly person: string
  readonly due: string
  readonly text: string
}

/** What the crew takes to those further up; also what it agreed in an earlier huddle. */
export interface RecordedEscalation extends RecordedAction {
  /** Why; empty where nobody said. */
  readonly reason: string
}

export interface HuddleRecord {
  readonly huddle: string
  readonly startedAt: Instant
  readonly startedBy: ActorId
  readonly endedAt: Instant
  readonly drivers: readonly ActorId[]
  readonly people: readonly ActorId[]
  readonly roll: readonly { readonly role: string; readonly state: RollState; readonly person: string | null }[]
  /** The milliseconds of all steps are the time from the start to the end. */
  readonly steps: readonly StepTime[]
  readonly covered: readonly Covered[]
  readonly parked: readonly Parked[]
  readonly decisions: readonly Omit<HuddleDecision, "at">[]
  readonly actions: readonly RecordedAction[]
  readonly escalated: readonly RecordedEscalation[]
}

/** The record of a huddle that ends at `at`, with the actions that were agreed in it and those that are escalated then. */
export function recordAt(huddle: Huddle, actions: readonly HuddleAction[], at: Instant): HuddleRecord {
  return {
    huddle: huddle.id,
    startedAt: huddle.startedAt,
    startedBy: huddle.startedBy,
    endedAt: at,
    drivers: huddle.drivers,
    people: huddle.people.map(({ actor }) => actor),
    roll: huddle.roll.map(({ role, state, person }) => ({ role, state, person })),
    steps: huddle.steps.map((step, index) => ({
      ...step,
      ms: step.ms + (index === huddle.step ? at - huddle.stepStartedAt : 0),
    })),
    covered: coveredAt(huddle, at),
    parked: huddle.parked,
    decisions: huddle.decisions.map(({ seq, card, by, text }) => ({ seq, card, by, text })),
    actions: actions.filter((action) => action.huddle === huddle.id).map(recordedAction),
    escalated: escalatedOf(actions).map((action) => ({
      ...recordedAction(action),
      reason: action.escalated?.reason ?? "",
    })),
  }
}

const recordedAction = ({ seq, card, person, due, text }: HuddleAction): RecordedAction => ({
  ...{ seq, card, person, due, text },
})

/** The cards that were in the spotlight until now, the one that is in it counted in. */
export function coveredAt({ covered, spotlight }: Huddle, at: Instant): Covered[] {
  if (!spotlight) return covered.map((one) => ({ ...one }))
  const ms = at - spotlight.since
  const known = covered.some(({ card }) => card === spotlight.card)
  if (!known) return [...covered.map((one) => ({ ...one })), { card: spotlight.card, ms }]
  return covered.map((one) => (one.card === spotlight.card ? { ...one, ms: one.ms + ms } : { ...one }))
}

/** The record as an entry holds it: structure in `data`, words by their `seq` in `text`. */
export function recordFact(record: HuddleRecord): { readonly data: JsonObject; readonly text?: string } {
  const { decisions, actions, escalated } = record
  const words = [
    ...[...decisions, ...actions, ...escalated].map(({ seq, text }) => [seq, text] as const),
    ...escalated.filter(({ reason }) => reason !== "").map(({ seq, reason }) => [whyKey(seq), reason] as const),
  ]
  const bare = <T extends { readonly text: string }>(lines: readonly T[]) => lines.map(({ text: _, ...rest }) => rest)
  const data = {
    ...{ ...record, decisions: bare(decisions), actions: bare(actions) },
    escalated: bare(escalated).map(({ reason: _, ...rest }) => rest),
  }
  return {
    data: data as unknown as JsonObject,
    ...(words.length > 0 ? { text: JSON.stringify(Object.fromEntries(words)) } : {}),
  }
}

/** Under which the reason of an escalation stands beside the words of its action. */
const whyKey = (seq: number): string => `${seq} why`

/** The record that an entry `huddle.closed` holds; undefined for any other entry. Erased words are empty. */
export function recordOf(entry: Entry): HuddleRecord | undefined {
  if (entry.kind !== "huddle.closed" || entry.data === undefined) return undefined
  // Older records know of no escalations.
  const bare = { escalated: [], ...(entry.data as object) } as unknown as HuddleRecord
  const words = wordsIn(entry.text)
  const withWords = <T extends { readonly seq: number }>(lines: readonly T[]) =>
    lines.map((line) => ({ ...line, text: words[line.seq] ?? "" }))
  return {
    ...{ ...bare, decisions: withWords(bare.decisions), actions: withWords(bare.actions) },
    escalated: withWords(bare.escalated).map((line) => ({ ...line, reason: words[whyKey(line.seq)] ?? "" })),
  }
}

const wordsIn = (text: string | undefined): Readonly<Record<string | number, string>> =>
  text === undefined ? {} : (JSON.parse(text) as Record<string, string>)
