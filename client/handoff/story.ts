/** The words of a handoff, from the ledger of its card: what was asked, read back, corrected, added, and why it went back. */
import { isTick } from "../../shared/handoff/sheet-rows.ts"
import { isJsonObject, type JsonObject } from "../../shared/json.ts"
import type { Entry, GivenAnswer } from "../../shared/model/entry.ts"
import { erase } from "../words/en/erase.ts"

export interface StoryQuestion {
  readonly seq: number
  readonly by: string
  readonly at: number
  readonly field: string
  readonly text: string
  readonly answer: { readonly by: string; readonly at: number; readonly text: string } | undefined
}

export interface Told {
  readonly seq: number
  readonly by: string
  readonly at: number
  readonly text: string
}

export interface HandoffStory {
  readonly questions: readonly StoryQuestion[]
  /** The newest read-back, and when an offline device claims to have given it. */
  readonly readBack: (Told & { readonly claimedAt: number | undefined }) | undefined
  /** What was answered with the last acceptance, under the labels of then. */
  readonly answers: { readonly by: string; readonly given: readonly GivenAnswer[] } | undefined
  readonly correction: Told | undefined
  readonly addenda: readonly Told[]
  /** Why it last went back, was withdrawn, taken over or cancelled. */
  readonly reason: Told | undefined
  /** Who settled which line of the sheet last: ticked it, or said that it does not apply. */
  readonly ticks: ReadonlyMap<string, Told>
  /** The brief as it was offered last. */
  readonly offered: JsonObject | undefined
}

const told = (entry: Entry): Told => ({
  seq: entry.seq,
  by: entry.actor,
  at: entry.at,
  text: entry.text ?? entry.reason ?? (entry.erased ? erase.gone : ""),
})
const ofKind = (entries: readonly Entry[], ...kinds: string[]) => entries.filter(({ kind }) => kinds.includes(kind))

export function storyOf(entries: readonly Entry[], handoff: string): HandoffStory {
  const mine = entries.filter(({ data }) => data?.handoff === handoff)
  const answers = ofKind(mine, "handoff.answered")
  const readBack = ofKind(mine, "handoff.accepted", "handoff.read-again").at(-1)
  const acceptance = ofKind(mine, "handoff.accepted").at(-1)
  const correction = ofKind(mine, "handoff.corrected").at(-1)
  const ends = ofKind(
    mine,
    ...["handoff.returned", "handoff.sent-back", "handoff.withdrawn", "handoff.taken-over", "handoff.cancelled"],
    ...["handoff.recalled", "handoff.declined"],
  ).at(-1)
  const claimedAt = readBack?.data?.claimedAt
  return {
    questions: ofKind(mine, "handoff.questioned").map((entry) => {
      const answer = answers.find(({ data }) => data?.question === entry.seq)
      return { ...told(entry), field: String(entry.data?.field ?? ""), answer: answer && told(answer) }
    }),
    readBack: readBack && { ...told(readBack), claimedAt: typeof claimedAt === "number" ? claimedAt : undefined },
    answers: acceptance?.answers && { by: acceptance.actor, given: acceptance.answers },
    correction: correction && told(correction),
    addenda: ofKind(mine, "handoff.added").map(told),
    reason: ends && told(ends),
    ticks: ticksIn(entries, handoff),
    offered: offeredIn(ofKind(mine, "handoff.offered").at(-1)),
  }
}

/** A tick is an edit of the sheet, so it names the sheet and no step of the handoff. */
function ticksIn(entries: readonly Entry[], handoff: string): ReadonlyMap<string, Told> {
  const edits = ofKind(entries, "sheet.edited").filter(
    ({ key, data }) => data?.sheet === handoff && key?.startsWith("i:"),
  )
  const ticks = edits.filter(({ from, to }) => to !== undefined && isTick({ from, to }))
  return new Map(ticks.map((entry) => [entry.key?.slice(2) ?? "", told(entry)]))
}

function offeredIn(entry: Entry | undefined): JsonObject | undefined {
  if (entry?.text === undefined) return undefined
  try {
    const brief: unknown = JSON.parse(entry.text)
    return isJsonObject(brief as JsonObject) ? (brief as JsonObject) : undefined
  } catch {
    // Erased or cut: then there is nothing to show.
    return undefined
  }
}
