/**
 * What keeps a screen true, outside React: loads the projection, then listens to the feed from there, each entry once and in
 * order. It runs unattended for months: whatever goes wrong, it waits a little longer each time and begins again. A connection
 * over which no heartbeat comes is no connection, however open it looks.
 */
import { MINUTE_MS, SECOND_MS } from "../../shared/time.ts"
import { type FeedHeartbeat, type FeedReset, type FeedRows, NOT_LIVE_AFTER_MS } from "../../shared/wire/feed.ts"
import type { BoardStatus, ShownEntry } from "../../shared/wire/http.ts"
import { cell } from "../sync/external.ts"
import { type Freshness, NEVER_LIVE, refreshed, relayTime } from "../sync/freshness.ts"
import { eventReader, type StreamEvent } from "./event-stream.ts"
import { askBoard, isRefused, type Pass } from "./pass.ts"
import { needsReload, withEntry, withRows } from "./screen-board.ts"

const FIRST_WAIT_MS = SECOND_MS
const LONGEST_WAIT_MS = 30 * SECOND_MS
/** A link that was revoked does not come back; whoever has repaired it should not have to walk to the screen. */
const REFUSED_WAIT_MS = 5 * MINUTE_MS

export interface ScreenParts {
  readonly boardId: string
  readonly pass: Pass
  /** The start of the day in which the given moment lies, where the screen hangs. */
  dayStart(now: number): number
  mono(): number
  onBuild(build: string): void
}

export class ScreenSession {
  readonly status = cell<BoardStatus | undefined>(undefined)
  readonly freshness = cell<Freshness>(NEVER_LIVE)
  readonly isRefused = cell(false)
  readonly #parts: ScreenParts
  #isOpen = true
  #stop = new AbortController()
  /** Everything up to here is on the screen, rows too: the place from which to go on. */
  #settled = 0
  /** The last entry that was told. */
  #seen = 0
  #mustReload = true
  #failures = 0
  #wake: () => void = () => undefined
  #watch: ReturnType<typeof setInterval> | undefined
  #startedAt = 0
  /** The day whose figures are shown. */
  #day = 0

  constructor(parts: ScreenParts) {
    this.#parts = parts
  }

  start(): void {
    this.#watch = setInterval(() => this.#lookAtSilence(), SECOND_MS)
    addEventListener("online", this.hurry)
    document.addEventListener("visibilitychange", this.hurry)
    void this.#run()
  }

  close(): void {
    this.#isOpen = false
    clearInterval(this.#watch)
    removeEventListener("online", this.hurry)
    document.removeEventListener("visibilitychange", this.hurry)
    this.#stop.abort()
    this.#wake()
  }

  /** Tries again now instead of later. */
  hurry = (): void => this.#wake()

  /** Begins again from a new projection. */
  reload(): void {
    this.#mustReload = true
    this.#stop.abort()
    this.#wake()
  }

  async #run(): Promise<void> {
    while (this.#isOpen) {
      this.#stop = new AbortController()
      try {
        await this.#follow(this.#stop.signal)
      } catch (problem) {
        this.isRefused.set(isRefused(problem))
      }
      if (this.#isOpen) await this.#pause()
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    this.#startedAt = this.#parts.mono()
    if (this.#mustReload) await this.#load(signal)
    const headers = { accept: "text/event-stream", "last-event-id": String(this.#settled) }
    const response = await askBoard(this.#parts.pass, `/boards/${this.#parts.boardId}/feed?rows=true`, {
      headers,
      signal,
    })
    this.isRefused.set(false)
    const read = eventReader()
    const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader()
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      for (const event of read(piece.value)) this.#take(event)
  }

  async #load(signal: AbortSignal): Promise<void> {
    const { boardId, pass, dayStart, mono } = this.#parts
    this.#day = dayStart(relayTime(this.freshness.get(), mono()) ?? Date.now())
    const response = await askBoard(pass, `/boards/${boardId}/status?dayStart=${this.#day}`, { signal })
    const status: BoardStatus = await response.json()
    const before = this.status.get()
    if (before) this.#changed(Math.max(0, status.seq - this.#seen), [])
    this.#settled = status.seq
    this.#seen = status.seq
    this.#mustReload = false
    this.status.set(status)
  }

  #take({ event, data }: StreamEvent): void {
    this.#failures = 0
    const said: unknown = JSON.parse(data)
    if (event === "heartbeat") this.#beat(said as FeedHeartbeat)
    else if (event === "entry") this.#entry(said as ShownEntry)
    else if (event === "rows") this.#rows(said as FeedRows)
    else if (event === "reset") this.#reset(said as FeedReset)
    else if (event === "ended") this.reload()
  }

  #beat({ at, seq, build, damage }: FeedHeartbeat): void {
    this.#settled = seq
    const status = this.status.get()
    // Found out, or mended, while the screen was showing it.
    if (status && JSON.stringify(status.damage) !== JSON.stringify(damage)) this.reload()
    this.freshness.set(refreshed(this.freshness.get(), { kind: "beat", at, mono: this.#parts.mono() }))
    this.#parts.onBuild(build)
    // Midnight: what happened yesterday is not "today" any more.
    if (this.#parts.dayStart(at) !== this.#day) this.reload()
  }

  /** What is told again after a broken connection was seen before. */
  #entry(entry: ShownEntry): void {
    if (entry.seq <= this.#seen) return
    this.#seen = entry.seq
    this.#changed(1, entry.card === undefined ? [] : [entry.card])
    const status = this.status.get()
    if (status) this.status.set(withEntry(status, entry))
    if (needsReload(entry)) this.reload()
  }

  #rows(rows: FeedRows): void {
    const status = this.status.get()
    if (status) this.status.set(withRows(status, rows))
    this.#settled = rows.seq
  }

  #reset({ seq }: FeedReset): void {
    // Ours is the longer ledger: it was put back from a copy, and what we hold never happened there.
    if (seq < this.#seen) this.#seen = seq
    this.reload()
  }

  #changed(count: number, cards: readonly string[]): void {
    const changed = { kind: "changed", mono: this.#parts.mono(), count, cards } as const
    this.freshness.set(refreshed(this.freshness.get(), changed))
  }

  #lookAtSilence(): void {
    const mono = this.#parts.mono()
    const lastSign = Math.max(this.freshness.get().beat?.mono ?? 0, this.#startedAt)
    if (mono - lastSign < NOT_LIVE_AFTER_MS) return
    this.#startedAt = mono
    this.#stop.abort()
    this.#wake()
  }

  /** Longer each time, and never for all screens of a house at the same moment. */
  #pause(): Promise<void> {
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.#failures++, LONGEST_WAIT_MS)
    const mostMs = this.isRefused.get() ? REFUSED_WAIT_MS : this.#mustReload && this.#failures === 1 ? 100 : wait
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, mostMs * (0.5 + Math.random() / 2))
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
