/** The line that a promise leaves which came too late, as the fold notes it: so that nobody leaves the same one twice. */
import type { Entry } from "../model/entry.ts"

export const SUPERSEDED = "promise.superseded"

export interface SupersededNotes {
  /** Who asked for what and lost against which entry (`supersededKey`) → the number of the line that says so. */
  superseded?: Record<string, number>
}

/** Who asked for what, of which handoff if of one, and the entry that counted: one may lose against several by turns. */
export const supersededKey = (actor: string, promise: string, handoff: string | undefined, against: number): string =>
  `${actor} ${promise} ${handoff ?? ""} ${against}`

export function noteSuperseded(notes: SupersededNotes, { actor, seq, cause, data }: Entry): void {
  const handoff = typeof data?.handoff === "string" ? data.handoff : undefined
  const key = supersededKey(actor, String(data?.promise), handoff, Number(cause))
  notes.superseded = { ...notes.superseded, [key]: seq }
}
