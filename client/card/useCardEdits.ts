import { useMemo } from "react"
import { type Change, reverse } from "../../shared/change/change.ts"
import { type Refusal, RULES } from "../../shared/errors.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import { can } from "../../shared/rules/permission.ts"
import { boardUi } from "../board/board-ui.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe } from "../hooks/useBoard.ts"
import { toast } from "../ui/toast.ts"
import { card as words } from "../words/en/card.ts"
import { handoffRules } from "../words/en/handoff-rules.ts"
import type { Edited } from "./edits.ts"

export interface CardEdits {
  /** Viewers read. Until the relay has said who we are, the session takes us for a member, and so do we. */
  readonly canEdit: boolean
  /** Writes what `build` makes of the card as it is now; a refusal is told, and false comes back. */
  edit(build: (card: Edited) => readonly Change[]): boolean
  /** The same with a way back on the screen, for what is put away. */
  editWithUndo(said: string, build: (card: Edited) => readonly Change[]): boolean
}

const NOTHING: Registers = {}

export function useCardEdits(cardId: string): CardEdits {
  const session = useBoardSession()
  const me = useMe()
  return useMemo(() => {
    const write = (changes: readonly Change[]) => {
      if (changes.length === 0) return true
      const refusal = session.edit(changes)
      if (refusal && isGateRefusal(refusal))
        boardUi(session).dialog.set({ kind: "gate", card: cardId, refusal, changes })
      else if (refusal) toast.problem(refusalWords(refusal))
      return !refusal
    }
    const made = (build: (card: Edited) => readonly Change[]) =>
      build({ id: cardId, registers: session.model.card(cardId) ?? NOTHING })
    return {
      canEdit: me === undefined || can(me.role, "board.edit"),
      edit: (build) => write(made(build)),
      editWithUndo(said, build) {
        const changes = made(build)
        if (changes.length === 0) return true
        const isDone = write(changes)
        if (isDone) toast.undo(said, () => write(changes.toReversed().map(reverse)))
        return isDone
      },
    }
  }, [session, cardId, me])
}

/** What a lane's gate still asks for is named by the board, with a way to get it. */
const isGateRefusal = ({ rule }: Refusal): boolean => rule.startsWith("G")

const refusalWords = (refusal: Refusal): string =>
  words.refused[refusal.rule] ?? handoffRules[refusal.rule]?.({}) ?? RULES[refusal.rule]
