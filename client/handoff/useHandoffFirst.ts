import { useRef } from "react"
import { isOpen } from "../../shared/handoff/handoff.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useExternal } from "../hooks/useExternal.ts"
import { useHandoffsOf } from "../hooks/useHandoffs.ts"
import { handOverWish } from "./wish.ts"

/**
 * Whether the handoff stands above the facts of its card: when it is on its way or about to be. Once it stands there it stays
 * for as long as the card is open, so that nothing moves under a hand.
 */
export function useHandoffFirst(cardId: string): boolean {
  const isWished = useExternal(handOverWish(useBoardSession())) === cardId
  const isOnItsWay = useHandoffsOf(cardId).some(isOpen)
  const isFirst = useRef(false)
  isFirst.current ||= isOnItsWay || isWished
  return isFirst.current
}
