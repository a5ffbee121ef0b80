import { useMemo } from "react"
import type { Change } from "../../shared/change/change.ts"
import type { EditedSheet } from "../../shared/handoff/sheet-rows.ts"
import { useCardEdits } from "../card/useCardEdits.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"

export interface SheetEdits {
  readonly canEdit: boolean
  edit(build: (sheet: EditedSheet) => readonly Change[]): void
}

/** Writes to the sheet of a handoff as it is at that moment. */
export function useSheetEdits(cardId: string, handoff: string): SheetEdits {
  const session = useBoardSession()
  const { canEdit, edit } = useCardEdits(cardId)
  return useMemo(
    () => ({
      canEdit,
      edit: (build) => void edit(() => build({ id: handoff, registers: session.model.sheet(handoff) ?? {} })),
    }),
    [canEdit, edit, session, handoff],
  )
}
