/**
 * Whether a newer version of the app is waiting. Two signs: the service worker has fetched one, or the relay says that it
 * is another build than the one this page started with. A page is never swapped under somebody's hands: they are asked.
 */
import { cell } from "../sync/external.ts"

const TAKES_OVER_WITHIN_MS = 4_000

export const isUpdateReady = cell(false)

let firstBuild: string | undefined
let swap: (() => Promise<void>) | undefined
let look: (() => void) | undefined

/** Told on every connection. */
export function noteBuild(build: string): void {
  firstBuild ??= build
  if (build === firstBuild) return
  look?.()
  isUpdateReady.set(true)
}

/** A piece of this version is no longer on the server. */
export const noteMissingPiece = (): void => isUpdateReady.set(true)

/** What the service worker offers once it is registered. */
export function offerServiceWorker(worker: { swap: () => Promise<void>; look: () => void }): void {
  swap = worker.swap
  look = worker.look
}

/** The waiting service worker takes over and the page is loaded again by that; without one, or if it does not, we reload. */
export async function reloadToUpdate(): Promise<void> {
  const reload = () => location.reload()
  const registration = await navigator.serviceWorker?.getRegistration()
  if (!swap || !registration?.waiting) {
    reload()
    return
  }
  navigator.serviceWorker.addEventListener("controllerchange", reload, { once: true })
  setTimeout(reload, TAKES_OVER_WITHIN_MS)
  await swap()
}

export const postponeUpdate = (): void => isUpdateReady.set(false)
