import type { Locator } from "@playwright/test"
import { card, openBoard, openCard, panel, spoken } from "./support/board-page.ts"
import { fieldOf, Hand, handoffIn, write } from "./support/handing-over.ts"
import { expect, type Page, test } from "./support/journey.ts"
import { pictures } from "./support/looking.ts"

const TITLE = "Search remembers the last five queries"

test("a card is handed over: offered, accepted in three interactions, done, verified, and told in sentences", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("Spring release", "product-team")
  const hand = await Hand.at(product, board.id, owner)
  const developer = hand.role("Developer")
  hand.leave()
  const { page: olga } = await people.open({ cookie: owner })
  const { page: bo } = await people.open({ cookie: await product.join(board.id, "Bo", "member", developer) })
  await Promise.all([openBoard(olga, board.id), openBoard(bo, board.id)])
  await card(olga, TITLE).focus()
  await olga.keyboard.press("t")
  await expect(spoken(olga)).toHaveText(`You are accountable for “${TITLE}”.`)

  const opened = await openCard(olga, TITLE)
  await opened.getByRole("button", { name: "Hand over" }).click()
  await opened.getByLabel("What kind of handoff is it?").selectOption("Design, development, test")
  await opened.getByRole("button", { name: "Prepare it" }).click()
  const draft = handoffIn(opened, "In preparation")
  await expect(draft.getByText(/^Before it can be offered: To whom, What people can do then, /)).toBeVisible()
  await expect(draft.getByRole("button", { name: "Offer", exact: true })).toBeDisabled()
  await fill(olga, draft)
  await draft.getByRole("button", { name: "Offer to Bo" }).click()
  await expect(handoffIn(opened, "Offered")).toContainText(
    "offered this to Bo and stays accountable until it is accepted",
  )

  // Until Bo says yes, it is Olga's everywhere.
  await expect(card(bo, TITLE)).toContainText("Offered to")
  for (const page of [olga, bo]) {
    await expect(card(page, TITLE)).toContainText(/Offered to (Bo|you)/i)
    await expectAccountable(page, "Olga Owner")
  }
  const inbox = bo.getByRole("button", { name: "Needs me: 1 thing" })
  await expect(inbox).toBeVisible()
  let interactions = 0
  const press = async (button: Locator) => {
    await button.click()
    interactions++
  }
  await press(inbox)
  await press(bo.getByRole("region", { name: "Offered to you" }).getByRole("button", { name: TITLE }))
  const offer = handoffIn(panel(bo, TITLE), "Offered")
  await expect(offer.getByText("People see what they looked for yesterday")).toBeVisible()
  await press(offer.getByRole("button", { name: "Accept: it is mine" }))
  await expect(handoffIn(panel(bo, TITLE), "Accepted")).toBeVisible()
  expect(interactions, "a routine handoff is accepted with no more").toBeLessThanOrEqual(3)
  for (const page of [olga, bo]) await expectAccountable(page, "Bo")
  await expect(card(olga, TITLE)).not.toContainText("Offered to")

  // Done is what both agreed to call done: a check of the brief stands open, and says so.
  const accepted = handoffIn(panel(bo, TITLE), "Accepted")
  const check = accepted.getByRole("region", { name: "How we shall know" })
  await expect(check).toContainText("0 of 1 ticked")
  await accepted.getByRole("button", { name: "It is done" }).click()
  await expect(accepted.getByText("Not ticked yet: “Five entries at most”.")).toBeVisible()
  await pictures(bo, "not-ticked")
  await check.getByRole("checkbox", { name: "Five entries at most" }).check()
  await expect(check).toContainText(/1 of 1 ticked.*Five entries at most · Bo, /)
  await expect(opened.getByRole("region", { name: "How we shall know" })).toContainText("· Bo, ")
  await expect(opened.getByText("The brief was changed after the acceptance."), "a tick is no change").toHaveCount(0)
  await pictures(bo, "ticked")
  await accepted.getByRole("button", { name: "It is done" }).click()
  await expect(card(olga, TITLE)).toContainText("Done, to be verified")
  await expect(panel(bo, TITLE).getByRole("button", { name: "Verify the outcome" }), "four eyes").toHaveCount(0)
  await opened.getByRole("button", { name: "Verify the outcome" }).click()
  await expect(opened.getByText("1 earlier handoff")).toBeVisible()
  await expect(card(bo, TITLE)).not.toContainText("Done, to be verified")

  await olga.getByRole("button", { name: "Board menu" }).click()
  await olga.getByRole("menuitem", { name: "History", exact: false }).click()
  const history = olga.getByRole("dialog", { name: "History" })
  for (const sentence of [
    "Olga Owner began to prepare a handoff",
    "Olga Owner offered it to Bo",
    "Bo accepted it and is accountable",
    "Bo ticked “Five entries at most”",
    "Bo said that it is done",
    "Olga Owner verified the outcome",
  ])
    await expect(history.getByText(sentence, { exact: true })).toBeVisible()
})

async function fill(page: Page, draft: Locator): Promise<void> {
  await draft.getByRole("combobox", { name: "To whom" }).click()
  await page.getByRole("option", { name: "Bo", exact: true }).click()
  await write(
    fieldOf(draft, "What people can do then").getByRole("textbox"),
    "People see what they looked for yesterday",
  )
  await draft.getByRole("combobox", { name: "From where to where" }).selectOption("Design to development")
  const where = fieldOf(draft, "Where it is")
  await where.getByRole("button", { name: "Add a reference" }).click()
  await write(where.getByRole("textbox").first(), "Frame 12, version 3")
  const checks = fieldOf(draft, "How we shall know")
  await checks.getByRole("button", { name: "Add a check" }).click()
  await write(checks.getByRole("textbox").first(), "Five entries at most")
  await fieldOf(draft, "States thought of").getByRole("checkbox", { name: "Empty" }).check()
  for (const label of ["Changed since it was agreed", "Known gaps"])
    await draft.getByRole("checkbox", { name: `${label}: there are none` }).check()
  await expect(draft.getByText("Before it can be offered: Who answers questions")).toBeVisible()
  await fieldOf(draft, "Who answers questions").getByRole("combobox").click()
  await page.getByRole("option", { name: "Olga Owner" }).click()
  await expect(draft.getByText(/^Before it can be offered/)).toHaveCount(0)
}

const expectAccountable = (page: Page, name: string) =>
  expect(card(page, TITLE).getByText(name, { exact: true }), "the one accountable person").toBeVisible()
