import { useCallback, useSyncExternalStore } from "react"
import type { Instant } from "../../shared/time.ts"
import type { BoardSession, External } from "../sync/board-session.ts"
import { cell, whileHeard } from "../sync/external.ts"
import { useBoardSession } from "./BoardSessionProvider.tsx"
import { perSession } from "./per-session.ts"

/** The relay's time, renewed every `stepMs`. All ages on the screen tick together on one timer. */
export function useNow(stepMs = 30_000): Instant {
  const clock = clocks(useBoardSession())(stepMs)
  const subscribe = useCallback((listener: () => void) => clock.subscribe(listener), [clock])
  return useSyncExternalStore(subscribe, clock.get)
}

const clocks = perSession((session: BoardSession) => {
  const byStep = new Map<number, External<Instant>>()
  return (stepMs: number): External<Instant> => {
    const clock = byStep.get(stepMs) ?? tickingClock(session, stepMs)
    byStep.set(stepMs, clock)
    return clock
  }
})

/** Ticks only while somebody listens, and once more when the relay's clock becomes known. */
function tickingClock(session: BoardSession, stepMs: number): External<Instant> {
  const now = cell(session.now())
  const tick = () => now.set(session.now())
  return whileHeard(now, () => {
    const timer = setInterval(tick, stepMs)
    const stopMe = session.me.subscribe(tick)
    return () => {
      clearInterval(timer)
      stopMe()
    }
  })
}
