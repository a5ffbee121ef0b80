/**
 * The status feed: server-sent events, `id` = `seq`. A reader that comes back says the last id it saw and gets everything
 * since, once and in order: what is missing is read from the ledger, what is new comes live, and entries are written only
 * when they are the next ones.
 */
import type { ServerResponse } from "node:http"
import type { ActorId, BoardId } from "../../shared/ids.ts"
import { type Entry, openEntry } from "../../shared/model/entry.ts"
import { type Instant, SECOND_MS } from "../../shared/time.ts"
import { type Connected, type Ended, hasEnded } from "../auth/live-access.ts"
import type { Journal } from "../store/store.ts"

const HEARTBEAT_MS = 5 * SECOND_MS
/** Nothing more is written while a reader's buffer is full; one that stays full this long is closed, and may come back. */
const DRAIN_MS = 20 * SECOND_MS
const PAGE = 500
/** A wall has one screen; more feeds than these are a mistake or an attack. */
const MOST_OF_ONE = 50
const MOST_IN_ALL = 5_000

export interface FeedReader extends Connected {
  /** The last entry that the reader has. */
  readonly since: number
  /** What this reader may see of an entry. */
  show(entry: Entry): unknown
}

export interface FeedParts {
  readonly journal: Journal
  subscribe(board: BoardId, listener: (entries: readonly Entry[]) => void): () => void
  now(): Instant
  onOpen(): void
  onClose(reason: string): void
}

export interface Feeds {
  /** Whether there is room for another feed of this actor. */
  hasRoom(actor: ActorId): boolean
  open(response: ServerResponse, reader: FeedReader): void
  /** Ends the feeds of those whose right has ended. */
  end(ended: Ended): void
  closeAll(): void
}

export function createFeeds(parts: FeedParts): Feeds {
  const feeds = new Set<Feed>()
  return {
    hasRoom(actor) {
      const own = [...feeds].filter((feed) => feed.reader.actor === actor).length
      return own < MOST_OF_ONE && feeds.size < MOST_IN_ALL
    },
    open(response, reader) {
      const feed = new Feed(response, reader, parts, () => feeds.delete(feed))
      feeds.add(feed)
      feed.start()
    },
    end(ended) {
      const reason = "comesBack" in ended ? "changed" : "revoked"
      for (const feed of feeds) if (hasEnded(ended, feed.reader)) feed.close(reason)
    },
    closeAll() {
      for (const feed of feeds) feed.close("draining")
    },
  }
}

class Feed {
  readonly #response: ServerResponse
  readonly reader: FeedReader
  readonly #parts: FeedParts
  readonly #onClosed: () => void
  #cursor: number
  #live: Entry[] = []
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
    // First listen, then read: what is written in between is in both, and the cursor drops the second copy.
    this.#unsubscribe = this.#parts.subscribe(this.reader.board, (entries) => {
      this.#live.push(...entries)
      if (this.#live.length > PAGE) {
        this.#live = []
        this.#isBehind = true
      }
      this.#pump()
    })
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS)
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

  #beat(): void {
    const beat = { at: this.#parts.now(), seq: this.#cursor }
    if (!this.#isPumping) this.#write(`event: heartbeat\ndata: ${JSON.stringify(beat)}\n\n`)
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
        this.#send(entry)
        if (this.#response.writableNeedDrain) await this.#drained()
      }
    }
  }

  async #readPage(): Promise<readonly Entry[]> {
    const query = { since: this.#cursor, limit: PAGE }
    const page = await this.#parts.journal.readEntries(this.reader.board, query)
    this.#isBehind = page.length === PAGE
    return page.map(openEntry)
  }

  #send(entry: Entry): void {
    this.#cursor = entry.seq
    this.#write(`id: ${entry.seq}\nevent: entry\ndata: ${JSON.stringify(this.reader.show(entry))}\n\n`)
  }

  #write(text: string): void {
    if (this.#isOpen) this.#response.write(text)
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
