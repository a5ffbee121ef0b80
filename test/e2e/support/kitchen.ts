/** A kitchen that works without browsers: tickets, kinds of dishes, and cards that go from station to station. */
import * as Y from "yjs"
import { RawClient } from "../../support/raw-client.ts"
import type { Product } from "./product.ts"

interface Ticket {
  readonly lane: string
  /** Names or ids of labels. */
  readonly kinds: readonly string[]
  /** Of its kind: so many portions. */
  readonly quantity?: number
}

export class Kitchen {
  readonly #client: RawClient
  #count = 0

  private constructor(client: RawClient) {
    this.#client = client
  }

  static async on(product: Product, board: string): Promise<Kitchen> {
    const url = `${product.wsUrl}/sync/${board}`
    return new Kitchen(await new RawClient({ url, headers: product.adminHeaders }).connect())
  }

  /** A kind of dish that the wall counts. */
  async kind(id: string, name: string): Promise<void> {
    this.#client.doc.getMap("meta").set(`l:${id}`, { name, color: "gray", isCounted: true })
    await this.#client.allSaved()
  }

  /** Titles begin with their ticket: "Table 9: two lamb". */
  async ticket(title: string, { lane, kinds, quantity = 1 }: Ticket): Promise<void> {
    const number = String(++this.#count).padStart(3, "0")
    const labels = kinds.map((kind) => [`l:${this.#defId("l", kind)}`, true])
    const place = [this.#idIn("lanes", "name", lane), `z${number}1`]
    const many = quantity === 1 ? [] : [[`f:${this.#defId("f", "Quantity")}`, quantity]]
    const fields = [[`f:${this.#defId("f", "Ticket")}`, title.split(":")[0]], ...many]
    const registers = [["title", title], ["next", "Say it aloud"], ["place", place], ...labels, ...fields]
    this.#client.doc.getMap("cards").set(`ticket-${number}`, new Y.Map(registers as [string, unknown][]))
    await this.#client.allSaved()
  }

  label = (title: string, kind: string): Promise<void> => this.#set(title, `l:${this.#defId("l", kind)}`, true)

  async move(title: string, lane: string): Promise<void> {
    await this.#set(title, "place", [this.#idIn("lanes", "name", lane), `z${String(++this.#count).padStart(3, "0")}1`])
  }

  leave(): void {
    this.#client.close()
  }

  async #set(title: string, key: string, value: unknown): Promise<void> {
    this.#card(title).set(key, value)
    await this.#client.allSaved()
  }

  #card(title: string): Y.Map<unknown> {
    return this.#client.doc.getMap<Y.Map<unknown>>("cards").get(this.#idIn("cards", "title", title))!
  }

  /** A label or a field of the board by its id or its name. */
  #defId(prefix: "l" | "f", wanted: string): string {
    const isMeant = ([key, value]: [string, unknown]) =>
      key === `${prefix}:${wanted}` ||
      (key.startsWith(`${prefix}:`) && (value as { readonly name?: string } | null)?.name === wanted)
    const found = [...this.#client.doc.getMap("meta")].find(isMeant)
    if (!found) throw new Error(`no ${wanted} among ${prefix}`)
    return found[0].slice(2)
  }

  #idIn(root: "cards" | "lanes", key: string, value: string): string {
    const found = [...this.#client.doc.getMap<Y.Map<unknown>>(root)].find(([, thing]) => thing.get(key) === value)
    if (!found) throw new Error(`no ${value} under ${root}`)
    return found[0]
  }
}
