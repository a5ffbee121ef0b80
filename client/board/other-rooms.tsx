/** What other rooms show above the board, each loaded when it is first opened. */
import { type ComponentType, lazy } from "react"

interface Panel {
  readonly cardId: string
  readonly onClose: () => void
}
interface BoardDialog {
  readonly opened: boolean
  readonly onClose: () => void
}

const panels = import.meta.glob<Record<string, ComponentType<Panel>>>("../card/CardPanel.tsx")
const dialogs = import.meta.glob<Record<string, ComponentType<BoardDialog>>>([
  "../share/ShareDialog.tsx",
  "../settings/BoardSettings.tsx",
])

function Missing(): null {
  return null
}

const part = <P,>(from: Record<string, () => Promise<Record<string, ComponentType<P>>>>, path: string, name: string) =>
  lazy(async () => ({ default: (await from[path]?.())?.[name] ?? (Missing as ComponentType<P>) }))

export const CardPanel = part(panels, "../card/CardPanel.tsx", "CardPanel")
export const ShareDialog = part(dialogs, "../share/ShareDialog.tsx", "ShareDialog")
export const BoardSettings = part(dialogs, "../settings/BoardSettings.tsx", "BoardSettings")
