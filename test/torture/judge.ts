/**
 * The set test of the crash rounds: everything acknowledged, edits and promises, is in the ledger exactly once and where its
 * answer said; a no is in no entry but the line that tells of it; what was taken back was told to its author; no clock of an
 * offer is forgotten or strikes twice; the laws of handoffs hold at every entry; the ledger has no gap, and gives the board.
 */
import { nextAlarm } from "../../shared/handoff/clocks.ts"
import { equalJson, type Json } from "../../shared/json.ts"
import type { Entry } from "../../shared/model/entry.ts"
import { fold, noPromises } from "../../shared/promises/fold.ts"
import { SUPERSEDED } from "../../shared/promises/superseded-line.ts"
import type { Instant } from "../../shared/time.ts"
import { lawBroken } from "../support/handoff-laws.ts"
import { replay } from "../support/replay.ts"
import { sheetWord, type Told } from "./writer.ts"

/** What the rounds leave behind. */
export interface Evidence {
  readonly entries: readonly Entry[]
  readonly view: unknown
  /** Words that the relay acknowledged. */
  readonly acknowledged: readonly string[]
  readonly told: readonly Told[]
  /** What was written against a rule, and of it what its author was not told about. */
  readonly forbidden: readonly string[]
  readonly unheard: readonly string[]
  readonly races: number
  /** What was noticed on the way, as sentences. */
  readonly surprises: readonly string[]
  /** Every clock that was due by then has struck. */
  readonly struckBy: Instant
  /** From the start of the new process until every client has all of its edits acknowledged, in ms. */
  readonly recoveriesMs: readonly number[]
}

export interface CrashReport extends PromiseFaults {
  readonly acknowledged: number
  /** Promises that were answered with a yes. */
  readonly promised: number
  readonly offered: number
  readonly accepted: number
  readonly withdrawn: number
  readonly finished: number
  /** Steps of escalation. */
  readonly expired: number
  readonly races: number
  /** Promises that somebody else came before: each is on record, too. */
  readonly tooLate: number
  readonly refused: number
  /** Edits that were taken back without a word to their author. */
  readonly untold: readonly string[]
  /** Offers whose clock was due and has not struck. */
  readonly unrung: readonly string[]
  readonly lawBroken: string | undefined
  readonly surprises: readonly string[]
  readonly ledgerGaps: number
  readonly replayEqualsBoard: boolean
  readonly recoveriesMs: readonly number[]
}

export function judge(evidence: Evidence): CrashReport {
  const { entries, view, acknowledged, told, forbidden, unheard, races, surprises, struckBy, recoveriesMs } = evidence
  const written = counted(entries.flatMap(wordsOf))
  const promises = promiseFaults(entries, told)
  const ledgerGaps = entries.filter((entry, index) => entry.seq !== index + 1).length
  const count = (kind: string) => entries.filter((entry) => entry.kind === `handoff.${kind}`).length
  return {
    acknowledged: acknowledged.length,
    promised: told.filter(({ answer }) => answer.ok).length,
    ...{ offered: count("offered"), accepted: count("accepted"), withdrawn: count("withdrawn") },
    ...{ finished: count("finished"), expired: count("expired"), races },
    ...{ tooLate: entries.filter(({ kind }) => kind === SUPERSEDED).length, refused: forbidden.length },
    lost: [...acknowledged.filter((value) => !written.has(value)), ...promises.lost],
    doubled: [...twice(written), ...promises.doubled],
    astray: promises.astray,
    // What lost against another write was not taken back: the ledger has it.
    untold: unheard.filter((value) => !entries.some(({ to }) => to === value)),
    unrung: ledgerGaps > 0 ? [] : unrung(entries, struckBy),
    lawBroken: lawBroken(entries, new Map(told.map(({ command, actor }) => [command.id, actor]))),
    ...{ surprises, ledgerGaps, replayEqualsBoard: replay(entries, view), recoveriesMs },
  }
}

/** What a run without any fault says. */
export const NO_FAULT = {
  ...{ lost: [], doubled: [], astray: [], untold: [], unrung: [], lawBroken: undefined, surprises: [] },
  ...{ ledgerGaps: 0, replayEqualsBoard: true },
} as const satisfies Partial<CrashReport>

/** Whether a report says that all is well. */
export const isClean = (report: CrashReport): boolean =>
  Object.entries(NO_FAULT).every(([fault, none]) =>
    equalJson((report[fault as keyof CrashReport] ?? null) as Json, (none ?? null) as Json),
  )

interface PromiseFaults {
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** Promises that are there, and are not where their answer says; and those that were refused, and are there. */
  readonly astray: readonly string[]
}

/** An answer names an entry by number and hash: of a yes the fact, of a no that came too late the line that tells of it. */
export function promiseFaults(entries: readonly Entry[], told: readonly Told[]): PromiseFaults {
  const facts = counted(entries.flatMap(({ cause }) => (cause?.startsWith("promise-") ? [cause] : [])))
  const lines = counted(entries.flatMap(({ kind, data }) => (kind === SUPERSEDED ? [String(data?.command)] : [])))
  const isThere = ({ command: { id }, answer }: Told) => (answer.ok ? facts.has(id) : lines.has(id))
  const isInPlace = ({ command: { id }, answer }: Told) => {
    if (!("seq" in answer)) return !facts.has(id)
    const entry = entries[Number(answer.seq) - 1]
    return answer.ok ? entry?.cause === id && entry.hash === answer.hash : entry?.data?.command === id && !facts.has(id)
  }
  const lost = told.filter((one) => "seq" in one.answer && !isThere(one))
  const astray = told.filter((one) => !isInPlace(one) && !lost.includes(one))
  const ids = (list: readonly Told[]) => list.map(({ command }) => command.id)
  return { lost: ids(lost), doubled: [...twice(facts), ...twice(lines)], astray: ids(astray) }
}

/** Open offers that should have been called out once more by then. */
export function unrung(entries: readonly Entry[], by: Instant): readonly string[] {
  const { handoffs } = entries.reduce(fold, noPromises())
  return Object.values(handoffs)
    .filter((handoff) => (nextAlarm(handoff)?.at ?? Number.POSITIVE_INFINITY) <= by)
    .map(({ id }) => id)
}

function wordsOf({ kind, key, to, data }: Entry): readonly string[] {
  if (kind === "sheet.created") return [sheetWord(String(data?.id))]
  return key === "next" && typeof to === "string" ? [to] : []
}

function counted(list: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

const twice = (counts: ReadonlyMap<string, number>): readonly string[] =>
  [...counts].filter(([, count]) => count > 1).map(([one]) => one)
