/**
 * Whether a newer version of the app is waiting. Two signs: the service worker has fetched one, or the relay says that it
 * is another build than the one this page started with. A page is never swapped under somebody's hands: they are asked.
 */
import { cell } from "../sync/external.ts"

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

export async function reloadToUpdate(): Promise<void> {
  await swap?.()
  location.reload()
}

export const postponeUpdate = (): void => isUpdateReady.set(false)
