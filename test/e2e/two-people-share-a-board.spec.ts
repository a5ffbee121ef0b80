import {
  addCard,
  boxOf,
  card,
  dragTo,
  expectSaved,
  lane,
  openBoard,
  openCard,
  panel,
  pickUp,
  saveState,
} from "./support/board-page.ts"
import { expect, test } from "./support/journey.ts"

test("a member link lets somebody in as a guest, with a name and a crew role, and both see each other", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("Autumn menu", "kitchen-pass")
  const olga = (await people.open({ cookie: owner })).page
  await openBoard(olga, board.id)
  await olga.getByRole("button", { name: "Share", exact: true }).click()
  const dialog = olga.getByRole("dialog", { name: "Share “Autumn menu”" })
  await dialog.getByRole("tab", { name: "Links" }).click()
  await dialog.getByRole("textbox", { name: "For whom" }).fill("The evening team")
  await dialog.getByRole("button", { name: "Create link" }).click()
  const link = await dialog.getByRole("textbox", { name: "Member link" }).inputValue()
  await expect(dialog.getByRole("list", { name: "Links" })).toContainText("The evening team")
  await olga.keyboard.press("Escape")
  await expect(dialog).toBeHidden()

  const ravi = (await people.open()).page
  await ravi.goto(link)
  await expect(ravi.getByRole("heading", { name: "Join “Autumn menu”" })).toBeVisible()
  expect(ravi.url(), "the token does not stay in the address").not.toContain(link.split("#")[1])
  await ravi.getByRole("button", { name: "Join the board" }).click()
  await expect(ravi.getByText("Type your name.")).toBeVisible()
  await ravi.getByRole("textbox", { name: "Your name" }).fill("Ravi")
  await ravi.getByRole("combobox", { name: "What you do here" }).fill("Chef")
  await ravi.getByRole("button", { name: "Join the board" }).click()
  await expectSaved(ravi)

  for (const page of [olga, ravi]) {
    const here = page.getByRole("list", { name: "Here now" })
    await expect(here.getByRole("img", { name: "Olga Owner" })).toBeVisible()
    await expect(here.getByRole("img", { name: "Ravi" })).toBeVisible()
  }
  await olga.getByRole("button", { name: "Share", exact: true }).click()
  await dialog.getByText("Guests and others who worked here").click()
  await expect(dialog.getByText("Ravi")).toBeVisible()
  const me = await ravi.evaluate(async () => (await fetch("/api/v1/me")).json())
  expect(me).toMatchObject({ name: "Ravi", crewRole: "Chef", kind: "guest" })
})

test("a lead who opened the board by its address adds somebody who has an account", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("Members")
  const mia = (await people.open({ cookie: await product.signUp("mia", "Mia Member") })).page
  const olga = (await people.open({ cookie: owner })).page
  await openBoard(olga, board.id)
  await olga.getByRole("button", { name: "Share", exact: true }).click()
  const dialog = olga.getByRole("dialog", { name: "Share “Members”" })
  await dialog.getByRole("combobox", { name: "Person" }).click()
  await olga.getByRole("option", { name: "Mia Member (mia)" }).click()
  await expect(dialog.getByRole("combobox", { name: "Role of Olga Owner" }), "owners lead everywhere").toHaveCount(0)
  await dialog.getByRole("button", { name: "Add", exact: true }).click()
  await expect(dialog.getByRole("list", { name: "People" })).toContainText("Mia Member")
  await openBoard(mia, board.id)
  await addCard(mia, "Doing", "Mine, too")
  await expect(card(olga, "Mine, too")).toBeAttached()
})

test("two people move cards by mouse, and a card in somebody's hand is marked for the other", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("Moving together")
  const ana = (await people.open({ cookie: owner })).page
  const ben = (await people.open({ cookie: await product.join(board.id, "Ben") })).page
  await Promise.all([openBoard(ana, board.id), openBoard(ben, board.id)])
  await addCard(ana, "To do", "Fix the bell", "Paint the door")
  await expect(card(lane(ben, "To do"), "Paint the door")).toBeVisible()

  await pickUp(ana, card(ana, "Fix the bell"))
  await expect(card(ben, "Fix the bell")).toContainText("Olga Owner is moving this")
  const target = await boxOf(lane(ana, "Doing"))
  await ana.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 6 })
  await ana.mouse.up()
  await expect(card(lane(ana, "Doing"), "Fix the bell")).toBeVisible()
  await expect(card(lane(ben, "Doing"), "Fix the bell")).toBeVisible()
  await expect(card(ben, "Fix the bell")).not.toContainText("is moving this")
  await expectSaved(ana)

  await dragTo(ben, card(ben, "Fix the bell"), lane(ben, "Done"))
  await expect(card(lane(ana, "Done"), "Fix the bell")).toBeVisible()

  // What one holds is not taken out of the hand when the other edits it.
  await pickUp(ana, card(lane(ana, "To do"), "Paint the door"))
  await card(ben, "Paint the door").focus()
  await ben.keyboard.press("e")
  await ben.getByRole("textbox", { name: "Title" }).fill("Paint the door green")
  await ben.getByRole("textbox", { name: "Title" }).press("Enter")
  await expect(card(ana, "Paint the door green")).toBeVisible()
  const doing = await boxOf(lane(ana, "Doing"))
  await ana.mouse.move(doing.x + doing.width / 2, doing.y + doing.height / 2, { steps: 6 })
  await ana.mouse.up()
  await expect(card(lane(ben, "Doing"), "Paint the door green")).toBeVisible()

  // Undo takes back one's own move and leaves the other's title.
  await ana.getByRole("button", { name: "Undo", exact: true }).click()
  await expect(card(lane(ben, "To do"), "Paint the door green")).toBeVisible()
})

