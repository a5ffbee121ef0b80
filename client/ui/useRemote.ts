import { useCallback, useEffect, useRef, useState } from "react"

export type Remote<T> =
  | { readonly kind: "loading" }
  | {
      readonly kind: "ready"
      readonly value: T /** The last refresh failed: this is older. */
      readonly stale?: unknown
    }
  | { readonly kind: "failed"; readonly problem: unknown }

export interface RemoteHandle<T> {
  readonly state: Remote<T>
  refresh(): Promise<void>
  /** What an answer has just told, without asking again. */
  replace(change: (value: T) => T): void
}

/**
 * Loads something and keeps it. A refresh that fails leaves what was there, marked as stale; answers that come late, after
 * a newer question or after the screen is gone, are dropped.
 */
export function useRemote<T>(load: () => Promise<T>, everyMs?: number): RemoteHandle<T> {
  const [state, setState] = useState<Remote<T>>({ kind: "loading" })
  const turn = useRef(0)
  const latestLoad = useRef(load)
  latestLoad.current = load

  const refresh = useCallback(async () => {
    const mine = ++turn.current
    try {
      const value = await latestLoad.current()
      if (mine === turn.current) setState({ kind: "ready", value })
    } catch (problem) {
      if (mine !== turn.current) return
      setState((before) => (before.kind === "ready" ? { ...before, stale: problem } : { kind: "failed", problem }))
    }
  }, [])
  const replace = useCallback((change: (value: T) => T) => {
    turn.current++
    setState((before) => (before.kind === "ready" ? { kind: "ready", value: change(before.value) } : before))
  }, [])

  useEffect(() => {
    void refresh()
    return () => {
      turn.current++
    }
  }, [refresh])
  useWhileVisible(refresh, everyMs)
  return { state, refresh, replace }
}

/** Asks again now and then, but only while somebody can see it, and at once when they look again. */
function useWhileVisible(refresh: () => Promise<void>, everyMs: number | undefined): void {
  useEffect(() => {
    if (everyMs === undefined) return
    const tick = () => {
      if (document.visibilityState === "visible") void refresh()
    }
    const timer = setInterval(tick, everyMs)
    document.addEventListener("visibilitychange", tick)
    window.addEventListener("online", tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", tick)
      window.removeEventListener("online", tick)
    }
  }, [refresh, everyMs])
}
