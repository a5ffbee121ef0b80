import { type FocusEvent, useEffect } from "react"
import { useOpenCard } from "../board/board-address.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import type { Shown } from "./follow.ts"

/** By which lists of cards mark their rows. */
const POINTED = "data-pointed"

/**
 * What somebody points at is the card that has their focus, that they have open, or that they look at on their own: the
 * others see their name on it. No pixel of a pointer is sent.
 */
export function usePointing({ card, isFollowing }: Shown): (event: FocusEvent) => void {
  const session = useBoardSession()
  const opened = useOpenCard()
  const own = opened ?? (isFollowing ? undefined : (card ?? undefined))
  useEffect(() => {
    session.setPresence({ card: own })
    return () => session.setPresence({ card: undefined })
  }, [session, own])
  return ({ type, target, relatedTarget }) => {
    const next = type === "focus" ? target : relatedTarget
    const row = next instanceof Element ? next.closest(`[${POINTED}]`) : null
    session.setPresence({ card: row?.getAttribute(POINTED) ?? own })
  }
}
