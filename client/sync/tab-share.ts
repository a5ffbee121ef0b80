/**
 * Tabs of one browser share through the relay. While it is out of reach they tell each other directly, so that two tabs
 * never show two boards. Not while connected: a tab would then hold edits that nobody has stored, and call them saved.
 */
import * as Y from "yjs"

type Message =
  | { readonly kind: "have"; readonly stateVector: Uint8Array }
  | { readonly kind: "update"; readonly update: Uint8Array }

/** The origin of what another tab told. */
const OTHER_TAB = "other-tab"

export class TabShare {
  readonly #name: string
  readonly #doc: Y.Doc
  #channel: BroadcastChannel | undefined

  constructor(name: string, doc: Y.Doc) {
    this.#name = name
    this.#doc = doc
  }

  start(): void {
    if (this.#channel || typeof BroadcastChannel === "undefined") return
    this.#channel = new BroadcastChannel(this.#name)
    this.#channel.onmessage = (event: MessageEvent<Message>) => this.#hear(event.data)
    this.#doc.on("update", this.#onUpdate)
    this.#say({ kind: "have", stateVector: Y.encodeStateVector(this.#doc) })
    this.#say({ kind: "update", update: Y.encodeStateAsUpdate(this.#doc) })
  }

  stop(): void {
    this.#doc.off("update", this.#onUpdate)
    this.#channel?.close()
    this.#channel = undefined
  }

  #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin !== OTHER_TAB) this.#say({ kind: "update", update })
  }
  #hear(message: Message): void {
    if (message.kind === "update") Y.applyUpdate(this.#doc, message.update, OTHER_TAB)
    else this.#say({ kind: "update", update: Y.encodeStateAsUpdate(this.#doc, message.stateVector) })
  }
  #say(message: Message): void {
    this.#channel?.postMessage(message)
  }
}
