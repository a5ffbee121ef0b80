/** What other rooms show above the board, each loaded when it is first opened. */
import { lazy } from "react"

export const CardPanel = lazy(async () => ({ default: (await import("../card/CardPanel.tsx")).CardPanel }))
export const ShareDialog = lazy(async () => ({ default: (await import("../share/ShareDialog.tsx")).ShareDialog }))
export const InboxDrawer = lazy(async () => ({ default: (await import("../inbox/InboxDrawer.tsx")).InboxDrawer }))
export const CatchUpDrawer = lazy(async () => ({
  default: (await import("../history/CatchUpDrawer.tsx")).CatchUpDrawer,
}))
export const HandOverMany = lazy(async () => ({
  default: (await import("../handoff/many/HandOverMany.tsx")).HandOverMany,
}))
export const HistoryDrawer = lazy(async () => ({
  default: (await import("../history/HistoryDrawer.tsx")).HistoryDrawer,
}))
export const PastHuddles = lazy(async () => ({
  default: (await import("../huddle/record/PastHuddles.tsx")).PastHuddles,
}))
export const ScreenDialog = lazy(async () => ({ default: (await import("../share/ScreenDialog.tsx")).ScreenDialog }))
export const ShareScreenDialog = lazy(async () => ({
  default: (await import("../shared-screen/ShareScreenDialog.tsx")).ShareScreenDialog,
}))
export const BoardSettings = lazy(async () => ({
  default: (await import("../settings/BoardSettings.tsx")).BoardSettings,
}))
