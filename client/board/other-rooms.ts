/** What other rooms show above the board, each loaded when it is first opened. */
import { lazy } from "react"

export const CardPanel = lazy(async () => ({ default: (await import("../card/CardPanel.tsx")).CardPanel }))
export const ShareDialog = lazy(async () => ({ default: (await import("../share/ShareDialog.tsx")).ShareDialog }))
export const BoardSettings = lazy(async () => ({
  default: (await import("../settings/BoardSettings.tsx")).BoardSettings,
}))
