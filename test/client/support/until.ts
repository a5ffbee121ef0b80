import type { External } from "../../../client/sync/board-session.ts"

/** Resolves with the value once it is as wanted. */
export function until<T>(external: External<T>, isWanted: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = () => {
      const value = external.get()
      if (!isWanted(value)) return
      stop()
      resolve(value)
    }
    const stop = external.subscribe(look)
    look()
  })
}
