/** The screen on the wall as people see it. */
import type { Locator, Page } from "@playwright/test"
import * as Y from "yjs"
import type { NewShareLink, ScreenSettings } from "../../../shared/wire/http.ts"
import { RawClient } from "../../support/raw-client.ts"
import type { Product } from "./product.ts"

export const FULL_HD = { viewport: { width: 1920, height: 1080 }, screen: { width: 1920, height: 1080 } }

/** What the screen says about being live. */
export const liveness = (page: Page): Locator => page.getByRole("status")
export const row = (page: Page, title: string | RegExp): Locator =>
  page.locator("[data-row]").filter({ hasText: title })

export const kioskLink = (product: Product, board: string, screen: Partial<ScreenSettings> = {}) =>
  product.ask<NewShareLink>("POST", `/boards/${board}/links`, {
    role: "kiosk",
    screen: { diagonalInches: 55, distanceMetres: 4, ...screen },
  })

/** In pixels, of everything that shows text. */
export const fontSizes = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("main *")]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
      .filter((element) => element.closest("title, svg") === null)
      .map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
  )

interface WholeBoard {
  readonly view: {
    readonly cards: Readonly<Record<string, { readonly title: string; readonly place: readonly [string, string] }>>
  }
}

/** The id of a card by its title. */
export async function cardId(product: Product, board: string, title: string): Promise<string> {
  const { view } = await product.ask<WholeBoard>("GET", `/boards/${board}`)
  const found = Object.entries(view.cards).find(([, card]) => card.title === title)
  if (!found) throw new Error(`there is no card “${title}”`)
  return found[0]
}

/** Somebody who is new on the board takes a card. */
export async function takeAs(product: Product, board: string, name: string, card: string): Promise<void> {
  const cookie = await product.join(board, name)
  const taking = { id: `kiosk-command-${++commands}`, kind: "card.take", card }
  await product.askAs(cookie, "POST", `/boards/${board}/commands`, taking)
}

let commands = 0
export const command = (product: Product, board: string, kind: string, card: string, more = {}) =>
  product.ask("POST", `/boards/${board}/commands`, { id: `kiosk-command-${++commands}`, kind, card, ...more })

/** A board of a crew on a full day: steps of one and of two lines, what is blocked, overdue and critical, with nobody yet. */
export async function fillBoard(product: Product, board: string, cards: number): Promise<void> {
  const url = `${product.wsUrl}/sync/${board}`
  const client = await new RawClient({ url, headers: product.adminHeaders }).connect()
  const lanes = [...client.doc.getMap<Y.Map<unknown>>("lanes")]
    .filter(([, lane]) => lane.get("kind") !== "done")
    .map(([id]) => id)
  client.doc.transact(() => {
    for (let at = 0; at < cards; at++) {
      const registers: [string, unknown][] = [
        ["title", TITLES[at % TITLES.length]],
        ["next", NEXT_STEPS[at % NEXT_STEPS.length]],
        ["place", [lanes[at % lanes.length], `z${String(at).padStart(3, "0")}1`]],
        ...(at % 3 === 0 ? [["severity", "critical"] as [string, unknown]] : []),
        ...(at % 4 === 0 ? [["blocked", { reason: BLOCK }] as [string, unknown]] : []),
        ...(at % 5 === 0 ? [["due", "2026-01-05"] as [string, unknown]] : []),
      ]
      client.doc.getMap("cards").set(`full-${at}`, new Y.Map(registers))
    }
  })
  await client.allSaved()
  client.close()
}

const TITLES = ["Guest checkout", "The basket forgets its voucher on the way to the till", "Tax tables of the new year"]
const NEXT_STEPS = [
  "Ring Finance",
  "Ask Finance for the tables of the new year and try them on the test shop",
  "",
  "Show the form to three people who have never bought here before",
]
const BLOCK = "The bank has not answered about the second account"
