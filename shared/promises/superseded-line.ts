/** The line that a promise leaves which came too late, as the fold notes it: so that nobody leaves the same one twice. */
import type { Entry } from "../model/entry.ts"

export const SUPERSEDED = "promise.superseded"

/** Numbers of entries: the line, and what it lost against. */
export interface Superseded {
  readonly seq: number
  readonly against: number
}

export interface SupersededNotes {
  /** Who asked for what (`supersededKey`) → the newest line of it. */
  superseded?: Record<string, Superseded>
}

/** Who asked for what, of which handoff if of one. */
export const supersededKey = (actor: string, promise: string, handoff: string | undefined): string =>
  `${actor} ${promise} ${handoff ?? ""}`

export function noteSuperseded(notes: SupersededNotes, { actor, seq, cause, data }: Entry): void {
  const handoff = typeof data?.handoff === "string" ? data.handoff : undefined
  const key = supersededKey(actor, String(data?.promise), handoff)
  notes.superseded = { ...notes.superseded, [key]: { seq, against: Number(cause) } }
}
