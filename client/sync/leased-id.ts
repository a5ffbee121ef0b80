/**
 * The id under which this page writes into a board's document. Every id that ever wrote stays in the document's state vector,
 * so an id is left for the next page of this browser when a page ends, instead of every page bringing a new one.
 *
 * Two pages must never write under one id at one clock: their documents would differ for ever without anybody noticing.
 * Hence three rules. Whoever leaves an id notes how much was ever written under it and stops writing under it in the same
 * breath. Whoever takes one does so by removing that note, for good, before writing. And it is taken only by a page whose
 * document, brought up to date by the relay, holds exactly as much of that id: then whatever a crash, a full disk or an old
 * copy of the browser's storage did meanwhile, what comes next was never written. An id whose page died is not used again.
 */
import * as Y from "yjs"
import { newClientId } from "./client-id.ts"
import type { OfflineCopy } from "./offline-copy.ts"

export class LeasedId {
  readonly #doc: Y.Doc
  readonly #copy: Pick<OfflineCopy, "takeId" | "leaveId">
  readonly #onChange: (id: number) => void
  #isTaking = false
  #isWanted = false

  constructor(doc: Y.Doc, copy: Pick<OfflineCopy, "takeId" | "leaveId">, onChange: (id: number) => void) {
    this.#onChange = onChange
    this.#doc = doc
    this.#copy = copy
  }

  /** Only while the document has all that the relay has. A page that has written stays with its id. */
  async take(): Promise<void> {
    this.#isWanted = true
    if (this.#isTaking || this.#written(this.#doc.clientID) > 0) return
    this.#isTaking = true
    const id = await this.#copy.takeId((left, clock) => this.#written(left) === clock)
    this.#isTaking = false
    if (id === undefined) return
    if (this.#isWanted && this.#written(this.#doc.clientID) === 0) this.#writeAs(id)
    else this.#copy.leaveId(id, this.#written(id))
  }

  /** Nothing is written under the id any more; should the page live on, it writes under another. */
  leave(): void {
    this.#isWanted = false
    const id = this.#doc.clientID
    const clock = this.#written(id)
    if (clock === 0) return
    this.#writeAs(newClientId())
    this.#copy.leaveId(id, clock)
  }

  #writeAs(id: number): void {
    this.#onChange(id)
    this.#doc.clientID = id
  }

  #written(id: number): number {
    return Y.getState(this.#doc.store, id)
  }
}
