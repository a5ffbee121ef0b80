/** The board as people find their way on it: by lanes, cards and words. */
import type { Locator, Page } from "@playwright/test"
import { expect } from "./journey.ts"

export const lane = (page: Page, name: string): Locator =>
  page.getByRole("region", { name: new RegExp(`^${escapeRegExp(name)}\\b`) })
export const card = (within: Page | Locator, title: string): Locator =>
  within.getByRole("group", { name: title, exact: true })
export const panel = (page: Page, title: string): Locator =>
  page
    .getByRole("region", { name: `Card: ${title}`, exact: true })
    .or(page.getByRole("dialog", { name: `Card: ${title}`, exact: true }))
/** The indicator beside the board's name. */
export const saveState = (page: Page): Locator => page.getByRole("banner").first().getByRole("status")
/** What a screen reader is told. */
export const spoken = (page: Page): Locator => page.locator("[data-live]")

export const expectSaved = (page: Page): Promise<void> => expect(saveState(page)).toHaveText("Saved")

export async function openBoard(page: Page, boardId: string): Promise<void> {
  await page.goto(`/b/${boardId}`)
  await expect(saveState(page)).toHaveText("Saved", { timeout: 30_000 })
}

export async function addCard(page: Page, laneName: string, ...titles: readonly string[]): Promise<void> {
  await page.getByRole("button", { name: `Add a card to ${laneName}` }).click()
  const field = page.getByRole("textbox", { name: "Title of the new card" })
  for (const title of titles) {
    await field.fill(title)
    await field.press("Enter")
    await expect(card(lane(page, laneName), title)).toBeVisible()
  }
  await field.press("Escape")
}

export async function openCard(page: Page, title: string): Promise<Locator> {
  await card(page, title).getByRole("link", { name: title, exact: true }).click()
  const opened = panel(page, title)
  await expect(opened).toBeVisible()
  return opened
}

/** By mouse: grabs the card, carries it in small steps and lets go over the middle of what is given. */
export async function dragTo(page: Page, grabbed: Locator, target: Locator): Promise<void> {
  await pickUp(page, grabbed)
  const over = await boxOf(target)
  await page.mouse.move(over.x + over.width / 2, over.y + over.height / 2, { steps: 8 })
  await page.mouse.up()
}

export async function pickUp(page: Page, grabbed: Locator): Promise<void> {
  const from = await boxOf(grabbed)
  await page.mouse.move(from.x + from.width / 2, from.y + from.height - 6)
  await page.mouse.down()
  await page.mouse.move(from.x + from.width / 2 + 12, from.y + from.height, { steps: 3 })
}

export async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error("it is not on the screen")
  return box
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
