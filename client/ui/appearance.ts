/** How much stands on the screen: kept in this browser, set on <html>, and the tokens follow. */
import type { External } from "../sync/board-session.ts"
import { cell } from "../sync/external.ts"

export const DENSITIES = ["comfortable", "compact", "large"] as const
export type Density = (typeof DENSITIES)[number]

const KEY = "throughline-density"
const isDensity = (text: string | null): text is Density => (DENSITIES as readonly (string | null)[]).includes(text)

const current = cell<Density>("comfortable")
export const density: External<Density> = current

export function setDensity(next: Density): void {
  current.set(next)
  document.documentElement.dataset.density = next
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // A browser that keeps nothing still shows the choice until it is closed.
    return
  }
}

/** Called once before the first paint, so that nothing jumps. */
export function restoreDensity(): void {
  const kept = keptDensity()
  current.set(kept)
  document.documentElement.dataset.density = kept
}

function keptDensity(): Density {
  try {
    const kept = localStorage.getItem(KEY)
    return isDensity(kept) ? kept : "comfortable"
  } catch {
    // Storage is forbidden here.
    return "comfortable"
  }
}
