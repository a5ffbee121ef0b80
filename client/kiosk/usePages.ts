import { useCallback, useEffect, useRef, useState } from "react"
import { PAGE_MS, type Page, pageOfCard } from "./pages.ts"

/** Whoever touches the screen is reading: the pages stand still for so long. */
const STILL_MS = 60_000
const PULSE_MS = 1_000

/** Turns the pages by itself, stops while somebody touches, and goes to where something has just turned late (`alarm`). */
export function usePages(pages: readonly Page[], alarms: ReadonlySet<string>, onAlarm: () => void) {
  const [shown, setShown] = useState(0)
  const [alarm, setAlarm] = useState<string>()
  /** Each touch and each jump begins the turning anew, so that what is shown then stays for its time. */
  const [begun, setBegun] = useState(0)
  const stillUntil = useRef(0)
  const count = pages.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew with every touch and jump
  useEffect(() => {
    if (count < 2) return
    const turn = () => setShown((page) => (page + 1) % count)
    let turning: ReturnType<typeof setInterval> | undefined
    const start = () => {
      turning = setInterval(turn, PAGE_MS)
    }
    const waiting = setTimeout(start, Math.max(0, stillUntil.current - performance.now()))
    return () => {
      clearTimeout(waiting)
      clearInterval(turning)
    }
  }, [count, begun])

  const show = useCallback((page: number) => setShown(page), [])
  const touch = useCallback(() => {
    stillUntil.current = performance.now() + STILL_MS
    setBegun((times) => times + 1)
  }, [])
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
    setAlarm(fresh)
    const page = pageOfCard(pages, fresh)
    if (page < 0) return
    setShown(page)
    setBegun((times) => times + 1)
  }, [alarms, pages, onAlarm])

  // Over when its second is: a page that comes round again shows it without.
  useEffect(() => {
    if (alarm === undefined) return
    const timer = setTimeout(() => setAlarm(undefined), PULSE_MS)
    return () => clearTimeout(timer)
  }, [alarm])

  return { page: Math.min(shown, Math.max(0, count - 1)), show, alarm }
}
