import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { trelloExport } from "../support/trello.ts"
import { card, expectSaved, lane, openCard } from "./support/board-page.ts"
import { expect, type Page, test } from "./support/journey.ts"

const FIXTURE = fileURLToPath(new URL("../fixtures/trello-board.json", import.meta.url))

interface TrelloFile {
  readonly name: string
  readonly lists: readonly { readonly id: string; readonly name: string; readonly closed: boolean }[]
  readonly cards: readonly { readonly idList: string; readonly name: string; readonly closed: boolean }[]
}

test("a Trello export is read, reported on, imported, and gives the same board again from its own export", async ({
  people,
  owner,
}) => {
  const file = JSON.parse(readFileSync(FIXTURE, "utf8")) as TrelloFile
  const { page } = await people.open({ cookie: owner })
  await page.goto("/import")
  await choose(page, FIXTURE)
  await expect(page.getByRole("heading", { name: `“${file.name}” can be imported` })).toBeVisible()
  for (const column of ["Kept", "Changed", "Lost"])
    await expect(page.getByRole("region", { name: column })).toBeVisible()
  await expect(page.getByRole("region", { name: "Kept" })).toContainText("cards")
  await page.goto("/")
  await expect(page.getByRole("heading", { name: "Boards", exact: true })).toBeVisible()
  await expect(page.getByRole("link", { name: file.name }), "the dry run writes nothing").toBeHidden()

  await page.goto("/import")
  await choose(page, FIXTURE)
  await page.getByRole("button", { name: /^Import \d+ cards$/ }).click()
  await page.getByRole("button", { name: "Open the board" }).click()
  await expectSaved(page)
  const lists = file.lists.filter((list) => !list.closed)
  for (const list of lists) await expect(lane(page, list.name)).toBeVisible()
  const shown = file.cards.filter((one) => !one.closed && lists.some((list) => list.id === one.idList))
  for (const one of shown.slice(0, 6)) await expect(card(page, one.name).first()).toBeAttached()
  await openCard(page, shown[0]!.name)

  await page.getByRole("button", { name: "Close the card" }).click()
  await page.getByRole("button", { name: "Board menu" }).click()
  const download = page.waitForEvent("download")
  await page.getByRole("menuitem", { name: "Export as JSON" }).click()
  const exported = await (await download).path()
  await page.goto("/import")
  await choose(page, exported, "again.json")
  await expect(page.getByRole("combobox", { name: "Format" })).toHaveValue("throughline")
  await page.getByRole("button", { name: /^Import \d+ cards$/ }).click()
  await page.getByRole("button", { name: "Open the board" }).click()
  await expectSaved(page)
  for (const list of lists) await expect(lane(page, list.name)).toBeVisible()
  for (const one of shown.slice(0, 6)) await expect(card(page, one.name).first()).toBeAttached()
})

test("5,000 cards come over with their progress shown, and the board is quick to open", async ({ people, owner }) => {
  const cards = 5_000
  const file = { ...trelloExport({ cards, lists: 6, actions: 500 }), name: "The whole warehouse" }
  const { page } = await people.open({ cookie: owner })
  await page.goto("/import")
  await watchProgress(page)
  await choose(page, {
    name: "warehouse.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(file)),
  })
  const start = page.getByRole("button", { name: /^Import [\d,]+ cards$/ })
  await start.click({ timeout: 30_000 })
  await page.getByRole("button", { name: "Open the board" }).click({ timeout: 30_000 })
  const told = await page.evaluate(() => (window as unknown as { progressTold: string[] }).progressTold)
  expect(told.filter((words) => /^[\d,]+ of [\d,]+$/.test(words)).length, told.join(" | ")).toBeGreaterThan(1)
  await expect(page.getByRole("region").first()).toBeVisible()
  await expectSaved(page)
  const drawn = await page.locator("[data-card]").count()
  expect(drawn).toBeGreaterThan(5)
  expect(drawn, "only what is near the screen is drawn").toBeLessThan(400)
})

test("a file that is not what it claims to be is refused with where and why", async ({ people, owner }) => {
  people.expectComplaints(/status of 4\d\d .*\/imports/)
  const { page } = await people.open({ cookie: owner })
  await page.goto("/import")
  const cut = readFileSync(FIXTURE, "utf8").slice(0, 4_000)
  await choose(page, { name: "cut.json", mimeType: "application/json", buffer: Buffer.from(cut) })
  await expect(page.getByRole("alert")).toContainText("This file cannot be imported")
  await expect(page.getByRole("alert")).toContainText(/line \d+/)
  await page.getByRole("button", { name: "Another file" }).click()

  const other = JSON.stringify({ name: "Not a board", lists: "none", cards: [] })
  await choose(page, { name: "other.json", mimeType: "application/json", buffer: Buffer.from(other) })
  await chooseFormat(page, "trello")
  await expect(page.getByRole("alert")).toContainText("This file cannot be imported")
  await expect(page.getByRole("alert")).toContainText("lists")
  await page.getByRole("button", { name: "Another file" }).click()

  await choose(page, { name: "empty.csv", mimeType: "text/csv", buffer: Buffer.from("") })
  await expect(page.getByRole("alert")).toContainText("The file is empty.")
})

test("a CSV file becomes a board, one lane per value of its column", async ({ people, owner }) => {
  const { page } = await people.open({ cookie: owner })
  await page.goto("/import")
  const rows = ["Title,Lane,Next step,Due", "Order flour,To do,Call the mill,2026-12-24", 'Bake "big" rolls,Doing,,']
  await choose(page, { name: "bakery.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) })
  await page.getByRole("button", { name: "Import 2 cards" }).click()
  await page.getByRole("button", { name: "Open the board" }).click()
  await expectSaved(page)
  await expect(card(lane(page, "To do"), "Order flour")).toContainText("Call the mill")
  await expect(card(lane(page, "Doing"), 'Bake "big" rolls')).toBeVisible()
})

type Chosen = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

async function choose(page: Page, file: Chosen, name?: string): Promise<void> {
  const chooser = page.waitForEvent("filechooser")
  await page.getByRole("button", { name: "Choose a file" }).first().click()
  const renamed =
    typeof file === "string" && name !== undefined
      ? { name, mimeType: "application/json", buffer: readFileSync(file) }
      : file
  await (await chooser).setFiles(renamed)
}

async function chooseFormat(page: Page, format: string): Promise<void> {
  const select = page.getByRole("combobox", { name: "Format" })
  if ((await select.inputValue()) !== format) await select.selectOption(format)
}

/** What is said about how far it is is soon over: every value is noted as it is shown. */
async function watchProgress(page: Page): Promise<void> {
  await page.evaluate(() => {
    const told: string[] = []
    Object.assign(window, { progressTold: told })
    const look = () => {
      const words = document.querySelector("section[aria-busy] p span")?.textContent
      if (words && told.at(-1) !== words) told.push(words)
    }
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
}
