/** Handing over as people find their way in it, and somebody who prepares a handoff without a browser. */
import type { Locator, Page } from "@playwright/test"
import * as Y from "yjs"
import type { Answer, Command } from "../../../shared/command/command.ts"
import type { Target } from "../../../shared/handoff/handoff.ts"
import { DESIGN_DEV_TEST } from "../../../shared/handoff/templates/design-dev-test.ts"
import type { JsonObject } from "../../../shared/json.ts"
import { RawClient } from "../../support/raw-client.ts"
import type { Product } from "./product.ts"

/** A command without its id, which is made up. */
type Ask = Command extends infer C ? (C extends Command ? Omit<C, "id"> : never) : never

/** A sheet on which nothing is missing, whatever the severity. */
const WHOLE: JsonObject = {
  "f:outcome": "People see what they looked for yesterday",
  "f:stage": "Design to development",
  "f:artefacts": [{ id: "r1", text: "Frame 12, version 3", url: "https://design.example/12" }],
  "i:a1": { field: "acceptance", rank: "a", text: "Five entries at most" },
  "f:states": ["Empty", "Error"],
  "f:changed": { none: true },
  "f:known_gaps": { none: true },
  next: "Build the list behind the switch",
}

/** Somebody at the socket, with the rights of a session. */
export class Hand {
  readonly #client: RawClient
  #count = 0

  private constructor(client: RawClient) {
    this.#client = client
  }

  static async at(product: Product, boardId: string, cookie: string): Promise<Hand> {
    const headers = { cookie, origin: product.url }
    return new Hand(await new RawClient({ url: `${product.wsUrl}/sync/${boardId}`, headers }).connect())
  }

  /** The id of a crew role by its name. */
  role(name: string): string {
    const found = [...this.#client.doc.getMap("meta")].find(
      ([key, value]) => key.startsWith("r:") && nameOf(value) === name,
    )
    if (!found) throw new Error(`no role ${name}`)
    return found[0].slice(2)
  }

  card(title: string): string {
    return this.#idIn("cards", "title", title)
  }

  /** The sheets of a card, as far as they are known here. */
  sheets(title: string): readonly string[] {
    const card = this.card(title)
    const sheets = this.#client.doc.getMap<Y.Map<unknown>>("sheets")
    return [...sheets].filter(([, sheet]) => sheet.get("card") === card).map(([id]) => id)
  }

  lane(name: string): string {
    return this.#idIn("lanes", "name", name)
  }

  async set(root: "cards" | "lanes" | "sheets", id: string, key: string, value: unknown): Promise<void> {
    this.#client.doc.getMap<Y.Map<unknown>>(root).get(id)?.set(key, value)
    await this.#client.allSaved()
  }

  async ask(command: Ask): Promise<Answer> {
    const id = `by-hand-${++this.#count}-${Math.random().toString(36).slice(2, 10)}`
    this.#client.command({ id, ...command })
    const find = () => this.#client.frames.find((frame) => frame.type === "answer" && frame.body.id === id)
    await this.#client.until(() => find() !== undefined)
    return find()?.body as Answer
  }

  /** A sheet on which nothing is missing, and its offer; answers the handoff's id. */
  async offer(title: string, to: Target, more: JsonObject = {}): Promise<string> {
    const handoff = await this.draft(title, to, more)
    await this.promise({ kind: "handoff.offer", handoff })
    return handoff
  }

  async draft(title: string, to: Target, more: JsonObject = {}): Promise<string> {
    const template = `${DESIGN_DEV_TEST.id}@${DESIGN_DEV_TEST.version}`
    const who = more["f:ask_me"] ?? `role:${this.role("Designer")}`
    // biome-ignore lint/suspicious/noThenProperty: the sheet's own word
    const risk = { id: "i1", if: "the list grows", then: "cut it at five", who }
    return this.draftWith(template, title, to, { ...WHOLE, "f:ask_me": who, "f:risk": [risk], ...more })
  }

  /** A sheet of any template, with what is given and nothing else. */
  async draftWith(template: string, title: string, to: Target, sheet: JsonObject): Promise<string> {
    const card = this.card(title)
    const handoff = `handoff-${Math.random().toString(36).slice(2, 12)}`
    const value = { card, template, to: { ...to }, ...sheet }
    this.#client.doc.getMap("sheets").set(handoff, new Y.Map(Object.entries(value)))
    await this.#client.allSaved()
    await this.promise({ kind: "handoff.create", handoff, card, template })
    return handoff
  }

  /** Ticks the one check by which the work is done, and calls it done. */
  async finish(handoff: string): Promise<void> {
    await this.set("sheets", handoff, "i:a1", { ...(WHOLE["i:a1"] as JsonObject), done: true })
    await this.promise({ kind: "handoff.finish", handoff })
  }

  leave(): void {
    this.#client.close()
  }

  /** Asks, and takes no refusal. */
  async promise(command: Ask): Promise<void> {
    const answer = await this.ask(command)
    if (!answer.ok) throw new Error(`${command.kind}: ${JSON.stringify(answer)}`)
  }

  #idIn(root: string, key: string, value: string): string {
    const found = [...this.#client.doc.getMap<Y.Map<unknown>>(root)].find(([, thing]) => thing.get(key) === value)
    if (!found) throw new Error(`no ${value} under ${root}`)
    return found[0]
  }
}

const nameOf = (value: unknown) => (value as { readonly name?: string } | null)?.name

/** The handoff in an opened card, by the state that it is in. */
export const handoffIn = (opened: Locator, state: string): Locator =>
  opened.getByRole("article", { name: state, exact: true })
export const fieldOf = (sheet: Locator, label: string): Locator =>
  sheet.getByRole("group", { name: label, exact: true })
/** One's own words for it. */
export const readBack = (within: Locator | Page): Locator => within.getByRole("textbox", { name: "In my words" })

export async function write(field: Locator, words: string): Promise<void> {
  await field.fill(words)
  await field.press("Enter")
}

export async function choose(page: Page, select: Locator, name: string): Promise<void> {
  await select.click()
  await page.getByRole("option", { name, exact: true }).click()
}
