import { useEffect, useState } from "react"

/** Whole seconds that are left of `seconds`, counted from the moment when `since` changed. */
export function useCountdown(seconds: number | undefined, since: unknown): number {
  const [left, setLeft] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new `since` starts the same countdown again.
  useEffect(() => {
    if (!seconds) return setLeft(0)
    const end = performance.now() + seconds * 1000
    const tick = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)))
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [seconds, since])
  return left
}
