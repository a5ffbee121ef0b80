import type { Editor } from "@tiptap/react"
import type { LineTools } from "./Description.tsx"

type State = Editor["state"]

/** The line that the caret is in: the text of its paragraph or list item. It stays where it is. */
export const lineAt = ({ selection }: State): string => selection.$from.parent.textContent.trim()

/** Ctrl or Cmd with Enter makes the line an action, with Shift a decision. */
export function turnLine(state: State, event: KeyboardEvent, tools: LineTools | undefined): boolean {
  if (!tools || event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return false
  event.preventDefault()
  tools.onLine(event.shiftKey ? "decision" : "action", lineAt(state))
  return true
}
