/** Runs work once before the next paint; a hidden tab has no frames, so a timer stands in. */
export type Schedule = (work: () => void) => void

const HIDDEN_MS = 250

export function frameScheduler(): Schedule {
  let isDue = false
  return (work) => {
    if (isDue) return
    isDue = true
    const run = () => {
      isDue = false
      work()
    }
    if (typeof requestAnimationFrame === "undefined" || document.hidden) {
      setTimeout(run, typeof document === "undefined" ? 0 : HIDDEN_MS)
      return
    }
    onFrame(run)
  }
}

/** A tab that is hidden between asking for a frame and getting it would wait for ever: the timer catches that. */
function onFrame(run: () => void): void {
  let isDone = false
  const once = () => {
    if (isDone) return
    isDone = true
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    run()
  }
  const frame = requestAnimationFrame(once)
  const timer = setTimeout(once, HIDDEN_MS)
}
