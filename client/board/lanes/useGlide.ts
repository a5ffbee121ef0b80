import { useEffect, useLayoutEffect, useRef } from "react"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { perSession } from "../../hooks/per-session.ts"
import { useBoardUi } from "../useBoardUi.ts"
import { type Anchor, anchorIn, glide, holdAnchor, notePlaces, type Places } from "./glide.ts"

const placesOf = perSession((): Places => new Map())

/** Lets the cards of a lane glide when somebody else moves them. The model tells before anything is drawn anew. */
export function useGlide(lane: string, ids: readonly string[], scroller: Element | null): void {
  const session = useBoardSession()
  const ui = useBoardUi()
  const anchor = useRef<Anchor | undefined>(undefined)
  useEffect(() => {
    if (!scroller) return
    return session.model.subscribe(`cards-of:${lane}`, () => {
      if (ui.isOwnEdit || ui.held.get()) return
      notePlaces(scroller, placesOf(session))
      anchor.current = anchorIn(scroller)
    })
  }, [session, ui, lane, scroller])
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the list was drawn anew
  useLayoutEffect(() => {
    if (!scroller || placesOf(session).size === 0) return
    holdAnchor(scroller, scroller, anchor.current)
    anchor.current = undefined
    glide(scroller, placesOf(session))
  }, [ids, session, scroller])
}
