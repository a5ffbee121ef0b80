import { closeCard } from "../board/board-address.ts"
import { useHuddleUi } from "./useHuddle.ts"

/** Back to what everybody looks at. */
export function useFollowAgain(): () => void {
  const ui = useHuddleUi()
  return () => {
    ui.own.set(undefined)
    if (new URLSearchParams(location.search).has("card")) closeCard()
  }
}
