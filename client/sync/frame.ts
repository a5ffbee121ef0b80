/**
 * Runs work at once when the screen is at rest, and then at most once a frame: an edit that comes alone does not wait for
 * the next frame, which a busy machine may give late; a storm costs one flush a frame. Never inside the caller: what it
 * does there, such as a listener of the document, is finished first. A hidden tab has no frames, so a timer stands in.
 */
export type Schedule = (work: () => void) => void

const HIDDEN_MS = 250

export function frameScheduler(): Schedule {
  let isDue = false
  /** From a flush until the frame that shows it. */
  let isFrameComing = false
  return (work) => {
    if (isDue) return
    isDue = true
    const run = () => {
      isDue = false
      if (hasFrames()) {
        isFrameComing = true
        onFrame(() => {
          isFrameComing = false
        })
      }
      work()
    }
    if (!hasFrames()) setTimeout(run, typeof document === "undefined" ? 0 : HIDDEN_MS)
    else if (isFrameComing) onFrame(run)
    else queueMicrotask(run)
  }
}

const hasFrames = () => typeof requestAnimationFrame !== "undefined" && !document.hidden

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
