import { addCard, card, expectSaved, lane } from "./support/board-page.ts"
import { expect, test } from "./support/journey.ts"
import { PASSWORD } from "./support/product.ts"

test("the set-up link makes the owner, a template makes the first board, and the list takes care of boards", async ({
  ownProduct,
  ownPeople,
}) => {
  const { page } = await ownPeople.open()
  await page.goto(ownProduct.setUpLink!)
  await page.getByRole("textbox", { name: "Your name" }).fill("Ines Ferreira")
  await page.getByRole("textbox", { name: "Sign-in name" }).fill("ines")
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD)
  await page.getByRole("button", { name: "Create account" }).click()

  await expect(page.getByRole("heading", { name: "Your first board" })).toBeVisible()
  await expect(page.getByRole("radio")).toHaveCount(6)
  await page.getByRole("radio", { name: /Kitchen pass/ }).check()
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Kitchen pass")
  await page.getByRole("radio", { name: /Product team/ }).check()
  await page.getByRole("textbox", { name: "Name" }).fill("Checkout team")
  await page.getByRole("button", { name: "Create board" }).click()

  await expectSaved(page)
  for (const name of ["Next up", "Design", "Ready for development", "Development", "Test", "Released"])
    await expect(lane(page, name)).toBeVisible()
  await expect(card(lane(page, "Test"), "Basket survives signing in")).toBeVisible()
  await addCard(page, "Design", "Price on the label")
  await expectSaved(page)

  await page.getByRole("link", { name: "All boards" }).click()
  const boards = page.getByRole("list", { name: "Your boards" })
  await expect(boards.getByRole("listitem")).toHaveCount(1)
  await expect(boards).toContainText("Checkout team")
  await expect(boards).toContainText("Changed")

  await page.getByRole("button", { name: "New board" }).click()
  const dialog = page.getByRole("dialog", { name: "New board" })
  await dialog.getByRole("radio", { name: /Plain kanban/ }).check()
  await dialog.getByRole("textbox", { name: "Name" }).fill("Second thoughts")
  await dialog.getByRole("button", { name: "Create board" }).click()
  await expectSaved(page)
  await page.getByRole("link", { name: "All boards" }).click()

  await page.getByRole("button", { name: "More for Second thoughts" }).click()
  await page.getByRole("menuitem", { name: "Rename" }).click()
  const rename = page.getByRole("dialog", { name: "Rename board" })
  await rename.getByRole("textbox", { name: "Name" }).fill("Better thoughts")
  await rename.getByRole("textbox", { name: "Name" }).press("Enter")
  await expect(boards.getByRole("link", { name: "Better thoughts" })).toBeVisible()

  await page.getByRole("button", { name: "More for Better thoughts" }).click()
  await page.getByRole("menuitem", { name: "Archive" }).click()
  await expect(boards.getByRole("link", { name: "Better thoughts" })).toBeHidden()
  await page.getByText("Archived (1)").click()
  await page.getByRole("button", { name: "More for Better thoughts" }).click()
  await page.getByRole("menuitem", { name: "Restore" }).click()
  await expect(boards.getByRole("link", { name: "Better thoughts" })).toBeVisible()
})

test("the set-up link works once, and the owner signs in with the password afterwards", async ({
  ownProduct,
  ownPeople,
}) => {
  ownPeople.expectComplaints(/status of 4(01|10)/)
  const { page } = await ownPeople.open()
  await page.goto(ownProduct.setUpLink!)
  await page.getByRole("textbox", { name: "Your name" }).fill("Ines Ferreira")
  await page.getByRole("textbox", { name: "Sign-in name" }).fill("ines")
  await page.getByRole("textbox", { name: "Password" }).fill("short")
  await page.getByRole("button", { name: "Create account" }).click()
  await expect(page.getByText(/more characters, please/)).toBeVisible()
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD)
  await page.getByRole("button", { name: "Create account" }).click()
  await expect(page.getByRole("heading", { name: "Your first board" })).toBeVisible()

  const second = await ownPeople.open()
  await second.page.goto(ownProduct.setUpLink!)
  await second.page.getByRole("textbox", { name: "Your name" }).fill("Mallory")
  await second.page.getByRole("textbox", { name: "Sign-in name" }).fill("mallory")
  await second.page.getByRole("textbox", { name: "Password" }).fill(PASSWORD)
  await second.page.getByRole("button", { name: "Create account" }).click()
  await expect(second.page.getByRole("heading", { name: /has been used/ })).toBeVisible()

  await second.page.goto("/")
  await expect(second.page.getByRole("heading", { name: "Sign in" })).toBeVisible()
  await second.page.getByRole("textbox", { name: "Sign-in name" }).fill("ines")
  await second.page.getByRole("textbox", { name: "Password" }).fill("wrong horse battery")
  await second.page.getByRole("button", { name: "Sign in" }).click()
  await expect(second.page.getByText("This name and password do not belong together.")).toBeVisible()
  await second.page.getByRole("textbox", { name: "Password" }).fill(PASSWORD)
  await second.page.getByRole("button", { name: "Sign in" }).click()
  await expect(second.page.getByRole("heading", { name: "Boards", exact: true })).toBeVisible()
})
