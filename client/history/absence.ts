/**
 * What a person has not seen: up to which entry they were here, kept per person and board in this browser. Being here means
 * that the tab is in front and the connection is live. After an absence the rest is owed to them, and stays owed, over
 * reloads too, until they themselves say that it is seen.
 */
import type { Entry } from "../../shared/model/entry.ts"
import { forget } from "../../shared/model/erasure.ts"
import { isMissed } from "../../shared/promises/missed.ts"
import { type Instant, MINUTE_MS } from "../../shared/time.ts"
import { type KeyValueStore, keyValueStore } from "../offline/key-value.ts"
import type { BoardSession, External } from "../sync/board-session.ts"
import { cell } from "../sync/external.ts"

/** Shorter than this and nobody has been away. */
const AWAY_MS = 10 * MINUTE_MS
const STILL_HERE_MS = MINUTE_MS

/** The last entry that was seen, and when. `isOwed`: what came after waits to be looked through. */
export interface Seen {
  readonly seq: number
  readonly at: Instant
  readonly isOwed: boolean
}
export interface Missed {
  readonly since: Instant
  /** In their order, of others and of the person. */
  readonly entries: readonly Entry[]
  /** There were more than could be fetched. */
  readonly isCut: boolean
}
export interface AbsenceParts {
  readonly store: Pick<KeyValueStore, "get" | "set">
  /** Entries after `seq`, oldest first. */
  since(seq: number): Promise<{ readonly entries: readonly Entry[]; readonly isCut: boolean }>
  /** The number of the newest entry. */
  head(): Promise<number>
}

export const seenStore = keyValueStore("throughline-seen")

export class Absence {
  readonly missed: External<Missed | undefined>
  readonly #missed = cell<Missed | undefined>(undefined)
  readonly #session: BoardSession
  readonly #parts: AbsenceParts
  #seen: Seen | undefined
  #isHere = false
  /** True once this arrival has asked what was missed: only then does what comes live count as seen. */
  #hasAsked = false
  #live: Entry[] = []

  constructor(session: BoardSession, parts: AbsenceParts) {
    this.#session = session
    this.#parts = parts
    this.missed = this.#missed
  }

  start(): () => void {
    const { save, me, onEntries } = this.#session
    const look = () => this.#look()
    const stops = [save.subscribe(look), me.subscribe(look), onEntries((entries) => this.#hear(entries))]
    const timer = setInterval(() => this.#stay(), STILL_HERE_MS)
    document.addEventListener("visibilitychange", look)
    addEventListener("pagehide", this.#leave)
    look()
    return () => {
      for (const stop of stops) stop()
      clearInterval(timer)
      document.removeEventListener("visibilitychange", look)
      removeEventListener("pagehide", this.#leave)
      this.#leave()
    }
  }

  /** Only ever by the person. */
  markSeen(): void {
    const last = this.#missed.get()?.entries.at(-1)?.seq ?? 0
    this.#missed.set(undefined)
    this.#keep({ seq: Math.max(last, this.#seen?.seq ?? 0), at: this.#session.now(), isOwed: false })
  }

  #look(): void {
    const isLive = ["saved", "saving", "read-only"].includes(this.#session.save.get().kind)
    const isHere = !document.hidden && isLive && this.#session.me.get() !== undefined
    if (isHere === this.#isHere) return
    if (isHere) void this.#arrive()
    else this.#leave()
  }

  async #arrive(): Promise<void> {
    this.#isHere = true
    this.#hasAsked = false
    this.#live = []
    try {
      const kept = await this.#parts.store.get(this.#key())
      const seen = isSeen(kept) ? kept : this.#seen
      if (seen) this.#receive(seen, await this.#parts.since(seen.seq))
      else this.#keep({ seq: await this.#parts.head(), at: this.#session.now(), isOwed: false })
      this.#hasAsked = true
    } catch {
      // Not to be told now. Nothing counts as seen, and the next arrival asks again.
      this.#isHere = false
    }
  }

  #receive(seen: Seen, { entries: fetched, isCut }: { entries: readonly Entry[]; isCut: boolean }): void {
    const upTo = fetched.at(-1)?.seq ?? seen.seq
    const entries = [...fetched, ...(isCut ? [] : this.#live.filter(({ seq }) => seq > upTo))]
    const me = this.#session.me.get()?.actor ?? ""
    const isNew = entries.some((entry) => isMissed(entry, me))
    const wasAway = this.#session.now() - seen.at > AWAY_MS
    if (isNew && (seen.isOwed || wasAway)) {
      this.#missed.set({ since: seen.at, entries, isCut })
      this.#keep({ ...seen, isOwed: true })
      return
    }
    this.#missed.set(undefined)
    this.#keep({ seq: entries.at(-1)?.seq ?? seen.seq, at: this.#session.now(), isOwed: false })
  }

  #hear(entries: readonly Entry[]): void {
    this.#live = forget(this.#live, entries)
    this.#live.push(...entries)
    const owed = this.#missed.get()
    if (owed) this.#missed.set({ ...owed, entries: [...forget(owed.entries, entries), ...entries] })
    else if (this.#isHere && this.#hasAsked && this.#seen)
      this.#seen = { ...this.#seen, seq: entries.at(-1)?.seq ?? this.#seen.seq }
  }

  #stay(): void {
    if (this.#isHere && this.#hasAsked && this.#seen && !this.#seen.isOwed)
      this.#keep({ ...this.#seen, at: this.#session.now() })
  }

  #leave = (): void => {
    this.#stay()
    this.#isHere = false
  }

  #keep(seen: Seen): void {
    this.#seen = seen
    void this.#parts.store.set(this.#key(), seen)
  }

  #key(): string {
    return `${this.#session.me.get()?.actor ?? ""}/${this.#session.boardId}`
  }
}

function isSeen(kept: unknown): kept is Seen {
  if (typeof kept !== "object" || kept === null) return false
  const { seq, at, isOwed } = kept as Partial<Record<keyof Seen, unknown>>
  return typeof seq === "number" && typeof at === "number" && typeof isOwed === "boolean"
}
