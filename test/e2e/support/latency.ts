/**
 * How long an edit takes to stand on somebody's screen. Both sides read the same machine's clock. The page notes a change of
 * its document, and says it is shown when the next frame after that is done: a frame late rather than early. Waiting is
 * done in the page and by events; whoever asks it again and again takes away the time that is measured.
 */
import { Worker } from "node:worker_threads"
import type { Page } from "@playwright/test"

const TICK_MS = 5

export const now = (): number => performance.timeOrigin + performance.now()

/** What a watched page knows. */
interface Watched {
  /** What was shown, in order, and when. */
  readonly shown: readonly (readonly [what: string, at: number])[]
  /** A number of changes, or one of them. */
  isShown(until: number | string): Promise<void>
}

/** Notes when each text inside an element that matches `selector` was first shown. */
export const watchTexts = (page: Page, selector: string): Promise<void> => watch(page, selector)

/** Notes when cards were shown in another lane than before: "card / lane". */
export const watchPlaces = (page: Page): Promise<void> => watch(page, undefined)

async function watch(page: Page, selector: string | undefined): Promise<void> {
  await page.evaluate((texts) => {
    const shown: [string, number][] = []
    const waiting: { until: number | string; tell: () => void }[] = []
    const seen = new Set<string>()
    const places = new Map<string, string>()
    let fresh: string[] = []
    const lookAtTexts = () => {
      for (const element of document.querySelectorAll(texts ?? "")) note(element.textContent ?? "")
    }
    const note = (text: string) => {
      if (seen.has(text)) return
      seen.add(text)
      fresh.push(text)
    }
    const lookAtPlaces = () => {
      for (const card of document.querySelectorAll<HTMLElement>("[data-card]")) {
        const lane = card.closest<HTMLElement>("[data-lane]")?.dataset.lane
        const id = card.dataset.card
        if (lane === undefined || id === undefined || places.get(id) === lane) continue
        places.set(id, lane)
        fresh.push(`${id} / ${lane}`)
      }
    }
    const look = texts === undefined ? lookAtPlaces : lookAtTexts
    const whenFrameIsDone = (then: () => void) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = then
        port2.postMessage(undefined)
      })
    look()
    fresh = []
    new MutationObserver(() => {
      look()
      if (fresh.length === 0) return
      const what = fresh
      fresh = []
      whenFrameIsDone(() => {
        const at = performance.timeOrigin + performance.now()
        shown.push(...what.map((one): [string, number] => [one, at]))
        for (const { until, tell } of waiting) if (isThere(until)) tell()
      })
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
    const isThere = (until: number | string) =>
      typeof until === "number" ? shown.length >= until : shown.some(([what]) => what === until)
    const isShown = (until: number | string) =>
      new Promise<void>((tell) => (isThere(until) ? tell() : waiting.push({ until, tell })))
    Object.assign(window, { watched: { shown, isShown } })
  }, selector)
}

/** What was shown, in order, once there are so many of them, or a certain one. */
export const shownOn = (page: Page, until: number | string): Promise<Watched["shown"]> =>
  page.evaluate(async (wanted) => {
    const { watched } = window as unknown as { watched: Watched }
    await watched.isShown(wanted)
    return watched.shown
  }, until)

/** Notes when keys go down on this page. */
export async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const pressed: number[] = []
    addEventListener("keydown", () => pressed.push(performance.timeOrigin + performance.now()), { capture: true })
    Object.assign(window, { pressedKeys: pressed })
  })
}

export const lastKey = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { pressedKeys: number[] }).pressedKeys.at(-1) ?? 0)

/** In a thread that does nothing else, so that our own work is no excuse. */
const TIMER = `
  const { parentPort, workerData: tickMs } = require("node:worker_threads")
  const lateMs = []
  let due = performance.now() + tickMs
  const timer = setInterval(() => {
    lateMs.push(Math.max(0, performance.now() - due))
    due = performance.now() + tickMs
  }, tickMs)
  parentPort.once("message", () => {
    clearInterval(timer)
    parentPort.postMessage(lateMs)
  })
`

/**
 * How late this machine is with anything at all while something is measured: a timer due every 5 ms. Next to nothing on a
 * machine that is free; on a busy one it says how long whoever is ready to run waits for a processor.
 */
export async function withLateness<T>(measure: () => Promise<T>): Promise<{ measured: T; lateMs: readonly number[] }> {
  const timer = new Worker(TIMER, { eval: true, workerData: TICK_MS })
  const told = new Promise<readonly number[]>((resolve, reject) => timer.once("message", resolve).once("error", reject))
  try {
    const measured = await measure()
    timer.postMessage("done")
    return { measured, lateMs: await told }
  } finally {
    await timer.terminate()
  }
}

/** Nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const figures = (values: readonly number[]): string =>
  [0.5, 0.95, 0.99].map((share) => `p${share * 100} ${percentile(values, share).toFixed(1)} ms`).join(", ")
