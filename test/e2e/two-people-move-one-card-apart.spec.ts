import { addCard, boxOf, card, lane, openBoard, pickUp, saveState } from "./support/board-page.ts"
import { expect, type Page, test } from "./support/journey.ts"
import { picture } from "./support/looking.ts"

test.use({ installsApp: true })

const TITLE = "Write the release note"
/** What a browser says by itself while its network is gone. */
const NO_NETWORK = [/net::ERR_/, /WebSocket connection to/]

const told = (page: Page) => page.getByRole("alert").filter({ hasText: "was moved to Doing meanwhile by Ana" })

async function moveByDialog(page: Page, to: string): Promise<void> {
  await card(page, TITLE).focus()
  await page.keyboard.press("m")
  const dialog = page.getByRole("dialog", { name: `Move “${TITLE}”` })
  await dialog.getByRole("combobox", { name: "Lane" }).click()
  await page.getByRole("option", { name: to }).click()
  await dialog.getByRole("button", { name: "Move", exact: true }).click()
  await expect(dialog).toBeHidden()
}

test("two people drag one card to different lanes: the first has moved it, the second is told and moves it on", async ({
  product,
  people,
}) => {
  const board = await product.createBoard("One card, two hands")
  const ana = (await people.open({ cookie: await product.join(board.id, "Ana") })).page
  const bo = (await people.open({ cookie: await product.join(board.id, "Bo") })).page
  await openBoard(ana, board.id)
  await addCard(ana, "To do", TITLE)
  await openBoard(bo, board.id)
  await expect(card(lane(bo, "To do"), TITLE)).toBeVisible()

  await pickUp(bo, card(bo, TITLE))
  await moveByDialog(ana, "Doing")
  await expect(card(lane(ana, "Doing"), TITLE)).toBeVisible()
  // Bo's browser has heard of it, and he is still holding the card.
  await expect(lane(bo, "Doing")).toContainText("3 cards")
  const done = await boxOf(lane(bo, "Done"))
  await bo.mouse.move(done.x + done.width / 2, done.y + done.height / 2, { steps: 8 })
  await bo.mouse.up()

  await expect(told(bo)).toBeVisible()
  await expect(card(lane(bo, "Doing"), TITLE)).toBeVisible()
  await expect(card(lane(ana, "Doing"), TITLE)).toBeVisible()
  await told(bo).getByRole("button", { name: "Move it on to Done" }).click()
  for (const page of [ana, bo]) await expect(card(lane(page, "Done"), TITLE)).toBeVisible()
  await expect(told(bo)).toBeHidden()
})

test("a move made offline comes too late: the card stays where it is, and the words of it are kept", async ({
  product,
  people,
}) => {
  people.expectComplaints(...NO_NETWORK)
  const board = await product.createBoard("One card in the tunnel")
  const ana = (await people.open({ cookie: await product.join(board.id, "Ana") })).page
  const { page: bo, context } = await people.open({ cookie: await product.join(board.id, "Bo") })
  await openBoard(ana, board.id)
  await addCard(ana, "To do", TITLE)
  await openBoard(bo, board.id)
  await context.setOffline(true)
  await expect(saveState(bo)).toHaveText(/^Offline/)
  await moveByDialog(bo, "Done")
  await expect(card(lane(bo, "Done"), TITLE)).toBeVisible()
  await moveByDialog(ana, "Doing")
  await expect(saveState(ana)).toHaveText("Saved")
  await context.setOffline(false)

  await expect(told(bo)).toBeVisible({ timeout: 30_000 })
  for (const page of [ana, bo]) await expect(card(lane(page, "Doing"), TITLE)).toBeVisible()
  await picture(bo, "moved-meanwhile")
  await told(bo).getByRole("button", { name: "Leave it there" }).click()
  await expect(told(bo)).toBeHidden()
})
