import { addCard, card, expectSaved, lane, openBoard, saveState } from "./support/board-page.ts"
import { expect, test } from "./support/journey.ts"

test.use({ installsApp: true })

test("the server is killed under two people who go on typing, and after its restart everything is there", async ({
  ownProduct,
  ownPeople,
}) => {
  ownPeople.expectComplaints(/net::ERR_/, /WebSocket connection to/)
  const board = await ownProduct.createBoard("Power cut")
  const ana = (await ownPeople.open({ cookie: await ownProduct.join(board.id, "Ana") })).page
  const ben = (await ownPeople.open({ cookie: await ownProduct.join(board.id, "Ben") })).page
  await Promise.all([openBoard(ana, board.id), openBoard(ben, board.id)])
  await addCard(ana, "To do", "Before the cut")
  await expectSaved(ana)

  await ownProduct.kill()
  await expect(saveState(ana)).toHaveText("Offline")
  await addCard(ana, "To do", "During the cut")
  await expect(saveState(ana)).toHaveText("Offline, 1 change waiting")
  await card(ben, "Before the cut").focus()
  await ben.keyboard.press("e")
  await ben.getByRole("textbox", { name: "Title" }).fill("Before the cut, better")
  await ben.getByRole("textbox", { name: "Title" }).press("Enter")
  await expect(saveState(ben)).toHaveText("Offline, 1 change waiting")

  await ownProduct.startAgain()
  for (const page of [ana, ben]) {
    await expect(saveState(page)).toHaveText("Saved", { timeout: 20_000 })
    await expect(card(lane(page, "To do"), "Before the cut, better")).toBeVisible()
    await expect(card(lane(page, "To do"), "During the cut")).toBeVisible()
  }

  // Killed in the middle of edits: what was called saved is there, and what was not is sent again.
  await addCard(ana, "Doing", "First", "Second")
  const saved = expectSaved(ana)
  await addCard(ben, "Done", "Third")
  await saved
  await ownProduct.kill()
  await ownProduct.startAgain()
  await expect(saveState(ben)).toHaveText("Saved", { timeout: 20_000 })
  const stored = JSON.stringify(await ownProduct.ask("GET", `/boards/${board.id}`))
  for (const title of ["Before the cut, better", "During the cut", "First", "Second", "Third"])
    expect(stored.split(`"${title}"`), `${title} is there once`).toHaveLength(2)
})
