/** One of the many in the crash test: writes, asks for promises, and comes back with what was not acknowledged. */
import type * as Y from "yjs"
import type { Answer, Command } from "../../shared/command/command.ts"
import { RawClient } from "../support/raw-client.ts"

type Asked = Extract<Command, { readonly kind: "comment.add" | "card.take" | "card.release" }>

/** One person: writes values that occur once in the world, and knows which of them the relay has acknowledged. */
export class Writer {
  readonly client: RawClient
  readonly acknowledged: string[] = []
  /** The ids of the commands that were answered with a yes. */
  readonly promised: string[] = []
  /** Values that no rule lets stand, once the relay has said that it has them; and those that it said it took back. */
  readonly forbidden: string[] = []
  readonly refused = new Set<unknown>()
  /** Commands without an answer; the same ids are asked again after a reconnect. */
  readonly #asked = new Map<string, Asked>()
  /** The card that it is accountable for. */
  #holds: string | undefined
  #inFlight: string[][] = []
  #unsent: string[] = []
  #count = 0
  readonly #name: string

  constructor(name: string, url: string, headers: Record<string, string>) {
    this.#name = name
    this.client = new RawClient({ url, headers })
    this.client.onSaved = (count) => {
      for (const batch of this.#inFlight.splice(0, count))
        for (const value of batch) (isForbidden(value) ? this.forbidden : this.acknowledged).push(value)
    }
    this.client.onFrame = (frame) => {
      if (frame.type === "answer") this.#answered(frame.body)
      if (frame.type === "refused") this.refused.add(frame.body.value)
    }
  }

  async connect(): Promise<void> {
    // What was in flight when the server died is not acknowledged; the next sync step 2 carries it, overwritten values
    // excepted, so from here on only the newest value per register can still be counted.
    this.#inFlight = [newestPerCard([...this.#inFlight.flat(), ...this.#unsent])]
    this.#unsent = []
    await this.client.connect()
    for (const command of this.#asked.values()) this.client.command(command)
  }

  /**
   * A comment, or the card, or the card that it holds put down again: each yes to it is an entry of its own. Asked while
   * the server is down it waits for the reconnect.
   */
  promise(card: string): void {
    const id = `promise-${this.#name}-${this.#count++}`
    const isAsking = [...this.#asked.values()].some(({ kind }) => kind !== "comment.add")
    if (isAsking || this.#count % 2 === 0) this.#ask({ id, kind: "comment.add", card, text: id })
    else if (this.#holds === undefined) this.#ask({ id, kind: "card.take", card })
    else this.#ask({ id, kind: "card.release", card: this.#holds })
  }

  #ask(command: Asked): void {
    this.#asked.set(command.id, command)
    if (this.client.closed === undefined) this.client.command(command)
  }

  #answered({ id, ok }: Answer): void {
    const command = this.#asked.get(id)
    if (!command) return
    this.#asked.delete(id)
    if (!ok) return
    this.promised.push(id)
    if (command.kind !== "comment.add") this.#holds = command.kind === "card.take" ? command.card : undefined
  }

  /** Resolves when everything that was asked for is answered, with a yes or a no. */
  allAnswered(): Promise<void> {
    return this.client.until(() => this.#asked.size === 0)
  }

  /** Writes a word, or now and then a severity that the board does not know. */
  edit(card: string, key: "next" | "severity" = "next"): void {
    const value = `${key === "next" ? "" : FORBIDDEN}${this.#name}.${this.#count++}@${card}`
    const thing = this.client.doc.getMap<Y.Map<unknown>>("cards").get(card)
    if (!thing) return
    const online = this.client.closed === undefined
    if (online) this.#inFlight.push([value])
    else this.#unsent.push(value)
    thing.set(key, value)
  }
}

const FORBIDDEN = "catastrophic-"
const isForbidden = (value: string) => value.startsWith(FORBIDDEN)

function newestPerCard(values: readonly string[]): string[] {
  const newest = new Map(values.map((value) => [`${isForbidden(value)} ${value.split("@")[1]}`, value]))
  return [...newest.values()]
}
