import { useEffect, useLayoutEffect, useRef } from "react"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { perSession } from "../../hooks/per-session.ts"
import { calmOf } from "../calm.ts"
import { useBoardUi } from "../useBoardUi.ts"
import { type Anchor, anchorIn, glide, holdAnchor, isStill, notePlaces, type Places } from "./glide.ts"

const placesOf = perSession((): Places => new Map())

/** Lets the cards of a lane glide when somebody else moves them. The model tells before anything is drawn anew. */
export function useGlide(lane: string, ids: readonly string[], scroller: Element | null): void {
  const session = useBoardSession()
  const ui = useBoardUi()
  const anchor = useRef<Anchor | undefined>(undefined)
  useEffect(() => {
    if (!scroller) return
    const calm = calmOf(session)
    return session.model.subscribe(`cards-of:${lane}`, () => {
      if (ui.isOwnEdit || ui.held.get()) return
      const now = performance.now()
      calm.redrawn(now)
      requestAnimationFrame(() => calm.frameCame(performance.now() - now, performance.now()))
      anchor.current = anchorIn(scroller)
      // Reading where every card is makes the browser lay the lane out once more: only where something will glide.
      if (!isStill() && calm.isCalm(now)) notePlaces(scroller, placesOf(session))
    })
  }, [session, ui, lane, scroller])
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the list was drawn anew
  useLayoutEffect(() => {
    const held = anchor.current
    anchor.current = undefined
    if (!scroller) return
    holdAnchor(scroller, held)
    glide(scroller, placesOf(session))
    if (!held) return
    // What came in above was placed by a guess of its height; it is measured now, and what the browser adds comes a frame later.
    queueMicrotask(() => holdAnchor(scroller, held))
    const again = requestAnimationFrame(() => holdAnchor(scroller, held))
    return () => cancelAnimationFrame(again)
  }, [ids, session, scroller])
}
