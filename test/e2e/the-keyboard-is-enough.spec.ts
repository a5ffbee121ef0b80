import { card, expectSaved, lane, openBoard, panel, spoken } from "./support/board-page.ts"
import { expect, type Page, test } from "./support/journey.ts"
import { PASSWORD } from "./support/product.ts"

test("somebody sets up, adds and moves a card, and never touches a mouse", async ({ ownProduct, ownPeople }) => {
  const { page } = await ownPeople.open()
  const keys = page.keyboard
  await page.goto(ownProduct.setUpLink!)
  await expect(page.getByRole("textbox", { name: "Your name" })).toBeFocused()
  await keys.type("Kim Park")
  await tabTo(page, "Sign-in name")
  await keys.type("kim")
  await tabTo(page, "Password")
  await keys.type(PASSWORD)
  await keys.press("Enter")
  await expect(page.getByRole("heading", { name: "Your first board" })).toBeVisible()
  await tabTo(page, /Product team/)
  await keys.press("ArrowUp") // From the first it goes round to the last.
  await expect(page.getByRole("radio", { name: /Plain kanban/ })).toBeChecked()
  await tabTo(page, "Create board")
  await keys.press("Enter")
  await expectSaved(page)

  await tabTo(page, "Add a card to To do")
  await keys.press("Enter")
  await keys.type("Water the plants")
  await keys.press("Enter")
  await expect(card(lane(page, "To do"), "Water the plants")).toBeVisible()
  await keys.press("Escape")
  await tabTo(page, /^Find a date/, "Shift+Tab")
  await keys.press("End")
  await expect(card(page, "Water the plants")).toBeFocused()

  await keys.press("Space")
  await expect(spoken(page)).toHaveText(/^Picked up “Water the plants” in To do, position 3 of 3\./)
  await keys.press("ArrowRight")
  await expect(spoken(page)).toHaveText(/^Doing, position \d of 3\.$/)
  await keys.press("Home")
  await expect(spoken(page)).toHaveText("Doing, position 1 of 3.")
  await keys.press("ArrowUp")
  await expect(spoken(page)).toHaveText("No further that way.")
  await keys.press("Space")
  await expect(spoken(page)).toHaveText("Dropped “Water the plants” in Doing, position 1 of 3.")
  await expect(card(lane(page, "Doing"), "Water the plants")).toBeFocused()
  await expectSaved(page)

  await keys.press("Space")
  await keys.press("ArrowLeft")
  await keys.press("Escape")
  await expect(spoken(page)).toHaveText("“Water the plants” stays where it was.")
  await expect(card(lane(page, "Doing"), "Water the plants")).toBeFocused()

  await keys.press("Control+z")
  await expect(card(lane(page, "To do"), "Water the plants")).toBeVisible()
  await keys.press("Control+Shift+z")
  await expect(card(lane(page, "Doing"), "Water the plants")).toBeVisible()
})

test("keys open and close a card, edit it, move it by a dialog, and the focus always comes back", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("Keys")
  const { page } = await people.open({ cookie: owner })
  const keys = page.keyboard
  await openBoard(page, board.id)
  const title = "Tidy the shared folder"
  await card(page, title).focus()

  await keys.press("Enter")
  await expect(panel(page, title)).toBeVisible()
  await expect(page).toHaveURL(/\?card=/)
  await keys.press("Escape")
  await expect(panel(page, title)).toBeHidden()
  await expect(card(page, title)).toBeFocused()

  await keys.press("e")
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused()
  await keys.press("End")
  await keys.type(" today")
  await keys.press("Enter")
  await expect(card(page, `${title} today`)).toBeFocused()
  await keys.press("w")
  await keys.press("Control+a")
  await keys.type("Ask who uses it")
  await keys.press("Enter")
  await expect(card(page, `${title} today`)).toContainText("Ask who uses it")
  await expect(card(page, `${title} today`)).toBeFocused()

  await keys.press("?")
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" })
  await expect(sheet).toContainText("Pick it up")
  await keys.press("Escape")
  await expect(sheet).toBeHidden()
  await expect(card(page, `${title} today`)).toBeFocused()

  await keys.press(".")
  await page.getByRole("menuitem", { name: "Move to…" }).press("Enter")
  const dialog = page.getByRole("dialog", { name: `Move “${title} today”` })
  await expect(dialog.getByRole("combobox", { name: "Lane" })).toBeFocused()
  await keys.press("ArrowDown")
  await page.getByRole("option", { name: "Done" }).waitFor()
  await keys.press("ArrowDown")
  await keys.press("ArrowDown")
  await keys.press("ArrowDown")
  await keys.press("Enter")
  await expect(dialog.getByRole("combobox", { name: "Lane" })).toHaveValue("Done")
  await tabTo(page, "Move")
  await keys.press("Enter")
  await expect(card(lane(page, "Done"), `${title} today`)).toBeFocused()
  await expect(spoken(page)).toHaveText(`Moved “${title} today” to Done.`)

  await keys.press("t")
  await expect(card(page, `${title} today`)).toContainText("Olga Owner")
  await keys.press("b")
  await keys.type("Waiting for the key")
  await keys.press("Enter")
  await expect(card(page, `${title} today`)).toContainText("Waiting for the key")
  await expect(card(page, `${title} today`)).toBeFocused()

  await keys.press("x")
  await expect(card(page, `${title} today`)).toBeHidden()
  const undo = page.getByRole("alert").getByRole("button", { name: "Undo", exact: true })
  expect(await undo.evaluate((button) => button.scrollWidth <= button.clientWidth), "its word is whole").toBe(true)
  await undo.press("Enter")
  await expect(card(page, `${title} today`)).toBeVisible()

  await card(page, `${title} today`).focus()
  await keys.press("/")
  await expect(page.getByRole("searchbox", { name: "Search cards" })).toBeFocused()
  await keys.type("folder")
  await expect(card(page, "Coffee machine repaired")).toBeHidden()
  await expect(card(page, `${title} today`)).toBeVisible()
  await keys.press("Escape")
  await expect(card(page, "Coffee machine repaired")).toBeVisible()
  await expectSaved(page)
})

/** Presses Tab until what has this name has the focus, as somebody does who listens to the names. */
async function tabTo(page: Page, name: string | RegExp, key = "Tab"): Promise<void> {
  const names: string[] = []
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key)
    const [focused = ""] = (await page.locator(":focus").count()) === 0 ? [] : [await nameOfFocus(page)]
    if (typeof name === "string" ? focused.startsWith(name) : name.test(focused)) return
    names.push(focused)
  }
  throw new Error(`Tab never came to ${name}, but to ${names.join(" | ")}`)
}

/** “- textbox "Sign-in name" [active]” gives “Sign-in name”. */
const nameOfFocus = async (page: Page): Promise<string> =>
  /^- \S+ "((?:[^"\\]|\\.)*)"/.exec(await page.locator(":focus").ariaSnapshot())?.[1]?.replaceAll('\\"', '"') ?? ""
