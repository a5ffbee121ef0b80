import { useEffect } from "react"
import { lastFocus, returnFocusTo } from "../../ui/last-focus.ts"
import { tileOf } from "../board-ui.ts"

/** Gives the focus back when this closes: to the card, wherever it is drawn by then, else to where it came from. */
export function useFocusBack(card?: string): void {
  useEffect(() => {
    const opener = lastFocus()
    return () => {
      requestAnimationFrame(() => returnFocusTo((card === undefined ? opener : tileOf(card)) ?? undefined, undefined))
    }
  }, [card])
}
