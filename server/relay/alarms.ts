/**
 * The clocks of handoffs, of all boards, also of those that nobody has open. The moments are in the fold; beside it the store
 * keeps when each board's first one strikes, so that a restarted server knows which boards to look at. What was due while no
 * server ran is done then, each step once: the fold knows which were taken.
 */
import type { BoardId } from "../../shared/ids.ts"
import { type Instant, MINUTE_MS } from "../../shared/time.ts"
import type { Journal } from "../store/store.ts"
import type { RelayLog } from "./notices.ts"

export interface AlarmsParts {
  readonly journal: Pick<Journal, "listAlarms">
  readonly log: RelayLog
  readonly everyMs: number
  now(): Instant
  /** Does what is due on a board. Resolves when it is stored. */
  ring(board: BoardId): Promise<void>
}

/** After a step that did not get through: not again at once. */
const RETRY_MS = MINUTE_MS

export class Alarms {
  /** Null: known to have none. */
  readonly #at = new Map<BoardId, Instant | null>()
  readonly #ringing = new Set<BoardId>()
  readonly #notBefore = new Map<BoardId, Instant>()
  readonly #parts: AlarmsParts
  readonly #timer: NodeJS.Timeout
  #isRead = false
  #isReading = false

  constructor(parts: AlarmsParts) {
    this.#parts = parts
    this.#timer = setInterval(() => this.#tick(), parts.everyMs)
    this.#timer.unref()
  }

  /** Told by every board that is loaded, whenever its first moment changes. */
  set(board: BoardId, at: Instant | null): void {
    if (this.#at.get(board) !== at) this.#notBefore.delete(board)
    this.#at.set(board, at)
  }

  /** Boards on which a clock runs. */
  get boards(): readonly BoardId[] {
    return [...this.#at].filter(([, at]) => at !== null).map(([board]) => board)
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #tick(): void {
    if (!this.#isRead) void this.#read()
    const now = this.#parts.now()
    for (const [board, at] of this.#at)
      if (at !== null && at <= now && !this.#ringing.has(board) && (this.#notBefore.get(board) ?? 0) <= now)
        void this.#ring(board, at)
  }

  async #ring(board: BoardId, at: Instant): Promise<void> {
    this.#ringing.add(board)
    try {
      await this.#parts.ring(board)
    } catch (error) {
      this.#parts.log.error("a clock could not strike", {
        board,
        why: error instanceof Error ? error.message : undefined,
      })
    }
    this.#ringing.delete(board)
    if (this.#at.get(board) === at) this.#notBefore.set(board, this.#parts.now() + RETRY_MS)
  }

  /** The store may not answer yet; the next tick asks again. */
  async #read(): Promise<void> {
    if (this.#isReading) return
    this.#isReading = true
    try {
      for (const { board, at } of await this.#parts.journal.listAlarms())
        if (!this.#at.has(board)) this.#at.set(board, at)
      this.#isRead = true
    } catch (error) {
      this.#parts.log.warn("clocks not read yet", { why: error instanceof Error ? error.name : undefined })
    }
    this.#isReading = false
  }
}
