/** Reads a feed over HTTP as any program can, and keeps what came. */
import { once } from "node:events"
import { type IncomingMessage, request } from "node:http"

export interface FeedEvent {
  readonly event: string
  readonly id: number | undefined
  readonly data: { readonly seq: number; readonly kind?: string; readonly [key: string]: unknown }
}

export class FeedReader {
  readonly events: FeedEvent[] = []
  isEnded = false
  #wake: () => void = () => undefined
  #request: ReturnType<typeof request>
  #response: IncomingMessage | undefined
  readonly #onEvent: ((event: FeedEvent) => void) | undefined

  constructor(url: string, headers: Record<string, string>, onEvent?: (event: FeedEvent) => void) {
    this.#onEvent = onEvent
    let text = ""
    this.#request = request(url, { headers }, (response) => {
      this.#response = response
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          this.#take(text.slice(0, end))
          text = text.slice(end + 2)
        }
        this.#wake()
      })
      response.on("close", () => {
        this.isEnded = true
        this.#wake()
      })
    })
    this.#request.on("error", () => undefined) // A feed that is cut is what some tests are about.
    this.#request.end()
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => (this.#wake = resolve))
  }
  get entries(): readonly FeedEvent[] {
    return this.events.filter(({ event }) => event === "entry")
  }
  get seqs(): readonly (number | undefined)[] {
    return this.entries.map(({ id }) => id)
  }
  pause(): void {
    this.#response?.pause()
  }
  resume(): void {
    this.#response?.resume()
  }
  async leave(): Promise<void> {
    this.#request.destroy()
    if (!this.isEnded) await once(this.#request, "close")
  }

  #take(block: string): void {
    const field = (name: string) =>
      block
        .split("\n")
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2)
    const [event, id, data] = [field("event"), field("id"), field("data")]
    if (event === undefined) return
    const read = { event, id: id === undefined ? undefined : Number(id), data: JSON.parse(data ?? "{}") }
    this.events.push(read)
    this.#onEvent?.(read)
  }
}
