/** Short words at the edge of the screen, for what has happened already. They are read out; they never ask. */
import { notifications } from "@mantine/notifications"
import { createElement } from "react"
import { common } from "../words/en/common.ts"
import { ToastWords } from "./ToastWords.tsx"

const CLOSE = { closeButtonProps: { "aria-label": common.close } }
const STAY_MS = 5_000
/** Long enough to read, think and reach for undo. */
const STAY_WITH_UNDO_MS = 10_000

export const toast = {
  say(text: string): void {
    notifications.show({ message: text, autoClose: STAY_MS, color: "accent", ...CLOSE })
  },
  /** A failure stays until it is closed. */
  problem(text: string): void {
    notifications.show({ message: text, autoClose: false, color: "red", ...CLOSE })
  },
  undo(text: string, undo: () => void): void {
    const id = `undo-${crypto.randomUUID()}`
    const onUndo = () => {
      notifications.hide(id)
      undo()
    }
    notifications.show({
      id,
      message: createElement(ToastWords, { text, onUndo }),
      autoClose: STAY_WITH_UNDO_MS,
      color: "accent",
      ...CLOSE,
    })
  },
}
