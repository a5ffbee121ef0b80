import { card, openBoard, openCard } from "./support/board-page.ts"
import { Hand, handoffIn, readBack } from "./support/handing-over.ts"
import { expect, type Page, test } from "./support/journey.ts"

const TITLE = "Search remembers the last five queries"

test("of two who accept at the same moment one has it, and the other is told whose it is and keeps the words", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("One of two", "product-team")
  const ana = await Hand.at(product, board.id, owner)
  const developers = ana.role("Developer")
  const names = ["Bo", "Cleo"] as const
  const pages: Page[] = []
  for (const name of names) {
    const { page } = await people.open({ cookie: await product.join(board.id, name, "member", developers) })
    await openBoard(page, board.id)
    pages.push(page)
  }
  await ana.offer(TITLE, { kind: "role", id: developers }, { severity: "watch" })

  for (const [i, page] of pages.entries()) {
    await expect(card(page, TITLE)).toContainText("Offered to anybody in Developer")
    const offer = handoffIn(await openCard(page, TITLE), "Offered")
    await readBack(offer).fill(wordsOf(names[i]!))
    await offer.getByRole("radio", { name: "In person" }).check()
    await expect(offer.getByRole("button", { name: "Accept: it is mine" })).toBeEnabled()
  }
  // Both buttons are in hand before either is pressed: the first answer may take the second button off its page.
  const buttonOf = (page: Page) => page.getByRole("button", { name: "Accept: it is mine" }).elementHandle()
  const buttons = await Promise.all(pages.map(buttonOf))
  await Promise.all(buttons.map((button) => button?.evaluate((element) => (element as HTMLElement).click())))

  // Whoever lost sees it within a second of asking.
  const lost = (page: Page) => page.getByRole("alert").filter({ hasText: /(has it\.|took it .* s earlier\.)/ })
  await Promise.race(pages.map((page) => lost(page).waitFor({ timeout: 1_000 })))
  const isLoser = await Promise.all(pages.map((page) => lost(page).isVisible()))
  expect(isLoser.filter(Boolean), "exactly one has it").toHaveLength(1)
  const [winner, loser] = isLoser[0] ? [1, 0] : [0, 1]
  await expect(lost(pages[loser]!)).toContainText(names[winner]!)
  await expect(lost(pages[loser]!).getByRole("blockquote")).toHaveText(wordsOf(names[loser]!))
  await expect(lost(pages[winner]!)).toHaveCount(0)
  for (const page of pages) {
    await expect(card(page, TITLE)).toContainText(names[winner]!)
    await expect(page.getByRole("article", { name: "Accepted" })).toContainText(`${names[winner]} is accountable now.`)
  }
  await lost(pages[loser]!)
    .getByRole("button", { name: `Hand my part over to ${names[winner]!}` })
    .click()
  await expect(
    pages[winner]!.getByText(`My read-back, before somebody else took it: ${wordsOf(names[loser]!)}`),
  ).toBeVisible()
  ana.leave()
})

const wordsOf = (name: string) => `${name} builds it behind the switch and rings the designer when five is too few.`
