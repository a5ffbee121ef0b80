/** One of the many in the crash test: writes, gives its word, and comes back with what was not acknowledged. */
import * as Y from "yjs"
import type { Answer, Command } from "../../shared/command/command.ts"
import type { Target } from "../../shared/handoff/handoff.ts"
import type { ActorId } from "../../shared/ids.ts"
import { equalJson, type Json } from "../../shared/json.ts"
import { type Ask, SHORT_BRIEF } from "../server/relay/handoff-stage.ts"
import { RawClient } from "../support/raw-client.ts"
import type { Guest } from "./door.ts"

/** What the relay said to a command. */
export interface Told {
  readonly actor: ActorId
  readonly command: Command
  readonly answer: Answer
}

/** So many of its last promises it asks for once more after a reconnect, as if it had not heard the answer. */
const ASKED_AGAIN = 5

/** One person: writes values that occur once in the world, and knows which of them the relay has acknowledged. */
export class Writer {
  readonly client: RawClient
  readonly actor: ActorId
  readonly isOnCrew: boolean
  readonly acknowledged: string[] = []
  readonly told: Told[] = []
  /** Called at every answer, before anything else happens. */
  onTold: (() => void) | undefined
  /** Commands that got another answer the second time than the first. */
  readonly toldOtherwise = new Set<string>()
  /** Values that no rule lets stand, once the relay has said that it has them; and those that it said it took back. */
  readonly forbidden: string[] = []
  readonly refused = new Set<unknown>()
  /** Commands without an answer; the same ids are asked again after a reconnect. */
  readonly #asked = new Map<string, { readonly command: Command; readonly answered: (answer: Answer) => void }>()
  /** Commands that were answered already, and are asked again nevertheless. */
  readonly #askedAgain = new Map<string, Answer>()
  #inFlight: string[][] = []
  #unsent: string[] = []
  #count = 0
  readonly #name: string

  constructor(name: string, url: string, { actor, headers, isOnCrew }: Guest) {
    this.#name = name
    this.actor = actor
    this.isOnCrew = isOnCrew
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
    this.#inFlight = [newestPerThing([...this.#inFlight.flat(), ...this.#unsent])]
    this.#unsent = []
    await this.client.connect()
    for (const { command } of this.#asked.values()) this.client.command(command)
    for (const { command, answer } of this.told.filter(isKept).slice(-ASKED_AGAIN)) {
      this.#askedAgain.set(command.id, answer)
      this.client.command(command)
    }
  }

  /** Resolves to the answer, after however many restarts: asked while the server is down, it waits for the reconnect. */
  ask(ask: Ask): Promise<Answer> {
    const command = { id: `promise-${this.#name}-${this.#count++}`, ...ask } as Command
    return new Promise((answered) => {
      this.#asked.set(command.id, { command, answered })
      if (this.client.closed === undefined) this.client.command(command)
    })
  }

  comment(card: string): void {
    void this.ask({ kind: "comment.add", card, text: `${this.#name} on ${card}` })
  }

  #answered(answer: Answer): void {
    const { id } = answer
    const before = this.#askedAgain.get(id)
    if (before && !equalJson(before as Json, answer as Json)) this.toldOtherwise.add(id)
    this.#askedAgain.delete(id)
    const asked = this.#asked.get(id)
    if (!asked) return
    this.#asked.delete(id)
    this.told.push({ actor: this.actor, command: asked.command, answer })
    this.onTold?.()
    asked.answered(answer)
  }

  /** Resolves when everything that was asked for is answered, with a yes or a no. */
  allAnswered(): Promise<void> {
    return this.client.until(() => this.#asked.size + this.#askedAgain.size === 0)
  }

  /** Writes a word, or now and then a severity that the board does not know. */
  edit(card: string, key: "next" | "severity" = "next"): void {
    const thing = this.client.doc.getMap<Y.Map<unknown>>("cards").get(card)
    if (!thing) return
    const value = `${key === "next" ? "" : FORBIDDEN}${this.#name}.${this.#count++}@${card}`
    this.#writes(value)
    thing.set(key, value)
  }

  /** A whole sheet for a card; its id. */
  draft(card: string, to: Target): string {
    const handoff = `${this.#name}-${this.#count++}`
    this.#writes(sheetWord(handoff))
    const sheet = { card, template: "four-w", ...SHORT_BRIEF, to }
    this.client.doc.getMap("sheets").set(handoff, new Y.Map(Object.entries(sheet)))
    return handoff
  }

  #writes(value: string): void {
    if (this.client.closed === undefined) this.#inFlight.push([value])
    else this.#unsent.push(value)
  }
}

/** What stands for a sheet among the words that were written. */
export const sheetWord = (handoff: string): string => `sheet@${handoff}`

/** The relay keeps these answers: whoever asks again gets the same one. Any other no may be a yes the next time. */
const isKept = ({ answer }: Told): boolean => "seq" in answer

const FORBIDDEN = "catastrophic-"
const isForbidden = (value: string) => value.startsWith(FORBIDDEN)

function newestPerThing(values: readonly string[]): string[] {
  const newest = new Map(values.map((value) => [`${isForbidden(value)} ${value.split("@")[1]}`, value]))
  return [...newest.values()]
}
