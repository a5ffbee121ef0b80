/**
 * One reader of the status feed: server-sent events, `id` = `seq`. A reader that comes back says the last id it saw and gets
 * everything since, once and in order: what is missing is read from the ledger, what is new comes live, and entries are
 * written only when they are the next ones.
 */
import type { ServerResponse } from "node:http"
import type { BoardId } from "../../shared/ids.ts"
import type { StoredDamage } from "../../shared/model/damage.ts"
import type { Entry } from "../../shared/model/entry.ts"
import { type Instant, SECOND_MS } from "../../shared/time.ts"
import { FEED_HEARTBEAT_MS, type FeedHeartbeat, type FeedReset, type FeedRows } from "../../shared/wire/feed.ts"
import type { Connected } from "../auth/live-access.ts"
import { openRun } from "../ledger/open-sealed.ts"
import type { Journal } from "../store/store.ts"
import type { Wants } from "./filter.ts"

/** Nothing more is written while a reader's buffer is full; one that stays full this long is closed, and may come back. */
const DRAIN_MS = 20 * SECOND_MS
const PAGE = 500

export interface FeedReader extends Connected {
  /** The last entry that the reader has. */
  readonly since: number
  /** Said before anything else: the reader must load the board anew. */
  readonly reset?: FeedReset | undefined
  readonly wants?: Wants | undefined
  /** What this reader may see of an entry. */
  show(entry: Entry): unknown
  /** How cards stand at `seq` or later, for readers that want to know. */
  rows?: ((seq: number, cards: readonly string[]) => Promise<FeedRows | undefined>) | undefined
}

export interface FeedParts {
  readonly journal: Pick<Journal, "readEntries">
  readonly build: string
  readonly heartbeatMs?: number
  /** What of a board cannot be read. */
  damageOf?(board: BoardId): StoredDamage | undefined
  subscribe(board: BoardId, listener: (entries: readonly Entry[]) => void): () => void
  now(): Instant
  onOpen(): void
  onClose(reason: string): void
}

export class Feed {
  readonly #response: ServerResponse
  readonly reader: FeedReader
  readonly #parts: FeedParts
  readonly #onClosed: () => void
  #cursor: number
  #live: Entry[] = []
  /** Cards of the entries that were told, whose rows are not. */
  readonly #touched = new Set<string>()
  #isPumping = false
  /** The ledger may hold entries that no live message will bring. */
  #isBehind = true
  #isOpen = true
  #hasBeaten = false
  #unsubscribe: () => void = () => undefined
  #heartbeat: NodeJS.Timeout | undefined

  constructor(response: ServerResponse, reader: FeedReader, parts: FeedParts, onClosed: () => void) {
    this.#response = response
    this.reader = reader
    this.#parts = parts
    this.#onClosed = onClosed
    this.#cursor = reader.since
  }

  start(): void {
    this.#parts.onOpen()
    this.#response.on("close", () => this.close("left"))
    this.#response.on("error", () => this.close("left"))
    this.#response.write("retry: 1000\n\n")
    if (this.reader.reset) this.#write("reset", this.reader.reset, this.reader.reset.seq)
    // First listen, then read: what is written in between is in both, and the cursor drops the second copy.
    this.#unsubscribe = this.#parts.subscribe(this.reader.board, (entries) => {
      this.#live.push(...entries)
      if (this.#live.length > PAGE) {
        this.#live = []
        this.#isBehind = true
      }
      this.#pump()
    })
    this.#heartbeat = setInterval(() => this.#beat(), this.#parts.heartbeatMs ?? FEED_HEARTBEAT_MS)
    this.#pump()
  }

  close(reason: "left" | "slow" | "revoked" | "changed" | "draining" | "store"): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    clearInterval(this.#heartbeat)
    this.#unsubscribe()
    this.#parts.onClose(reason)
    this.#onClosed()
    if (reason === "slow") this.#response.destroy()
    else if (reason === "revoked") this.#response.end("event: ended\ndata: {}\n\n")
    else this.#response.end()
  }

  /** Carries the cursor as its id, so that a reader with a filter resumes where it stands and not at its last entry. */
  #beat(): void {
    if (this.#isPumping) return
    const damage = this.#parts.damageOf?.(this.reader.board)
    const { build } = this.#parts
    const beat: FeedHeartbeat = { at: this.#parts.now(), seq: this.#cursor, build, ...(damage ? { damage } : {}) }
    this.#write("heartbeat", beat, this.#cursor)
  }

  #pump(): void {
    if (this.#isPumping || !this.#isOpen) return
    this.#isPumping = true
    this.#catchUp()
      .then(() => {
        this.#isPumping = false
        this.#beatOnce()
      })
      .catch(() => this.close("store"))
  }

  /** The first heartbeat comes when the reader is up to date, so that it knows at which entry it stands. */
  #beatOnce(): void {
    if (this.#live.length > 0) this.#pump()
    else if (!this.#hasBeaten) {
      this.#hasBeaten = true
      this.#beat()
    }
  }

  async #catchUp(): Promise<void> {
    while (this.#isOpen && (this.#isBehind || this.#live.length > 0)) {
      const entries = this.#isBehind ? await this.#readPage() : this.#live.splice(0)
      for (const entry of entries) {
        if (entry.seq <= this.#cursor) continue
        if (entry.seq !== this.#cursor + 1) {
          this.#isBehind = true
          break
        }
        this.#take(entry)
        if (this.#response.writableNeedDrain) await this.#drained()
      }
      if (!this.#isBehind && this.#touched.size > 0) await this.#tellRows()
    }
  }

  async #readPage(): Promise<readonly Entry[]> {
    const query = { since: this.#cursor, limit: PAGE }
    const page = await this.#parts.journal.readEntries(this.reader.board, query)
    const entries = openRun(page, this.#cursor)
    this.#isBehind = page.length === PAGE && entries.length > 0
    return entries
  }

  #take(entry: Entry): void {
    this.#cursor = entry.seq
    if (this.reader.wants && !this.reader.wants(entry)) return
    this.#write("entry", this.reader.show(entry), entry.seq)
    if (this.reader.rows && entry.card !== undefined) this.#touched.add(entry.card)
  }

  async #tellRows(): Promise<void> {
    const cards = [...this.#touched]
    this.#touched.clear()
    const rows = await this.reader.rows?.(this.#cursor, cards)
    if (rows) this.#write("rows", rows)
  }

  #write(event: string, data: unknown, id?: number): void {
    if (!this.#isOpen) return
    this.#response.write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const late = setTimeout(() => this.close("slow"), DRAIN_MS)
      const done = () => {
        clearTimeout(late)
        this.#response.off("drain", done)
        this.#response.off("close", done)
        resolve()
      }
      this.#response.on("drain", done)
      this.#response.on("close", done)
    })
  }
}
