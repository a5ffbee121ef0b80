/** A value outside React that is read as a snapshot and tells its listeners when it is replaced. */
import type { External } from "./board-session.ts"

export interface Cell<T> extends External<T> {
  /** Setting the value that is there already tells nobody. */
  set(value: T): void
}

export function cell<T>(initial: T): Cell<T> {
  let current = initial
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set(value) {
      if (Object.is(current, value)) return
      current = value
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
