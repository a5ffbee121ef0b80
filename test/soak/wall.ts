/** A screen on the wall that loses its connection now and then, and must have each entry once, in order, all the same. */
import { FeedReader } from "../support/feed-reader.ts"

export class Wall {
  /** What went wrong, as sentences. */
  readonly faults: string[] = []
  #seq: number
  #reader: FeedReader
  readonly #url: string
  readonly #token: string

  constructor(url: string, token: string, seq: number) {
    this.#url = url
    this.#token = token
    this.#seq = seq
    this.#reader = this.#open()
  }

  get seq(): number {
    return this.#seq
  }

  async reconnect(): Promise<void> {
    await this.#reader.leave()
    this.#reader = this.#open()
  }

  async isAt(seq: number): Promise<void> {
    await this.#reader.until(() => this.#seq >= seq || this.#reader.isEnded)
    if (this.#seq < seq) this.faults.push(`the feed ended at ${this.#seq} of ${seq}`)
  }

  leave(): Promise<void> {
    return this.#reader.leave()
  }

  #open(): FeedReader {
    const headers = { authorization: `Bearer ${this.#token}`, "last-event-id": String(this.#seq) }
    return new FeedReader(this.#url, headers, ({ event, id }) => {
      if (event === "reset") this.faults.push(`the board had to be loaded anew after ${this.#seq}`)
      if (event !== "entry") return
      if (id !== this.#seq + 1) this.faults.push(`entry ${id} after ${this.#seq}`)
      this.#seq = id ?? this.#seq
    })
  }
}
