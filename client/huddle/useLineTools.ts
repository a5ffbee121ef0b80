import { useMemo } from "react"
import type { LineTools } from "../card/description/Description.tsx"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useExternal } from "../hooks/useExternal.ts"
import { shownOf } from "./follow.ts"
import { huddleUi } from "./huddle-ui.ts"
import { useCanDrive, useHuddle } from "./useHuddle.ts"

/** While a huddle runs a written line can become an action or a decision. `card`: what it is about; left out, what is shown. */
export function useLineTools(card?: string): LineTools | undefined {
  const session = useBoardSession()
  const ui = huddleUi(session)
  const huddle = useHuddle()
  const own = useExternal(ui.own)
  const canDrive = useCanDrive()
  const about = card ?? (huddle && shownOf(huddle, own).card) ?? null
  const isRunning = huddle !== undefined && canDrive
  return useMemo(
    () => (isRunning ? { onLine: (kind, text) => ui.line.set({ kind, text, card: about }) } : undefined),
    [isRunning, ui, about],
  )
}
