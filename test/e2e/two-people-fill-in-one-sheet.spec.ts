import { card, lane, openBoard, openCard, panel } from "./support/board-page.ts"
import { fieldOf, Hand, handoffIn, write } from "./support/handing-over.ts"
import { expect, type Page, test } from "./support/journey.ts"
import { pictures } from "./support/looking.ts"

test.use({ installsApp: true })

const TITLE = "Search remembers the last five queries"
const NO_NETWORK = [/net::ERR_/, /WebSocket connection to/]
const CHECKS = "How we shall know"

test("two people fill in one sheet: lines that they add apart are both kept, and the lane it comes to knows about when", async ({
  product,
  people,
}) => {
  const board = await product.createBoard("Spring release", "product-team")
  const cookie = await product.join(board.id, "Ana")
  const hand = await Hand.at(product, board.id, cookie)
  await hand.draft(TITLE, { kind: "lane", id: hand.lane("Development") })
  hand.leave()
  const { page: ana } = await people.open({ cookie })
  const { page: bo, context } = await people.open({ cookie: await product.join(board.id, "Bo") })
  people.expectComplaints(...NO_NETWORK)
  await Promise.all([openBoard(ana, board.id), openBoard(bo, board.id)])
  await Promise.all([openCard(ana, TITLE), openCard(bo, TITLE)])

  // Neither hears of the other's line before it is written.
  await context.setOffline(true)
  await Promise.all([addCheck(ana, "The oldest one goes first"), addCheck(bo, "Works by the keyboard")])
  await expect(checks(ana).getByRole("textbox")).toHaveCount(2)
  await context.setOffline(false)
  for (const page of [ana, bo]) {
    await expect(checks(page).getByRole("textbox")).toHaveCount(3)
    for (const line of ["Five entries at most", "The oldest one goes first", "Works by the keyboard"])
      await expect(checks(page).getByText(line, { exact: true })).toBeVisible()
  }

  // Who is at the severity is seen, as at every other field.
  await severity(bo).getByRole("radio", { name: "Routine" }).focus()
  await expect(severity(ana).getByTitle("Bo is typing here")).toBeVisible()

  const draft = handoffIn(panel(ana, TITLE), "In preparation")
  await draft.getByLabel("Coming about").fill(`${tomorrow()}T14:30`)
  await draft.getByRole("button", { name: "Announce it first" }).click()
  await expect(handoffIn(panel(ana, TITLE), "Announced")).toBeVisible()
  await bo.keyboard.press("Escape")
  const incoming = lane(bo, "Development").getByRole("button", { name: /^Incoming, about .*14:30/ })
  await expect(incoming).toBeVisible()
  await expect(card(bo, TITLE)).toContainText(/Coming to .*Development, about .*14:30/)
  await pictures(bo, "incoming")
  await incoming.click()
  await expect(handoffIn(panel(bo, TITLE), "Announced")).toBeVisible()
})

const sheet = (page: Page) => handoffIn(panel(page, TITLE), "In preparation")
const checks = (page: Page) => fieldOf(sheet(page), CHECKS)
const severity = (page: Page) => sheet(page).getByRole("group", { name: "How worried are we?" })

async function addCheck(page: Page, text: string): Promise<void> {
  await checks(page).getByRole("button", { name: "Add a check" }).click()
  await write(checks(page).getByRole("textbox").last(), text)
}

const tomorrow = (): string => new Date(Date.now() + 24 * 60 * 60_000).toISOString().slice(0, 10)
