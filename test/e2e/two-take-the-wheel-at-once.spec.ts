import { openBoard } from "./support/board-page.ts"
import { expect, type Page, test } from "./support/journey.ts"

const wheel = (page: Page, words: string) => page.getByRole("banner").getByText(words, { exact: true })

test("[C14] of two who reach for the wheel at once one has it, and the other is told whose it is", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("Two facilitators")
  const olga = await people.open({ cookie: owner })
  const names = ["Bo", "Cleo"] as const
  const pages: Page[] = []
  for (const name of names) pages.push((await people.open({ cookie: await product.join(board.id, name) })).page)
  for (const page of [olga.page, ...pages]) await openBoard(page, board.id)
  await olga.page.keyboard.press("h")
  await expect(wheel(olga.page, "You are driving")).toBeVisible()
  for (const page of pages) await page.getByRole("link", { name: "Follow" }).click()

  // Both have read who drives, and both confirm it.
  for (const page of pages) await page.getByRole("button", { name: "Take over", exact: true }).click()
  const confirm = (page: Page) => page.getByRole("button", { name: "Take over from Olga Owner" })
  for (const page of pages) await expect(confirm(page)).toBeVisible()
  const buttons = await Promise.all(pages.map((page) => confirm(page).elementHandle()))
  // Each page waits for the same moment by itself: nothing between them and the test decides who is first.
  const at = Date.now() + 1_000
  const press = (element: Node, then: number) =>
    new Promise<void>((resolve) =>
      setTimeout(() => {
        ;(element as HTMLElement).click()
        resolve()
      }, then - Date.now()),
    )
  await Promise.all(buttons.map((button) => button?.evaluate(press, at)))

  const lost = (page: Page) => page.getByRole("alert").filter({ hasText: "has the wheel now." })
  await Promise.race(pages.map((page) => lost(page).waitFor()))
  const isLoser = await Promise.all(pages.map((page) => lost(page).isVisible()))
  expect(isLoser.filter(Boolean), "exactly one has it").toHaveLength(1)
  const [winner, loser] = isLoser[0] ? [1, 0] : [0, 1]
  await expect(wheel(pages[winner]!, "You are driving")).toBeVisible()
  await expect(lost(pages[loser]!)).toContainText(`${names[winner]} has the wheel now.`)
  for (const page of [olga.page, pages[loser]!]) await expect(wheel(page, `${names[winner]} is driving`)).toBeVisible()

  // A hand-over names the next one; whoever goes away without a word frees the wheel after ten seconds.
  await pages[winner]!.getByRole("button", { name: "Hand over" }).click()
  await pages[winner]!.getByRole("dialog", { name: "Hand the wheel to" })
    .getByRole("button", { name: "Olga Owner" })
    .click()
  await expect(wheel(olga.page, "You are driving")).toBeVisible()
  await olga.context.close()
  await expect(wheel(pages[loser]!, "Nobody drives")).toBeVisible({ timeout: 60_000 })
  await pages[loser]!.getByRole("button", { name: "Take the wheel" }).click()
  await expect(wheel(pages[loser]!, "You are driving")).toBeVisible()
})
