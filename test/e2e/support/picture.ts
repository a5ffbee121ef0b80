/**
 * `npx tsx test/e2e/support/picture.ts`: the picture of the README. A real board with two people on it: cards moved and
 * taken, one card in somebody's hand.
 */
import { mkdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { chromium, type Page } from "@playwright/test"
import { boxOf, card, dragTo, lane, openBoard, pickUp } from "./board-page.ts"
import { Product } from "./product.ts"

const FILE = fileURLToPath(new URL("../../../.readme/board.png", import.meta.url))
const SIZE = { width: 1_280, height: 800 }

const product = await Product.start()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
})
try {
  await takePicture()
} finally {
  await browser.close()
  await product.end()
}

async function takePicture(): Promise<void> {
  const board = await product.createBoard("Checkout, spring release", "product-team")
  const mira = await visit(await product.signUp("mira", "Mira Holm", true))
  const jonas = await visit(await product.join(board.id, "Jonas Weber"))
  const ebba = await visit(await product.join(board.id, "Ebba Lind"))
  for (const page of [mira, jonas, ebba]) await openBoard(page, board.id)

  await take(mira, "Address form that works with one thumb")
  await take(jonas, "Colour contrast of disabled buttons")
  await take(ebba, "Basket survives signing in")
  await take(jonas, "Search remembers the last five queries")
  await dragTo(jonas, card(jonas, "Search remembers the last five queries"), lane(jonas, "Development"))
  await take(mira, "Show prices with and without tax side by side")
  await card(lane(mira, "Development"), "Search remembers the last five queries").waitFor()

  // Ebba reads one card; Jonas is carrying another one to the next lane.
  await card(ebba, "Receipts as PDF by mail").getByRole("link").click()
  await pickUp(jonas, card(jonas, "Show prices with and without tax side by side"))
  const over = await boxOf(card(jonas, "Address form that works with one thumb"))
  await jonas.mouse.move(over.x + over.width / 2, over.y + over.height + 20, { steps: 10 })
  await card(mira, "Show prices with and without tax side by side").getByText("Jonas Weber is moving this").waitFor()
  await mira.getByRole("list", { name: "Looking: Ebba Lind" }).waitFor()
  await mira.mouse.move(SIZE.width / 2, SIZE.height - 4)
  await mira.getByRole("heading", { level: 1 }).waitFor()
  mkdirSync(fileURLToPath(new URL("../../../.readme", import.meta.url)), { recursive: true })
  await mira.screenshot({ path: FILE })
}

async function visit(cookie: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: product.url, viewport: SIZE, reducedMotion: "reduce" })
  const [name, value] = cookie.split("=") as [string, string]
  await context.addCookies([{ name, value, url: product.url }])
  return context.newPage()
}

async function take(page: Page, title: string): Promise<void> {
  await card(page, title).focus()
  await page.keyboard.press("t")
  await page
    .locator("[data-live]")
    .filter({ hasText: `You are accountable for “${title}”.` })
    .waitFor()
}
