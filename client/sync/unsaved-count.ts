/**
 * How many edits are not known to be saved, kept beside the copy, so that a board that is reopened without a network says
 * how much waits. Going from none to some is written at once; the rest is not worth a write per key stroke.
 */
import type { OfflineCopy } from "./offline-copy.ts"

export const UNSAVED_KEY = "unsaved"
const LATER_MS = 500

export class UnsavedCount {
  readonly #copy: OfflineCopy
  #count = 0
  #written = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(copy: OfflineCopy) {
    this.#copy = copy
  }

  async recall(): Promise<number> {
    const kept = await this.#copy.get(UNSAVED_KEY)
    this.#count = this.#written = typeof kept === "number" ? kept : 0
    return this.#count
  }

  note(count: number): void {
    this.#count = count
    if (count > 0 && this.#written === 0) this.#write()
    else if (count !== this.#written) this.#timer ??= setTimeout(() => this.#write(), LATER_MS)
  }
  /** Before the page goes away. */
  flush(): void {
    if (this.#count !== this.#written) this.#write()
  }

  #write(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#written = this.#count
    this.#copy.set(UNSAVED_KEY, this.#count)
  }
}
