/** What the person is doing in a huddle on this screen, outside React, so that keys and buttons reach the same things. */
import { perSession } from "../hooks/per-session.ts"
import { cell } from "../sync/external.ts"
import type { Own } from "./follow.ts"

export type LineKind = "decision" | "action"

/** A decision or an action that is being written down. It is kept until it is said or thrown away by hand. */
export interface LineDraft {
  readonly kind: LineKind
  readonly text: string
  /** Which card it is about; null for none. */
  readonly card: string | null
  readonly person?: string
  readonly due?: string
}

export type HuddleDialog = "keys" | "take-over" | "hand-over" | "park" | "close" | "past"

export class HuddleUi {
  readonly own = cell<Own | undefined>(undefined)
  readonly line = cell<LineDraft | undefined>(undefined)
  readonly dialog = cell<HuddleDialog | undefined>(undefined)
  /** The huddle that this person has left by hand: looking at it again is not joining it. */
  readonly left = cell<string | undefined>(undefined)

  close = (): void => this.dialog.set(undefined)
}

export const huddleUi = perSession(() => new HuddleUi())
