import { useEffect, useState } from "react"
import type { BoardStatus } from "../../shared/wire/http.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { noteBuild } from "../offline/app-version.ts"
import { elapsedMs } from "../sync/elapsed.ts"
import { type Liveness, livenessOf } from "../sync/freshness.ts"
import type { Pass } from "./pass.ts"
import { ScreenSession } from "./screen-session.ts"

const TICK_MS = 1_000

export interface Screen {
  readonly status: BoardStatus | undefined
  readonly liveness: Liveness
  readonly isRefused: boolean
}

/** Keeps a board on this screen, for as long as the component stands. */
export function useScreen(boardId: string, pass: Pass): Screen {
  const [session] = useState(
    () => new ScreenSession({ boardId, pass, dayStart: startOfDay, mono: elapsedMs, onBuild: noteBuild }),
  )
  useEffect(() => {
    session.start()
    return () => session.close()
  }, [session])
  useTick()
  const freshness = useExternal(session.freshness)
  return {
    status: useExternal(session.status),
    liveness: livenessOf(freshness, elapsedMs()),
    isRefused: useExternal(session.isRefused),
  }
}

/** Renders again every second: what is live says so with running seconds. */
function useTick(): void {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), TICK_MS)
    return () => clearInterval(timer)
  }, [])
}

/** Where the screen hangs. */
function startOfDay(now: number): number {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime()
}
