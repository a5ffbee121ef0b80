import type { Locator } from "@playwright/test"
import { addCard, openBoard, openCard, panel } from "./support/board-page.ts"
import { Hand, handoffIn } from "./support/handing-over.ts"
import { expect, type Page, test } from "./support/journey.ts"
import { pictures } from "./support/looking.ts"

const NAME = "Design, development, test"
const RUNNING = "Search remembers the last five queries"
const NEW = "Vouchers on the last page"

test("a lead changes a template: version 2 is for what begins then, what runs keeps version 1, and a file takes it to another board", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("Spring release", "product-team")
  const other = await product.createBoard("Autumn release", "product-team")
  const hand = await Hand.at(product, board.id, owner)
  const developer = hand.role("Developer")
  const bosCookie = await product.join(board.id, "Bo", "member", developer)
  await hand.offer(RUNNING, { kind: "role", id: developer })
  hand.leave()
  const { page: olga } = await people.open({ cookie: owner })
  const { page: bo } = await people.open({ cookie: bosCookie })
  await Promise.all([openBoard(olga, board.id), openBoard(bo, board.id)])

  const settings = await openSettings(olga)
  await expect(row(settings, NAME)).toContainText("built in · version 1")
  await settings.getByRole("button", { name: `Change ${NAME}` }).click()
  await settings.getByRole("button", { name: "Change the field What people can do then" }).click()
  await settings.getByRole("textbox", { name: "Name of the field", exact: true }).fill("What is different for people")
  await settings.getByRole("textbox", { name: "Name of the new field" }).fill("Behind which switch")
  await settings.getByRole("button", { name: "Add a field" }).click()
  await settings.getByRole("combobox", { name: "Needed" }).selectOption("Always, before it is offered")
  await pictures(olga, "template-editor")
  await settings.getByRole("button", { name: "Save as version 2" }).click()
  await expect(row(settings, NAME)).toContainText("of this board · version 2")

  const file = await saved(olga, settings)
  await olga.keyboard.press("Escape")
  await expect(settings).toBeHidden()
  // A version is never taken back: handoffs may have begun with it.
  await olga.keyboard.press("Control+z")
  await addCard(olga, "Design", NEW)
  // What runs was written on the form of version 1, and is read on it.
  const offer = handoffIn(await openCard(bo, RUNNING), "Offered")
  await expect(offer.getByText("What people can do then")).toBeVisible()
  await expect(offer.getByText("What is different for people")).toHaveCount(0)
  await offer.getByRole("button", { name: "Accept: it is mine" }).click()
  await expect(handoffIn(panel(bo, RUNNING), "Accepted")).toBeVisible()

  const opened = await openCard(olga, NEW)
  await opened.getByRole("button", { name: "Hand over" }).click()
  await opened.getByLabel("What kind of handoff is it?").selectOption(NAME)
  await opened.getByRole("button", { name: "Prepare it" }).click()
  await expect(handoffIn(opened, "In preparation").getByText(/^Before it can be offered: /)).toContainText(
    /To whom, Very next step, What is different for people, .*Behind which switch/,
  )
  expect(await refs(olga, board.id)).toEqual(["design-dev-test@1", "design-dev-test@2"])

  await openBoard(olga, other.id)
  const theirs = await openSettings(olga)
  await theirs.getByLabel("A template’s file").setInputFiles(file)
  await expect(theirs.getByRole("button", { name: "Change the field Behind which switch" })).toBeVisible()
  await theirs.getByRole("button", { name: "Save", exact: true }).click()
  await expect(row(theirs, NAME)).toHaveCount(2)
  await expect(row(theirs, NAME).last()).toContainText("of this board · version 1 · 12 fields")
})

const row = (settings: Locator, name: string): Locator =>
  settings.getByRole("region", { name: "Handoff templates" }).getByRole("listitem").filter({ hasText: name })

async function openSettings(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Board menu" }).click()
  await page.getByRole("menuitem", { name: "Labels, fields and roles…" }).click()
  return page.getByRole("dialog")
}

/** The file as it was downloaded. */
async function saved(page: Page, settings: Locator): Promise<string> {
  await settings.getByRole("button", { name: `More for ${NAME}` }).click()
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Save as a file" }).click(),
  ])
  expect(download.suggestedFilename()).toBe("design-dev-test.handoff-template.json")
  return await download.path()
}

/** With which templates the handoffs of the board began. */
const refs = (page: Page, board: string): Promise<unknown[]> =>
  page.evaluate(async (id) => {
    const answer = await fetch(`/api/v1/boards/${id}/ledger?limit=500`)
    const { entries } = (await answer.json()) as {
      entries: { kind: string; data?: { template?: string } }[]
    }
    return entries.filter(({ kind }) => kind === "handoff.created").map(({ data }) => data?.template)
  }, board)