test("two people edit one card at once: title, next step, checklist, description, comment", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("One card")
  const ana = (await people.open({ cookie: owner })).page
  const ben = (await people.open({ cookie: await product.join(board.id, "Ben") })).page
  await Promise.all([openBoard(ana, board.id), openBoard(ben, board.id)])
  await addCard(ana, "To do", "Menu for Friday")
  const hers = await openCard(ana, "Menu for Friday")
  await expect(card(ben, "Menu for Friday").getByRole("list", { name: "Looking: Olga Owner" })).toBeVisible()
  const his = await openCard(ben, "Menu for Friday")
  await expect(
    hers.getByRole("list", { name: "Also looking at this card" }).getByRole("img", { name: "Ben" }),
  ).toBeVisible()

  await hers.getByRole("textbox", { name: "Next step" }).fill("Ask the fishmonger")
  await hers.getByRole("textbox", { name: "Next step" }).press("Enter")
  await expect(his.getByRole("textbox", { name: "Next step" })).toHaveValue("Ask the fishmonger")
  await expect(card(ben, "Menu for Friday")).toContainText("Ask the fishmonger")

  await hers.getByRole("button", { name: "Add a checklist" }).click()
  await ana.keyboard.type("Before service")
  await ana.keyboard.press("Enter")
  const add = hers.getByRole("textbox", { name: "Add an item to Before service" })
  for (const item of ["Allergens written", "Tasted", "Plated"]) {
    await add.fill(item)
    await add.press("Enter")
  }
  await his.getByRole("checkbox", { name: "Tasted" }).check()
  await hers.getByRole("checkbox", { name: "Allergens written" }).check()
  await expect(his.getByRole("checkbox", { name: "Allergens written" })).toBeChecked()
  await expect(hers.getByRole("checkbox", { name: "Tasted" })).toBeChecked()
  await expect(card(ben, "Menu for Friday")).toContainText("2/3")

  const write = (within: typeof hers) => within.getByRole("textbox", { name: "Description" })
  await write(hers).click()
  await ana.keyboard.type("Sea bass with fennel.")
  await expect(write(his)).toContainText("Sea bass with fennel.")
  await write(his).click()
  await ben.keyboard.press("Control+End")
  await expect(write(hers).locator(".tl-caret-name")).toHaveText("Ben")
  // Both write at the same time, each at their own end.
  await ana.keyboard.press("Control+Home")
  await Promise.all([
    ana.keyboard.type("Starter: soup. ", { delay: 15 }),
    ben.keyboard.type(" Dessert: plums.", { delay: 15 }),
  ])
  const whole = "Starter: soup. Sea bass with fennel. Dessert: plums."
  for (const within of [hers, his]) await expect.poll(() => write(within).evaluate(textWithoutCarets)).toBe(whole)

  await his.getByRole("textbox", { name: "Write a comment" }).fill("The plums are in.")
  await his.getByRole("button", { name: "Comment", exact: true }).click()
  await expect(hers.getByText("The plums are in.")).toBeVisible()

  await his.getByRole("textbox", { name: "Title" }).fill("Menu for Saturday")
  await his.getByRole("textbox", { name: "Title" }).press("Enter")
  await expect(panel(ana, "Menu for Saturday")).toBeVisible()
  await expectSaved(ana)
  await expectSaved(ben)
  await expect(saveState(ana)).toHaveText("Saved")

  // Everything is on the server: a fresh visit shows the same.
  await ana.reload()
  const again = panel(ana, "Menu for Saturday")
  await expect.poll(() => write(again).evaluate(textWithoutCarets)).toBe(whole)
  await expect(again.getByRole("checkbox", { name: "Tasted" })).toBeChecked()
  await expect(again.getByText("The plums are in.")).toBeVisible()
})

function textWithoutCarets(element: Element): string {
  const copy = element.cloneNode(true) as Element
  for (const caret of copy.querySelectorAll(".tl-caret")) caret.remove()
  return (copy.textContent ?? "").replaceAll("\u2060", "")
}
