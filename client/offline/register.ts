/// <reference types="vite-plugin-pwa/client" />
import { registerSW } from "virtual:pwa-register"
import { isUpdateReady, noteMissingPiece, offerServiceWorker } from "./app-version.ts"

const LOOK_EVERY_MS = 30 * 60_000

/** Keeps the app itself for offline use and watches for newer versions. Only the built app has a service worker. */
export function registerOfflineApp(): void {
  window.addEventListener("vite:preloadError", noteMissingPiece)
  const swap = registerSW({
    onNeedRefresh: () => isUpdateReady.set(true),
    onRegisteredSW(_url, registration) {
      if (!registration) return
      const look = () => {
        registration.update().catch(() => {
          // Offline: the next look is as good.
        })
      }
      offerServiceWorker({ swap: () => swap(true), look })
      setInterval(look, LOOK_EVERY_MS)
    },
  })
}
