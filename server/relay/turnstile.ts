/**
 * Those who want to see the board between two batches, when all of it is stored. They are served in the order in which they
 * came, a few milliseconds at a time: when hundreds open a board at once, the edits of those who work go on in between.
 */
const SERVE_MS = 4

export class Turnstile {
  readonly #failed: (error: unknown) => void
  readonly #waiting: (() => void)[] = []
  #isOpen = false
  #isServing = false
  #servedMs = 0
  #nextTurn: NodeJS.Immediate | undefined

  /** `failed` hears of an action that threw: it must not keep the others from being served. */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  /** Runs `action` at once, or as soon as it is its turn. */
  pass(action: () => void): void {
    this.#waiting.push(action)
    this.#serve()
  }

  /** All of the board is stored. */
  open(): void {
    this.#isOpen = true
    this.#serve()
  }

  /** A batch is on its way. */
  close(): void {
    this.#isOpen = false
  }

  #serve(): void {
    if (this.#isServing || this.isEmpty) return
    this.#isServing = true
    this.#nextTurn ??= setImmediate(() => {
      this.#nextTurn = undefined
      this.#servedMs = 0
      this.#serve()
    })
    const startedAt = performance.now() - this.#servedMs
    while (this.#isOpen && this.#servedMs < SERVE_MS) {
      const action = this.#waiting.shift()
      if (!action) break
      try {
        action()
      } catch (error) {
        this.#failed(error)
      }
      this.#servedMs = performance.now() - startedAt
    }
    this.#isServing = false
  }
}
