/** Listeners by key: a card's tile is told of its own card only, whatever else changes on the board. */
export class KeyedListeners {
  readonly #byKey = new Map<string, Set<() => void>>()

  subscribe(key: string, listener: () => void): () => void {
    const listeners = this.#byKey.get(key) ?? new Set()
    this.#byKey.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#byKey.get(key) === listeners) this.#byKey.delete(key)
    }
  }

  /** The keys with a prefix that somebody listens to. */
  keysWith(prefix: string): string[] {
    return [...this.#byKey.keys()].filter((key) => key.startsWith(prefix))
  }

  notify(keys: Iterable<string>): void {
    for (const key of keys) for (const listener of [...(this.#byKey.get(key) ?? [])]) listener()
  }
}
