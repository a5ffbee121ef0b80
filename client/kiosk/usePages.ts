import { useCallback, useEffect, useRef, useState } from "react"
import { PAGE_MS, type Page, pageOfCard } from "./pages.ts"

/** Whoever touches the screen is reading: the pages stand still for so long. */
const STILL_MS = 60_000

/** Turns the pages by itself, stops while somebody touches, and goes to where something has just turned late. */
export function usePages(pages: readonly Page[], alarms: ReadonlySet<string>, onAlarm: () => void) {
  const [shown, setShown] = useState(0)
  const [touches, setTouches] = useState(0)
  const count = pages.length
  useEffect(() => {
    if (count < 2) return
    const turn = () => setShown((page) => (page + 1) % count)
    let turning: ReturnType<typeof setInterval> | undefined
    const start = () => {
      turning = setInterval(turn, PAGE_MS)
    }
    const waiting = touches === 0 ? undefined : setTimeout(start, STILL_MS)
    if (touches === 0) start()
    return () => {
      clearTimeout(waiting)
      clearInterval(turning)
    }
  }, [count, touches])

  const show = useCallback((page: number) => setShown(page), [])
  const touch = useCallback(() => setTouches((times) => times + 1), [])
  useEffect(() => {
    addEventListener("pointerdown", touch)
    addEventListener("keydown", touch)
    return () => {
      removeEventListener("pointerdown", touch)
      removeEventListener("keydown", touch)
    }
  }, [touch])

  const known = useRef<ReadonlySet<string> | undefined>(undefined)
  useEffect(() => {
    const before = known.current
    known.current = alarms
    const fresh = before && [...alarms].find((card) => !before.has(card))
    if (fresh === undefined) return
    onAlarm()
    const page = pageOfCard(pages, fresh)
    if (page >= 0) setShown(page)
  }, [alarms, pages, onAlarm])

  return { page: Math.min(shown, Math.max(0, count - 1)), show }
}
