/**
 * What a receiver has written and read so far, per handoff, for as long as the page lives: looking at another card, losing
 * the race or a brief that changes takes none of it away.
 */
import { perSession } from "../hooks/per-session.ts"
import { cell } from "../sync/external.ts"
import type { Given } from "./accept-check.ts"
import type { ReadBrief } from "./Changes.tsx"

export interface ReadDraft extends Given {
  readonly read: ReadBrief | undefined
  /** When the acceptance was asked for, by the relay's clock. */
  readonly askedAt: number | undefined
}

export const EMPTY_DRAFT: ReadDraft = {
  readBack: "",
  ticked: new Set(),
  channel: undefined,
  read: undefined,
  askedAt: undefined,
}

export const readDrafts = perSession(() => cell<ReadonlyMap<string, ReadDraft>>(new Map()))
