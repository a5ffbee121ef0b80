import { addCard, card, expectSaved, lane, openBoard, saveState } from "./support/board-page.ts"
import { expect, test } from "./support/journey.ts"
import { picture } from "./support/looking.ts"
import { entriesOf } from "./support/product.ts"

test("when the disk is full the board says so at once, keeps what is typed, and saves it when there is room again", async ({
  ownProduct: product,
  ownPeople: people,
}) => {
  people.expectComplaints(/status of 503/, /net::ERR_/, /WebSocket connection to/)
  const board = await product.createBoard("Full disk")
  const cookies = [await product.join(board.id, "Ana"), await product.join(board.id, "Ben")]
  const [ana, ben] = await Promise.all(cookies.map(async (cookie) => (await people.open({ cookie })).page))
  if (!ana || !ben) throw new Error("nobody came")
  await Promise.all([openBoard(ana, board.id), openBoard(ben, board.id)])
  await addCard(ana, "To do", "Before it was full")
  await expectSaved(ana)
  const stored = (await entriesOf(product, board.id)).length

  product.fillDisk()
  await addCard(ana, "To do", "While it was full")
  const banner = (page: typeof ana) => page.getByRole("status").filter({ hasText: READ_ONLY })
  await expect(banner(ana)).toBeVisible({ timeout: 1_000 })
  await expect(banner(ben), "who has typed nothing is told too").toBeVisible()
  await expect(saveState(ana)).not.toHaveText("Saved")
  await picture(ana, "full-disk")
  await expect(card(ben, "While it was full"), "nobody sees what is not stored").toHaveCount(0)
  expect((await fetch(`${product.url}/healthz`)).status).toBe(200)
  expect(await entriesOf(product, board.id)).toHaveLength(stored)
  await addCard(ben, "Doing", "Also while it was full")
  await expect(saveState(ben)).not.toHaveText("Saved")

  product.freeDisk()
  for (const page of [ana, ben]) {
    await expect(saveState(page)).toHaveText("Saved", { timeout: 20_000 })
    await expect(banner(page)).toHaveCount(0)
    for (const [name, title] of ALL) await expect(card(lane(page, name), title)).toBeVisible()
  }
  await product.kill()
  await product.startAgain()
  const kept = JSON.stringify(await product.ask("GET", `/boards/${board.id}`))
  for (const [, title] of ALL) expect(kept.split(`"${title}"`), `${title} is there once`).toHaveLength(2)
})

const READ_ONLY = /^The server cannot save right now, so the board is read-only/
const ALL = [
  ["To do", "Before it was full"],
  ["To do", "While it was full"],
  ["Doing", "Also while it was full"],
] as const
