/** What a board keeps in this browser beside its document, so that it is whole when it is reopened without a network. */
import type { Command } from "../../shared/command/command.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import type { Me } from "./board-session.ts"
import type { OfflineCopy } from "./offline-copy.ts"
import type { KeptRefusals } from "./refused-edits.ts"

export interface KeptBoard {
  readonly me: Me | undefined
  readonly promises: Promises | undefined
  /** Relay time minus device time. */
  readonly skewMs: number
  /** When the relay was last heard, by its own clock. */
  readonly heardAt: number | undefined
  readonly commands: readonly Command[]
  /** Texts with edits that are not saved. */
  readonly texts: readonly string[]
  readonly refusals: KeptRefusals
}

/** The copy is our own and same-origin; its shape is trusted, its absence is not. */
export async function recallBoard(copy: OfflineCopy): Promise<KeptBoard> {
  const [me, promises, skewMs, heardAt, commands, texts, refusals] = await Promise.all(
    ["me", "promises", "skewMs", "heardAt", "commands", "texts", "refusals"].map((key) => copy.get(key)),
  )
  return {
    me: me as Me | undefined,
    promises: isOfThisForm(promises) ? promises : undefined,
    skewMs: typeof skewMs === "number" ? skewMs : 0,
    heardAt: typeof heardAt === "number" ? heardAt : undefined,
    commands: Array.isArray(commands) ? (commands as Command[]) : [],
    texts: Array.isArray(texts) ? (texts as string[]) : [],
    refusals: (refusals as KeptRefusals | undefined) ?? { commands: [], dismissed: [] },
  }
}

/** A fold that an older version kept does not have what this one reads: it is asked for again. */
const isOfThisForm = (kept: unknown): kept is Promises =>
  typeof kept === "object" && kept !== null && "handoffs" in kept && "huddle" in kept

export function keep<K extends keyof KeptBoard>(copy: OfflineCopy, key: K, value: KeptBoard[K]): void {
  copy.set(key, value)
}
