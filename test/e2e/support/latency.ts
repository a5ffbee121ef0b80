/**
 * How long an edit takes to stand on somebody's screen. Both sides read the same machine's clock; the page notes the moment
 * at which its document changed, which is just before it is painted.
 */
import type { Page } from "@playwright/test"

const TICK_MS = 5

export const now = (): number => performance.timeOrigin + performance.now()

/** Notes when each text inside an element that matches `selector` was first seen. */
export async function watchTexts(page: Page, selector: string): Promise<void> {
  await page.evaluate((watched) => {
    const seen: Record<string, number> = {}
    const look = () => {
      const at = performance.timeOrigin + performance.now()
      for (const element of document.querySelectorAll(watched)) seen[element.textContent ?? ""] ??= at
    }
    look()
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
    Object.assign(window, { seenTexts: seen })
  }, selector)
}

/** Notes when each card (by title) was first seen in a lane: "lane / title". */
export async function watchPlaces(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: string[][] = []
    const places = new Map<string, string>()
    const look = () => {
      const at = performance.timeOrigin + performance.now()
      for (const card of document.querySelectorAll<HTMLElement>("[data-card]")) {
        const lane = card.closest<HTMLElement>("[data-lane]")?.dataset.lane
        const id = card.dataset.card
        if (lane === undefined || id === undefined || places.get(id) === lane) continue
        places.set(id, lane)
        seen.push([id, String(at)])
      }
    }
    look()
    seen.length = 0
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
    Object.assign(window, { seenPlaces: seen })
  })
}

export const seenTexts = (page: Page): Promise<Readonly<Record<string, number>>> =>
  page.evaluate(() => (window as unknown as { seenTexts: Record<string, number> }).seenTexts)

/** When cards changed their lane on this screen, in order. */
export async function seenMoves(page: Page): Promise<readonly number[]> {
  const seen = await page.evaluate(() => (window as unknown as { seenPlaces: string[][] }).seenPlaces)
  return seen.map(([, at]) => Number(at))
}

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

/**
 * How late this machine is with anything at all while something is measured: a timer due every 5 ms. Next to nothing on a
 * machine that is free; on a busy one it says how long whoever is ready to run waits for a processor.
 */
export async function withLateness<T>(measure: () => Promise<T>): Promise<{ measured: T; lateMs: readonly number[] }> {
  const lateMs: number[] = []
  let due = performance.now() + TICK_MS
  const timer = setInterval(() => {
    lateMs.push(Math.max(0, performance.now() - due))
    due = performance.now() + TICK_MS
  }, TICK_MS)
  try {
    return { measured: await measure(), lateMs }
  } finally {
    clearInterval(timer)
  }
}

/** Nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const figures = (values: readonly number[]): string =>
  [0.5, 0.95, 0.99].map((share) => `p${share * 100} ${percentile(values, share).toFixed(1)} ms`).join(", ")
