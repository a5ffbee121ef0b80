/**
 * Whether what this screen shows is true now, as the relay's heartbeat tells: the same truth as on a wall. Looked at every
 * second, but told only when it turns, so that a live board draws nothing for it.
 */
import { useCallback, useSyncExternalStore } from "react"
import { SECOND_MS } from "../../shared/time.ts"
import type { BoardSession, External } from "../sync/board-session.ts"
import { elapsedMs } from "../sync/elapsed.ts"
import { cell, whileHeard } from "../sync/external.ts"
import { type Liveness, livenessOf } from "../sync/freshness.ts"
import { useBoardSession } from "./BoardSessionProvider.tsx"
import { perSession } from "./per-session.ts"

/** Without the running time of a live board. */
export type Truth = Exclude<Liveness, { kind: "live" }> | Omit<Extract<Liveness, { kind: "live" }>, "now">

const truths = perSession((session: BoardSession): External<Truth> => {
  const now = cell(truthOf(session))
  const look = () => {
    const next = truthOf(session)
    if (JSON.stringify(next) !== JSON.stringify(now.get())) now.set(next)
  }
  return whileHeard(now, () => {
    const timer = setInterval(look, SECOND_MS)
    const stopMine = session.freshness.subscribe(look)
    look()
    return () => {
      clearInterval(timer)
      stopMine()
    }
  })
})

function truthOf(session: BoardSession): Truth {
  const liveness = livenessOf(session.freshness.get(), elapsedMs())
  if (liveness.kind !== "live") return liveness
  return liveness.back ? { kind: "live", back: liveness.back } : { kind: "live" }
}

/** One part of it; renders again only when that part differs. */
function useTruth<T>(select: (truth: Truth) => T): T {
  const truth = truths(useBoardSession())
  const subscribe = useCallback((listener: () => void) => truth.subscribe(listener), [truth])
  return useSyncExternalStore(subscribe, () => select(truth.get()))
}

export const useLiveness = (): Truth => useTruth((truth) => truth)

/** Since when figures on this screen may be too small; undefined while they can be trusted. */
export const useStaleSince = (): number | undefined =>
  useTruth((truth) => (truth.kind === "stale" || truth.kind === "dead" ? truth.asOf : undefined))

/** Whether a card has changed while this screen was not live; true for a while after it is live again. */
export const useHasChanged = (card: string): boolean =>
  useTruth((truth) => truth.kind === "live" && truth.back?.cards.includes(card) === true)
