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

/** A value that something keeps up only while somebody listens: `start` returns what ends it. */
export function whileHeard<T>(value: External<T>, start: () => () => void): External<T> {
  let listening = 0
  let stop = () => {}
  return {
    get: value.get,
    subscribe(listener) {
      if (listening++ === 0) stop = start()
      const stopListening = value.subscribe(listener)
      return () => {
        stopListening()
        if (--listening === 0) stop()
      }
    },
  }
}
