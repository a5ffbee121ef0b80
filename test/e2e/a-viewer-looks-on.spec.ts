import { addCard, card, dragTo, lane, openBoard, openCard, spoken } from "./support/board-page.ts"
import { expect, test } from "./support/journey.ts"

test("a viewer follows the board live and cannot change anything; revoking the link ends it within 2 s", async ({
  product,
  people,
  owner,
}) => {
  people.expectComplaints(/status of 4(01|03|04|10)/, /WebSocket connection to/)
  const board = await product.createBoard("Open day")
  const { page: olga } = await people.open({ cookie: owner })
  await openBoard(olga, board.id)
  await olga.getByRole("button", { name: "Share", exact: true }).click()
  const dialog = olga.getByRole("dialog", { name: "Share “Open day”" })
  await dialog.getByRole("tab", { name: "Links" }).click()
  await dialog.getByRole("textbox", { name: "For whom" }).fill("Visitors")
  await dialog.getByRole("combobox", { name: "Role" }).selectOption("viewer")
  await dialog.getByRole("button", { name: "Create link" }).click()
  const link = await dialog.getByRole("textbox", { name: "Viewer link" }).inputValue()
  await olga.keyboard.press("Escape")

  const { page: vera } = await people.open()
  await vera.goto(link)
  await expect(vera.getByText("You can look on, live.")).toBeVisible()
  await vera.getByRole("textbox", { name: "Your name" }).fill("Vera")
  await vera.getByRole("button", { name: "Join the board" }).click()
  await expect(vera.getByText("You can look at this board, not change it.").first()).toBeVisible()
  await addCard(olga, "Doing", "Hang up the lanterns")
  await expect(card(lane(vera, "Doing"), "Hang up the lanterns")).toBeVisible()

  for (const name of [/^Add a card/, "Add a lane", "Undo", "Menu of Doing"])
    await expect(vera.getByRole("button", { name })).toHaveCount(0)
  await dragTo(vera, card(vera, "Hang up the lanterns"), lane(vera, "Done"))
  await expect(card(lane(vera, "Doing"), "Hang up the lanterns")).toBeVisible()
  await card(vera, "Hang up the lanterns").focus()
  await vera.keyboard.press("Space")
  await expect(spoken(vera)).toHaveText("You can look at this board, not change it.")
  const opened = await openCard(vera, "Hang up the lanterns")
  await expect(opened.getByRole("textbox", { name: "Title" })).not.toBeEditable()
  await expect(opened.getByRole("button", { name: "Add a checklist" })).toHaveCount(0)
  const refused = await vera.evaluate(async (id) => {
    const body = JSON.stringify({ id: "x".repeat(12), kind: "card.take", card: "none" })
    const headers = { "content-type": "application/json" }
    return (await fetch(`/api/v1/boards/${id}/commands`, { method: "POST", headers, body })).status
  }, board.id)
  expect(refused).toBe(403)

  await olga.getByRole("button", { name: "Share", exact: true }).click()
  await dialog.getByRole("tab", { name: "Links" }).click()
  await dialog.getByRole("button", { name: "Revoke Visitors" }).click()
  await olga
    .getByRole("dialog", { name: "Revoke “Visitors”?" })
    .getByRole("button", { name: "Revoke", exact: true })
    .click()
  await expect(vera.getByRole("heading", { name: "Your access to this board has ended" })).toBeVisible({
    timeout: 2_000,
  })
  await vera.goto(link)
  await expect(vera.getByRole("heading", { name: "This link does not work any more" })).toBeVisible()
})
