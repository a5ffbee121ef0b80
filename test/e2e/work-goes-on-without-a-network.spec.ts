import { addCard, card, dragTo, expectSaved, lane, openBoard, saveState } from "./support/board-page.ts"
import { expect, type Page, test } from "./support/journey.ts"

test.use({ installsApp: true })

/** What a browser says by itself while its network is gone. */
const NO_NETWORK = [/net::ERR_/, /WebSocket connection to/]

test("edits made offline outlive the closed tab and merge with what others did meanwhile", async ({
  product,
  people,
  owner,
}) => {
  people.expectComplaints(...NO_NETWORK)
  const board = await product.createBoard("Night train")
  const { page: ben } = await people.open({ cookie: owner })
  const { page: first, context } = await people.open({ cookie: await product.join(board.id, "Ana") })
  await Promise.all([openBoard(ben, board.id), openBoard(first, board.id)])
  await keptForOffline(first)

  await context.setOffline(true)
  await expect(saveState(first)).toHaveText("Offline")
  await addCard(first, "To do", "Written in the tunnel")
  await expect(saveState(first)).toHaveText("Offline, 1 change waiting")
  await dragTo(first, card(first, "Answer the library’s offer"), lane(first, "Done"))
  await expect(saveState(first)).toHaveText("Offline, 2 changes waiting")
  // The longer it lasts, the plainer it is said.
  await expect(first.getByText(/^(No connection since|Not live – as of) .*2 changes waiting/)).toBeVisible()
  await first.close({ runBeforeUnload: true })

  // Meanwhile somebody else goes on.
  await card(ben, "Answer the library’s offer").focus()
  await ben.keyboard.press("e")
  await ben.getByRole("textbox", { name: "Title" }).fill("Accept the library’s offer")
  await ben.getByRole("textbox", { name: "Title" }).press("Enter")
  await addCard(ben, "To do", "Written at home")
  await expectSaved(ben)

  const again = await context.newPage()
  await again.goto(`/b/${board.id}`)
  await expect(card(lane(again, "To do"), "Written in the tunnel")).toBeVisible()
  await expect(card(lane(again, "Done"), "Answer the library’s offer")).toBeVisible()
  await expect(saveState(again)).toHaveText("Offline, 2 changes waiting")
  await addCard(again, "Doing", "Written after the tunnel")
  await expect(saveState(again)).toHaveText("Offline, 3 changes waiting")
  await expect(card(ben, "Written in the tunnel")).toBeHidden()

  await context.setOffline(false)
  await expectSaved(again)
  const stored = JSON.stringify(await product.ask("GET", `/boards/${board.id}`))
  for (const title of ["Written in the tunnel", "Written after the tunnel"])
    expect(stored, "whoever reads Saved can rely on it").toContain(title)
  for (const page of [ben, again]) {
    await expect(card(lane(page, "To do"), "Written in the tunnel")).toBeVisible()
    await expect(card(lane(page, "Doing"), "Written after the tunnel")).toBeVisible()
    await expect(card(lane(page, "To do"), "Written at home")).toBeVisible()
    await expect(card(lane(page, "Done"), "Accept the library’s offer")).toBeVisible()
  }
})

test("two tabs of one browser show one board offline, and send it once", async ({ product, people }) => {
  people.expectComplaints(...NO_NETWORK)
  const board = await product.createBoard("Two tabs")
  const { page: left, context } = await people.open({ cookie: await product.join(board.id, "Ana") })
  await openBoard(left, board.id)
  await keptForOffline(left)
  const right = await context.newPage()
  await openBoard(right, board.id)
  await context.setOffline(true)
  await expect(saveState(left)).toHaveText("Offline")
  await expect(saveState(right)).toHaveText("Offline")
  await addCard(left, "To do", "From the left tab")
  await expect(card(right, "From the left tab")).toBeVisible()
  await addCard(right, "Doing", "From the right tab")
  await expect(card(left, "From the right tab")).toBeVisible()
  await context.setOffline(false)
  await expectSaved(left)
  await expectSaved(right)
  for (const page of [left, right])
    for (const title of ["From the left tab", "From the right tab"]) await expect(card(page, title)).toHaveCount(1)
  const stored = JSON.stringify(await product.ask("GET", `/boards/${board.id}`))
  expect(stored.split("From the left tab")).toHaveLength(2)
})

test("the list of boards opens offline, and says that it may be old", async ({ product, people }) => {
  people.expectComplaints(...NO_NETWORK)
  const board = await product.createBoard("Seen before")
  const { page, context } = await people.open({ cookie: await product.join(board.id, "Ana") })
  await page.goto("/")
  await expect(page.getByRole("link", { name: "Seen before" })).toBeVisible()
  await keptForOffline(page)
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByRole("link", { name: "Seen before" })).toBeVisible()
  await expect(page.getByText(/This is the list as it was/)).toBeVisible()
  await page.goto("/b/never-opened-here")
  await expect(page.getByRole("heading", { name: "This board is not kept in this browser" })).toBeVisible()
  await page.getByRole("link", { name: "To the boards" }).click()
  await expect(page.getByRole("link", { name: "Seen before" })).toBeVisible()
})

test("where the browser keeps nothing, people are told before they type, and asked before they leave", async ({
  product,
  people,
}) => {
  people.expectComplaints(...NO_NETWORK)
  const board = await product.createBoard("Private window")
  const { page, context } = await people.open({ cookie: await product.join(board.id, "Ana") })
  await context.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", {
      value: {
        open() {
          throw new DOMException("not in this window", "SecurityError")
        },
      },
    })
  })
  await openBoard(page, board.id)
  await expect(page.getByText(/This browser cannot keep your changes/)).toBeVisible()
  await context.setOffline(true)
  await expect(saveState(page)).toHaveText("Offline")
  await addCard(page, "To do", "Only here")
  await expect(saveState(page)).toHaveText("Offline, 1 change waiting")
  const asked = page.waitForEvent("dialog")
  const closing = page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe("beforeunload")
  await dialog.dismiss()
  await closing
  await context.setOffline(false)
  await expectSaved(page)
  expect(JSON.stringify(await product.ask("GET", `/boards/${board.id}`))).toContain("Only here")
})

/** The app itself is in the browser once its worker is active. */
async function keptForOffline(page: Page): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
}
