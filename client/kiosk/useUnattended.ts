import { useEffect, useState } from "react"
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/time.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { isUpdateReady, reloadToUpdate } from "../offline/app-version.ts"

const SHIFT_EVERY_MS = 3 * MINUTE_MS
/** Small enough that nobody sees it, far enough that no edge burns in. */
const SHIFTS = [
  [0, 0],
  [3, 2],
  [-2, 4],
  [-4, -1],
  [2, -3],
] as const
const QUIET_HOUR = 4
/** The screens of a house do not all come at the same moment. */
const SPREAD_MS = 20_000
const NOT_THERE_WAIT_MS = 10 * MINUTE_MS
const ANSWERS_WITHIN_MS = 10_000
const NEW_VERSION_AFTER_MS = 5_000

/** What a screen without anybody in front of it does for itself. Returns where the picture stands, in pixels. */
export function useUnattended(): readonly [x: number, y: number] {
  useWakeLock()
  useNightlyReload()
  useNewVersion()
  return usePixelShift()
}

function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    const hold = () => {
      if (document.visibilityState !== "visible") return
      navigator.wakeLock?.request("screen").then(
        (held) => {
          lock = held
        },
        () => {
          // The browser or its battery says no: the screen's own settings decide then.
        },
      )
    }
    hold()
    document.addEventListener("visibilitychange", hold)
    return () => {
      document.removeEventListener("visibilitychange", hold)
      void lock?.release()
    }
  }, [])
}

/**
 * Once a night, so that whatever a browser gathers in months is gone in the morning. Not while the server is away: where the
 * browser keeps no copy of the app, its own page about that would be the end of the screen.
 */
function useNightlyReload(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let isGone = false
    const begin = async () => {
      const isThere = await isServerThere()
      if (isGone) return
      if (isThere) location.reload()
      else timer = setTimeout(begin, NOT_THERE_WAIT_MS)
    }
    const now = new Date()
    const quiet = new Date(now.getFullYear(), now.getMonth(), now.getDate(), QUIET_HOUR).getTime()
    const passed = quiet - now.getTime() < HOUR_MS
    const wait = quiet - now.getTime() + (passed ? DAY_MS : 0) + Math.random() * HOUR_MS
    timer = setTimeout(begin, wait)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [])
}

async function isServerThere(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS)
    return (await fetch(location.pathname, { cache: "no-store", signal })).ok
  } catch {
    return false
  }
}

/** Nobody is asked, because nobody is there. */
function useNewVersion(): void {
  const isReady = useExternal(isUpdateReady)
  useEffect(() => {
    if (!isReady) return
    const timer = setTimeout(() => void reloadToUpdate(), NEW_VERSION_AFTER_MS + Math.random() * SPREAD_MS)
    return () => clearTimeout(timer)
  }, [isReady])
}

function usePixelShift(): readonly [number, number] {
  const [step, setStep] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setStep((at) => (at + 1) % SHIFTS.length), SHIFT_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return SHIFTS[step] ?? SHIFTS[0]
}
