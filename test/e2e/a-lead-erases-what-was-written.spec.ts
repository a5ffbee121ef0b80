import { addCard, card, openBoard, openCard } from "./support/board-page.ts"
import { expect, test } from "./support/journey.ts"
import { picture, pictures } from "./support/looking.ts"

test("a lead erases a comment, by the keyboard: everybody reads who did it and why, and nobody the words", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("Ward 7")
  const { page: olga } = await people.open({ cookie: owner })
  const { page: maud } = await people.open({ cookie: await product.signUp("maud", "Maud Member") })
  await product.ask("POST", `/boards/${board.id}/members`, { login: "maud", role: "member" })
  await openBoard(maud, board.id)
  await addCard(maud, "Doing", "Bed 4")
  const hers = await openCard(maud, "Bed 4")
  await hers.getByRole("textbox", { name: "Write a comment" }).fill("Mr Quokka called")
  await hers.getByRole("button", { name: "Comment", exact: true }).click()
  await expect(hers.getByText("Mr Quokka called")).toBeVisible()

  await openBoard(olga, board.id)
  const opened = await openCard(olga, "Bed 4")
  await opened.getByRole("button", { name: "More for the comment by Maud Member" }).press("Enter")
  await olga.getByRole("menuitem", { name: "Erase these words…" }).press("Enter")
  const dialog = olga.getByRole("dialog", { name: "Erase these words?" })
  await expect(dialog.getByRole("textbox", { name: "Why" })).toBeFocused()
  await olga.keyboard.type("Names a patient")
  await picture(olga, "erase-dialog")
  await olga.keyboard.press("Tab")
  await olga.keyboard.press("Tab")
  await olga.keyboard.press("Enter")
  await expect(dialog).toBeHidden()
  for (const seen of [opened, hers]) {
    await expect(seen.getByText("Words erased by Olga Owner: “Names a patient”")).toBeVisible()
    await expect(seen.getByText("Mr Quokka called")).toHaveCount(0)
  }
  await picture(olga, "erase-comment")
  await olga.keyboard.press("Escape")

  await olga.getByRole("button", { name: "Board menu" }).click()
  await olga.getByRole("menuitem", { name: "History", exact: false }).click()
  const history = olga.getByRole("dialog", { name: "History" })
  await expect(history.getByText("erased words for good: “Names a patient”")).toBeVisible()
  await expect(history.getByText(/Quokka/)).toHaveCount(0)
  await expect(history.getByText("Maud Member created this card as “Bed 4”")).toBeVisible()
  await pictures(olga, "erase-history")
  await olga.keyboard.press("Escape")

  await olga.getByRole("button", { name: "Share", exact: true }).click()
  await picture(olga, "erase-people")
  await olga.getByRole("button", { name: "Erase what Maud Member wrote…" }).click()
  const all = olga.getByRole("dialog", { name: "Erase what Maud Member wrote?" })
  await all.getByRole("textbox", { name: "Why" }).fill("Left, and asked for it")
  await picture(olga, "erase-person")
  await all.getByRole("button", { name: "Erase for good" }).click()
  await expect(olga.getByText(/entr(y|ies) emptied/).last()).toBeVisible()
  await expect(all).toBeHidden()
  const words = await product.ask("GET", `/boards/${board.id}/ledger?limit=1000`)
  expect(JSON.stringify(words)).not.toContain("Bed 4")
  await expect(card(olga, "Bed 4"), "the board is not changed").toBeAttached()
})
