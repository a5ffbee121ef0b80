/** What somebody sees of a huddle: what whoever drives shows, or what they look at on their own. */
import type { Huddle } from "../../shared/huddle/huddle.ts"

/** What one looks at on one's own; a part that is left out follows. */
export interface Own {
  readonly huddle: string
  readonly step?: number
  readonly card?: string
}

export interface Shown {
  readonly step: number
  readonly card: string | null
  readonly isFollowing: boolean
}

/** Whoever looks at the very thing that is shown to all follows again by itself. */
export function shownOf(huddle: Huddle, own: Own | undefined): Shown {
  const spotlit = huddle.spotlight?.card ?? null
  const mine = own?.huddle === huddle.id ? own : undefined
  const step = mine?.step ?? huddle.step
  const card = mine?.card ?? (step === huddle.step ? spotlit : null)
  return { step, card, isFollowing: step === huddle.step && card === spotlit }
}
