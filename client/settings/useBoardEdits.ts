import type { Change } from "../../shared/change/change.ts"
import { RULES } from "../../shared/errors.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { toast } from "../ui/toast.ts"
import { settings as words } from "../words/en/settings.ts"
import { bringBack, putAway } from "./edits.ts"

export interface BoardEdits {
  /** Writes what `changes` makes of the board's registers as they are at this moment; false when a rule refuses it. */
  apply(changes: (meta: Registers) => readonly Change[]): boolean
  /** Puts a definition away, with a way back. */
  remove(kind: "l" | "f" | "r" | "a", id: string, name: string): void
  newId(): string
}

export function useBoardEdits(): BoardEdits {
  const session = useBoardSession()
  const apply: BoardEdits["apply"] = (make) => {
    const changes = make(session.model.meta())
    if (changes.length === 0) return true
    const refusal = session.edit(changes)
    if (refusal) toast.problem(RULES[refusal.rule])
    return !refusal
  }
  return {
    apply,
    newId: () => session.newId(),
    remove(kind, id, name) {
      const value = session.model.meta()[`${kind}:${id}`]
      if (value === undefined) return
      apply((meta) => putAway(meta, kind, id))
      toast.undo(words.removed(name), () => apply((meta) => bringBack(meta, kind, id, value)))
    },
  }
}
